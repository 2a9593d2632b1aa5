"""The one way to what lies in `resources/`."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]

# Beside the package in the source tree; inside it in a wheel and in the frozen program.
_ROOT = next(path for path in (_PACKAGE / "resources", _PACKAGE.parent / "resources") if path.is_dir())


def resource(*parts: str) -> Path:
    """The path of something in `resources/`.

    Raises:
        FileNotFoundError: The program's own file is missing, so the installation is broken.
    """
    path = _ROOT.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def sample_files() -> list[Path]:
    """The made-up yearly workbooks that come with the program, in order of name."""
    return sorted(resource("sample").glob("*.xlsx"))
