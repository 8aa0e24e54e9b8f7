"""A language in which every letter that went through gettext is a full-width one: what stays plain is data, or a word
that nobody can translate.

Sentences may be cut, put into each other or drawn: a letter keeps its mark whatever happens to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.test import override_settings
from django.utils.translation import trans_real

from accounts.models import AuditEntry
from accounts.pseudonyms import named
from dashboards.parts.area_map import territory
from milestones.models import Milestone, Phase
from ozgtracker.data_sources import data_sources
from ozgtracker.land import land
from reports.models import Delivery, StatusReport
from services.models import Component

# Django knows its name and formats, and nobody here its words.
LANGUAGE = "eo"
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|<[^>]*>|&\w+;)")
_MARKS = {ord(plain): chr(ord(plain) + 0xFEE0) for plain in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_MARKS |= {ord(plain): marked for plain, marked in zip("äöüßÄÖÜ", "ａｏｕｓＡＯＵ", strict=True)}

READ_ALOUD = {"alt", "title", "aria-label", "aria-description", "placeholder", "data-label", "data-confirm"}
UNSEEN = {"script", "style", "template"}
VOID = {"br", "img", "input", "link", "meta", "hr", "rect", "path", "use", "circle", "line", "polygon", "polyline"}
# An address, a file, a key that a program made; one letter is the key of a mark.
NO_WORDS = re.compile(r"\S+@\S+|https?://\S+|\S+\.pdf|\b[0-9a-f]{7,}\b|\b\d+[a-z]\b")
LETTER = re.compile("[A-Za-zÄÖÜäöüß]{2}")


def mark(message: str) -> str:
    """The message in that language: its gaps and tags as they were."""
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_MARKS) for part in _KEPT.split(message))


class Marked(NullTranslations):
    """Marks every message and remembers that it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return mark(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return mark(msgid1 if n == 1 else msgid2)

    def language(self) -> str:
        """For Django."""
        return LANGUAGE

    def to_language(self) -> str:
        """For Django."""
        return LANGUAGE


@contextmanager
def marked() -> Iterator[Marked]:
    """Everything is said in that language, until the end."""
    language = Marked()
    # Django forgets its catalogues where the languages change: now, and at the end.
    with override_settings(LANGUAGE_CODE=LANGUAGE, LANGUAGES=[(LANGUAGE, "Esperanto")]):
        vars(trans_real)["_translations"][LANGUAGE] = language
        yield language


class _Reader(HTMLParser):
    """Every text a page shows or reads aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        values = dict(attrs)
        self.texts += [value for name, value in values.items() if name in READ_ALOUD and value]
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self.texts.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.texts.append(data)


def plain_texts(html: str) -> set[str]:
    """What of a page nobody translated: runs of plain letters with what stands between them."""
    reader = _Reader()
    reader.feed(html)
    pieces = (piece for text in reader.texts for piece in re.split("[Ａ-Ｚａ-ｚ]+", text))
    return {stripped for piece in pieces if (stripped := _stripped(piece)) and LETTER.search(stripped)}


def _stripped(piece: str) -> str:
    return " ".join(NO_WORDS.sub("", piece).split()).strip(
        " .,;:!?·–—-→←()[]„“”\"'%/+*#=|0123456789\u00a0\u2060…≠✓✕⊘◆○◐●▲⇄"
    )


@dataclass
class Data:
    """What stands on a page and is no word of ours: texts of the database, of the Land, of the sources."""

    whole: set[str] = field(default_factory=set)
    # Names a chart breaks into lines, and long texts that a page shows piece by piece, in the words of their day.
    broken: set[str] = field(default_factory=set)
    kept: str = ""

    @classmethod
    def read(cls) -> Data:
        """All of it, as it is stored, people's names in place of their codes."""
        found = cls({_stripped(text) for text in (*_stored(), *_of_the_land())})
        drawn = ((Milestone, "title"), (Phase, "name"), (Component, "name"))
        titles = [title for model, name in drawn for title in model._default_manager.values_list(name, flat=True)]
        found.broken = {_stripped(part) for title in titles for part in _parts(title.split())}
        kept = (*Delivery.objects.values_list("body", flat=True), *_texts(list(_snapshots())))
        found.kept = " ".join(" ".join(kept).split())
        return found

    def has(self, piece: str) -> bool:
        """Known as a whole, or each of its parts: names stand in lists and behind each other."""
        if piece in self.whole or piece in self.broken:
            return True
        for name in self._composed:
            piece = piece.replace(name, "")
        parts = (_stripped(part) for part in re.split(r"[,;:·()„“→/]|\s–\s|\s\d[\d.]*", piece))
        return all(part in self.whole or part in self.broken for part in parts if LETTER.search(part))

    @cached_property
    def _composed(self) -> list[str]:
        """Names with a comma, a bracket or a dash of their own, the longest first."""
        return sorted((name for name in self.whole if re.search("[,;:·()/]| – ", name)), key=len, reverse=True)


def _stored() -> Iterator[str]:
    for model in apps.get_models():
        fields = model._meta.get_fields()
        names = [one.name for one in fields if isinstance(one, CharField | TextField | JSONField)]
        for row in model._default_manager.values_list(*names) if names else ():
            yield from _texts(row)
    for entry in named(AuditEntry.objects.all()):
        yield from _texts((entry.sentence, entry.subject_label, entry.reason, entry.before, entry.after))


def _of_the_land() -> Iterator[str]:
    yield from _texts((asdict(land())["law"], land().name, land().product))
    yield from (shape.name for shape in territory().shapes.values())
    yield from _texts([(one.name, one.stand, one.origin, one.licence, one.note, one.shown) for one in data_sources()])


def _snapshots() -> Iterator[Any]:
    return iter(StatusReport.objects.values_list("snapshot", flat=True))


def _texts(value: Any) -> Iterator[str]:
    """Every text of nested data, keys included: the trail keeps German ones."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _parts(words: list[str]) -> Iterator[str]:
    return (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
