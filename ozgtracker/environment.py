"""Reads the settings from the environment: typed, and a wrong value stops the start with one sentence."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


class SettingsError(SystemExit):
    """A setting is missing or wrong; the message is one German sentence for the operator.

    A SystemExit, so that web, worker and commands alike stop with the sentence instead of a trace.
    """


def text(name: str, default: str | None = None) -> str:
    """The value of NAME, or of the file NAME_FILE names. Raises SettingsError if neither exists nor a default."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"{name}_FILE: Die Datei „{file}“ ist nicht lesbar ({error.strerror}).") from error
    value = os.environ.get(name, default)
    if value is None:
        raise SettingsError(f"{name} fehlt. Bitte setzen Sie {name} oder {name}_FILE.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """1/0, true/false, ja/nein. Raises SettingsError for anything else."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value.lower() in {"1", "true", "ja", "yes"}:
        return True
    if value.lower() in {"0", "false", "nein", "no"}:
        return False
    raise SettingsError(f"{name}={value!r}: Erlaubt sind 1 (ja) und 0 (nein).")


def number(name: str, *, default: int, low: int = 0, high: int = 2**31) -> int:
    """A whole number between low and high. Raises SettingsError otherwise."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise SettingsError(f"{name}={value!r}: Erlaubt ist eine ganze Zahl von {low} bis {high}.")
    return int(value)


def one_of(name: str, allowed: Collection[str], *, default: str) -> str:
    """One of the allowed words. Raises SettingsError otherwise."""
    value = os.environ.get(name, default)
    if value not in allowed:
        raise SettingsError(f"{name}={value!r}: Erlaubt sind {', '.join(sorted(allowed))}.")
    return value


def words(name: str, *, default: str = "") -> list[str]:
    """A comma separated list, blanks trimmed, empty parts dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def day(name: str) -> date | None:
    """An ISO day such as 2022-06-15, or None when not set. Raises SettingsError for anything else."""
    value = os.environ.get(name, "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise SettingsError(f"{name}={value!r}: Erlaubt ist ein Tag wie 2022-06-15.") from error


def database(name: str) -> dict[str, object]:
    """Django's database settings from a URL such as postgresql://user:secret@host:5432/name.

    A socket folder is given as ?host=/folder. Raises SettingsError for any other engine:
    we test what we ship, and that is PostgreSQL.
    """
    url = text(name)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingsError(f"{name}: Erlaubt ist nur PostgreSQL (postgresql://…), nicht „{parts.scheme}“.")
    if not parts.path.strip("/"):
        raise SettingsError(f"{name}: Der Name der Datenbank fehlt (postgresql://…/name).")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
