"""The list of a workbook's texts in Excel 97, in which a text may go on in the next record."""

import struct
from collections.abc import Iterator, Sequence


def are_filled(records: Sequence[bytes]) -> list[bool]:
    """Of each text in the list, whether it has letters. A list that is cut off has as many as it has.

    Args:
        records: The contents of the record that begins the list, and of those that continue it.
    """
    return list(_walk([records[0][8:], *records[1:]]))


def _walk(records: Sequence[bytes]) -> Iterator[bool]:
    number = at = 0
    while True:
        while number < len(records) and at >= len(records[number]):
            number, at = number + 1, 0
        if number == len(records) or at + 3 > len(records[number]):
            return
        count, flags = struct.unpack_from("<HB", records[number], at)
        at += 3
        behind = 0
        if flags & 8:  # what is bold in it, and so on
            behind += 4 * struct.unpack_from("<H", records[number], at)[0]
            at += 2
        if flags & 4:  # how it is pronounced
            behind += struct.unpack_from("<I", records[number], at)[0]
            at += 4
        yield count > 0
        while True:
            taken = min(count, max(len(records[number]) - at, 0) // (1 + (flags & 1)))
            count -= taken
            at += taken * (1 + (flags & 1))
            if not count:
                break
            number += 1
            if number == len(records) or not records[number]:
                return
            flags, at = records[number][0], 1  # a text that goes on says anew how wide its letters are
        while behind and number < len(records):
            taken = min(behind, max(len(records[number]) - at, 0))
            behind -= taken
            at += taken
            if behind:
                number, at = number + 1, 0
