"""Dataclasses to JSON and back, so that an issue reads the same for ever. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


class Unreadable(ValueError):
    """What was stored does not fit the shape it is to be read into."""


def to_json(value: Any) -> Any:
    """Dataclasses become objects, tuples lists, days ISO 8601; text, numbers, truth values and None stay.

    Raises TypeError for anything else.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    raise TypeError(f"cannot store {type(value).__name__}")


def from_json[T](shape: type[T], stored: Any) -> T:
    """The dataclass that was stored. A field that came later takes its default; one that is unknown, or missing without
    a default, raises Unreadable: nothing is guessed."""
    read: T = _read(shape, stored)
    return read


def _read(shape: Any, stored: Any) -> Any:
    if get_origin(shape) is UnionType:
        return _one_of(get_args(shape), stored)
    if is_dataclass(shape) and isinstance(shape, type):
        return _object(shape, stored)
    if get_origin(shape) is tuple and isinstance(stored, list):
        return tuple(_read(get_args(shape)[0], part) for part in stored)
    if shape is date:
        return _day(stored)
    if isinstance(shape, type) and isinstance(stored, shape) and isinstance(stored, bool) == (shape is bool):
        return stored
    raise Unreadable(f"{stored!r} is no {shape}")


def _one_of(shapes: tuple[Any, ...], stored: Any) -> Any:
    """None, or the first of the others that it is."""
    if stored is None and NoneType in shapes:
        return None
    for shape in shapes:
        try:
            return _read(shape, stored)
        except Unreadable:
            continue
    raise Unreadable(f"{stored!r} is none of {shapes}")


def _day(stored: Any) -> date:
    try:
        return date.fromisoformat(stored)
    except (TypeError, ValueError) as error:
        raise Unreadable(f"{stored!r} is no day") from error


def _object(shape: type, stored: Any) -> Any:
    types = get_type_hints(shape)
    known = {field.name for field in fields(shape)}
    needed = {field.name for field in fields(shape) if field.default is MISSING}
    if not isinstance(stored, Mapping) or not needed <= stored.keys() <= known:
        raise Unreadable(f"not the fields of {shape.__name__}")
    return shape(**{name: _read(types[name], value) for name, value in stored.items()})
