"""Workbooks damaged at random, as bad disks, bad lines and bad programs damage them. The same seed, the same damage."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping

#: Between the parts of a package that are given as one input.
BETWEEN = b"\n<!--part-->\n"
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_ADDRESS = re.compile(rb'\br="[A-Z]+\d+"')
_ODD_NUMBERS = (b"-1", b"0", b"1e999", b"NaN", b"99999999999999999999", b"0x10", b"1,5", b"", b"4294967296", b"abc")
_ODD_ADDRESSES = (b"A0", b"ZZZZ9", b"XFD1048576", b"A1", b"", b"7", b"B99999", b"$A$1", b"a1")


def flip_bytes(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are others, anywhere in the file."""
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The file ends early, or a piece of it is missing or full of zeros."""
    start = chance.randrange(1, len(content))
    end = min(len(content), start + chance.choice([1, 100, 4_096, len(content)]))
    return content[:start] + (b"\0" * (end - start) if chance.random() < 0.3 else b"") + content[end:]


def change_xml(content: bytes, chance: random.Random) -> bytes:
    """A part says something else, with the checksums of a sound file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels", ".bin")) and parts[name]]
    for _ in range(chance.choice([1, 1, 1, 3])):
        name = chance.choice(names)
        parts[name] = change_part(parts[name], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def change_part(part: bytes, chance: random.Random) -> bytes:
    """A part of a package with one thing in it changed, as often as not one that XML still takes."""
    change = chance.choice([_swap_tags, _drop_tag, _change_number, _change_address, _flip_in_part, _double])
    return change(part, chance)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, of which none is compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip_bytes, cut, change_xml, change_xml)


def damage(content: bytes, seed: int) -> bytes:
    """The content, damaged in one way; only a package has parts to be changed."""
    chance = random.Random(seed)
    kinds = DAMAGES if content.startswith(b"PK") else DAMAGES[:2]
    return chance.choice(kinds)(content, chance)


def _swap_tags(part: bytes, chance: random.Random) -> bytes:
    tags = list(_TAG.finditer(part))
    if len(tags) < 2:
        return part
    first, second = sorted(chance.sample(tags, 2), key=re.Match.start)
    between = part[first.end() : second.start()]
    return part[: first.start()] + second[0] + between + first[0] + part[second.end() :]


def _drop_tag(part: bytes, chance: random.Random) -> bytes:
    return _replace(part, _TAG, chance, b"")


def _double(part: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(part) or 1)
    piece = part[start : start + chance.choice([5, 50, 500])]
    return part[:start] + piece + part[start:]


def _change_number(part: bytes, chance: random.Random) -> bytes:
    return _replace(part, _NUMBER, chance, chance.choice(_ODD_NUMBERS))


def _change_address(part: bytes, chance: random.Random) -> bytes:
    return _replace(part, _ADDRESS, chance, b'r="%s"' % chance.choice(_ODD_ADDRESSES))


def _flip_in_part(part: bytes, chance: random.Random) -> bytes:
    return flip_bytes(part, chance) if part else part


def _replace(part: bytes, pattern: re.Pattern[bytes], chance: random.Random, text: bytes) -> bytes:
    found = list(pattern.finditer(part))
    if not found:
        return part
    place = chance.choice(found)
    return part[: place.start()] + text + part[place.end() :]
