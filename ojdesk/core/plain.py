"""Values as plain JSON and back: what a frozen dataclass holds, checked against its own annotations on the way in."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from ojdesk.core.text import writable

#: More than the reader lets through from any cell; and no year, row or count is larger than the number.
_LONGEST, _LARGEST = 1_000_000, 2**31


def to_plain(value: object) -> Any:
    """Objects, lists, strings, numbers and None, as JSON has them."""
    if dataclasses.is_dataclass(value):
        return {it.name: to_plain(getattr(value, it.name)) for it in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): to_plain(it) for name, it in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(to_plain, value))
    if isinstance(value, tuple | list):
        return [*map(to_plain, value)]
    return str(value) if isinstance(value, StrEnum | Path) else value


def from_plain(kind: Any, raw: Any) -> Any:
    """The value of a kind that `to_plain` made `raw` of.

    Args:
        kind: A dataclass, or whatever its fields may be annotated with. A field that is missing has its default; what
            a class has no field for is left out.
        raw: As json.loads gives it: foreign, and never trusted.

    Raises:
        ValueError: It is not of that kind, or is longer or larger than anything in a workbook.
    """
    return _way(kind)(raw)


@lru_cache(maxsize=256)
def _way(kind: Any) -> Callable[[Any], Any]:
    """How values of a kind are made: found out once, gone thousands of times."""
    origin, arguments = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _object(kind)
    if origin in {types.UnionType, Union}:
        (some,) = (_way(it) for it in arguments if it is not types.NoneType)
        return lambda raw: None if raw is None else some(raw)
    if origin is tuple and arguments[-1] is not ...:
        ways = [_way(it) for it in arguments]
        return lambda raw: tuple(way(it) for way, it in zip(ways, _of(list, raw), strict=True))
    if origin in {tuple, frozenset}:
        item = _way(arguments[0])
        return lambda raw: origin(map(item, _of(list, raw)))
    if origin in {dict, Mapping}:
        key, item = map(_way, arguments)
        return lambda raw: {key(name): item(it) for name, it in _of(dict, raw).items()}
    if kind in {bool, int}:
        return _number if kind is int else lambda raw: _of(bool, raw)
    if kind is str:
        return lambda raw: writable(_text(raw))
    return lambda raw: kind(_text(raw))  # a word of a list, or a path


def _object(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    ways = {it.name: _way(hints[it.name]) for it in dataclasses.fields(kind)}

    def make(raw: Any) -> Any:
        given = _of(dict, raw)
        try:
            return kind(**{name: way(given[name]) for name, way in ways.items() if name in given})
        except TypeError:
            raise ValueError(f"{kind.__name__} lacks a field") from None

    return make


def _number(raw: Any) -> int:
    if abs(_of(int, raw)) > _LARGEST:
        raise ValueError("a number is too large")
    return int(raw)


def _text(raw: Any) -> str:
    if len(_of(str, raw)) > _LONGEST:
        raise ValueError("a text is too long")
    return str(raw)


def _of(kind: type[Any], raw: Any) -> Any:
    if type(raw) is not kind:
        raise ValueError(f"{kind.__name__} expected")
    return raw
