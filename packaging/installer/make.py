"""The command `installer`: everything that users get, into dist/."""

from installer import debian, freezing, it_page, locked
from installer.places import DIST, NATIVE_WINDOWS, say
from linux import packages
from linux import python as linux_python
from windows import python as windows_python
from windows import setup


def make() -> int:
    """Builds what this system can: both on Debian, what is for Windows on Windows."""
    locked.check(locked.WINDOWS)
    locked.check(locked.LINUX)
    if not NATIVE_WINDOWS:
        debian.install(debian.BUILDING)
        linux_python.make()
    windows_python.make()
    freezing.draw_icon()
    if not NATIVE_WINDOWS:
        freezing.freeze_for_linux()
        packages.make()
    freezing.freeze_for_windows()
    setup.make()
    it_page.write()
    say("")
    for path in sorted(DIST.iterdir()):
        say(f"{it_page.megabytes(path.stat().st_size):>10}  {path.relative_to(DIST.parent)}")
    return 0
