"""What the build and the trials need of Debian's packages: installed when root, otherwise the one line to type."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from installer.places import fail, say

#: What each package is there for, by the file that shows that it is.
BUILDING = {
    "/usr/lib/wine/wine64": "wine64",
    "/usr/bin/wine": "wine",
    "/usr/bin/makensis": "nsis",
    "/usr/bin/x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "/usr/bin/dpkg-shlibdeps": "dpkg-dev",
    "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0": "libpython3.11",
    "/usr/bin/objdump": "binutils",
    # What the program takes along, or is measured against, when its packages are put together.
    "/usr/lib/x86_64-linux-gnu/libcups.so.2": "libcups2",
    "/usr/lib/x86_64-linux-gnu/libwayland-client.so.0": "libwayland-client0",
    "/usr/lib/x86_64-linux-gnu/libwayland-cursor.so.0": "libwayland-cursor0",
    "/usr/lib/x86_64-linux-gnu/libwayland-egl.so.1": "libwayland-egl1",
}
TRYING = {
    "/usr/bin/Xvfb": "xvfb",
    "/usr/sbin/debootstrap": "debootstrap",
    "/usr/bin/import": "imagemagick",
    "/usr/bin/xwininfo": "x11-utils",
    "/usr/bin/pdfinfo": "poppler-utils",
}


def install(wanted: Mapping[str, str]) -> None:
    """Installs what is missing, or ends with the line that does."""
    missing = sorted(package for path, package in wanted.items() if not Path(path).exists())
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() or not shutil.which("apt-get"):
        fail("These packages are needed:\n    sudo " + " ".join(command))
    say("Installing " + ", ".join(missing) + " …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet=2"], env=quiet, check=False)
    subprocess.run([*command, "--quiet=2"], env=quiet, check=True, stdout=subprocess.DEVNULL)
