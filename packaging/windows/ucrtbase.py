#!/usr/bin/env python3
"""Wine's C library with the functions for complex numbers that NumPy imports and Wine only announces.

Takes the file to write. Needs pefile.
"""

import sys
from pathlib import Path

import pefile

_WINES = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
#: By this text Wine tells its own libraries from others, and takes its own from elsewhere than the prefix.
_MARK, _NO_MARK = b"Wine builtin DLL", b"Wine mended  DLL"

# A complex float comes in a register; a larger one by its address, where the imaginary part is the second half.
_REAL_FLOAT = bytes.fromhex("660f6ec1 c3")  # movd xmm0, ecx; ret
_IMAGINARY_FLOAT = bytes.fromhex("48c1e920 660f6ec1 c3")  # shr rcx, 32; movd xmm0, ecx; ret
_REAL = bytes.fromhex("f20f1001 c3")  # movsd xmm0, [rcx]; ret
_IMAGINARY = bytes.fromhex("f20f104108 c3")  # movsd xmm0, [rcx + 8]; ret
_CODE = {
    b"crealf": _REAL_FLOAT,
    b"cimagf": _IMAGINARY_FLOAT,
    b"creall": _REAL,
    b"cimag": _IMAGINARY,
    b"cimagl": _IMAGINARY,
}


def main() -> None:
    library = pefile.PE(str(_WINES))
    for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols:
        if symbol.name in _CODE:
            library.set_bytes_at_rva(symbol.address, _CODE[symbol.name])
    content = bytes(library.write())
    assert _MARK in content, "this Wine marks its own libraries in another way"
    Path(sys.argv[1]).write_bytes(content.replace(_MARK, _NO_MARK))


if __name__ == "__main__":
    main()
