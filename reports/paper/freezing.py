"""Frozen dataclasses to JSON and back, so that an issue reads the same for ever. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints


class Unreadable(ValueError):
    """What was frozen does not fit the shape it is to be thawed into."""


def freeze(value: Any) -> Any:
    """Dataclasses become objects, tuples lists; text, whole numbers, truth values stay. Raises TypeError otherwise."""
    if isinstance(value, str | int):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [freeze(part) for part in value]
    raise TypeError(f"cannot freeze {type(value).__name__}")


def thaw[T](shape: type[T], frozen: Any) -> T:
    """The dataclass that was frozen. A field that came later takes its default; one that is unknown, or missing without
    a default, raises Unreadable: nothing is guessed."""
    thawed: T = _thaw(shape, frozen)
    return thawed


def _thaw(shape: Any, frozen: Any) -> Any:
    if is_dataclass(shape) and isinstance(shape, type):
        return _object(shape, frozen)
    if get_origin(shape) is tuple and isinstance(frozen, list):
        return tuple(_thaw(get_args(shape)[0], part) for part in frozen)
    if isinstance(shape, type) and isinstance(frozen, shape) and isinstance(frozen, bool) == (shape is bool):
        return frozen
    raise Unreadable(f"{frozen!r} is no {shape}")


def _object(shape: type, frozen: Any) -> Any:
    types = get_type_hints(shape)
    known = {field.name for field in fields(shape)}
    needed = {field.name for field in fields(shape) if field.default is MISSING}
    if not isinstance(frozen, Mapping) or not needed <= frozen.keys() <= known:
        raise Unreadable(f"not the fields of {shape.__name__}")
    return shape(**{name: _thaw(types[name], value) for name, value in frozen.items()})
