"""Words for codes: how each room puts into words what its rules find (docs/adr/0018).

The language is that of the moment something is said; what is made at import stays lazy until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.utils.functional import Promise

from ozgtracker import german
from ozgtracker.errors import DomainError
from ozgtracker.findings import Finding

type Late = str | Promise
type Sentence = Late | Callable[..., str]
"""Words with named gaps ("… %(day)s …"), or a function of the facts where the words depend on them."""

_SENTENCES: dict[str, Sentence] = {}
_LABELS: dict[type, Mapping[Any, object]] = {}


class Labels[K](Mapping[K, str]):
    """Words for codes, each in the language of the moment it is asked for."""

    def __init__(self, words: Mapping[K, Late]) -> None:
        self._words = words

    def __getitem__(self, code: K) -> str:
        return str(self._words[code])

    def __iter__(self) -> Iterator[K]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def choices(self, *codes: K) -> list[tuple[str, Late]]:
        """Pairs for a field, all codes or only these: said late, for a field is made at import."""
        return [(str(code), self._words[code]) for code in codes or self]


def teach(sentences: Mapping[str, Sentence], *labels: Mapping[Any, object]) -> None:
    """What a room can say: a sentence for each of its codes, and the words of the enums that occur among the facts
    (Labels, or badges by code)."""
    _SENTENCES.update(sentences)
    _LABELS.update({type(next(iter(table))): table for table in labels})


def known_codes() -> tuple[str, ...]:
    """Every code some room can say."""
    return tuple(_SENTENCES)


def say(told: Finding | Late | None) -> str:
    """The sentence for what a rule found; what is words already is only translated, and nothing is ""."""
    if told is None:
        return ""
    if not isinstance(told, Finding):
        return str(told)
    sentence = _SENTENCES[told.code]
    if callable(sentence):
        return sentence(**told.facts)
    return str(sentence) % {name: in_words(fact) for name, fact in told.facts.items()}


def refusal(error: DomainError) -> str:
    """What was refused, as the user reads it."""
    return say(error.finding)


def in_words(fact: object) -> str:
    """One fact: days and numbers as they are written, several as a list, codes by their word."""
    match fact:
        case Finding():
            words = say(fact)
        case Enum():
            words = str(_LABELS[type(fact)][fact])
        case date():
            words = german.day(fact)
        case timedelta():
            words = german.days(fact.days)
        case int():
            words = german.number(fact)
        case tuple():
            words = german.listing([in_words(part) for part in fact])
        case _:
            words = str(fact)
    return words
