"""Numbers in sentences that know which figure they are, so that a test can compare every place that says them.

A page shows them as <span data-figure="NAME" data-of="CONTEXT">; mail and paper get the words alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Self

from ozgtracker import german
from ozgtracker.ui.sentence import Sentence


class Told(str):
    """A number in words ("3.828", "11 %") with the name of its figure and what it is about ("package-1")."""

    name: str
    about: str

    def __new__(cls, words: int | str, name: str, about: str = "") -> Self:
        """A whole number is written in German."""
        told = super().__new__(cls, german.number(words) if isinstance(words, int) else words)
        told.name, told.about = name, about
        return told

    def __html__(self) -> str:
        """The number with its name, for templates."""
        return f'<span data-figure="{escape(self.name)}" data-of="{escape(self.about)}">{escape(str(self))}</span>'


def tell(words: str, **said: str) -> Sentence:
    """Puts numbers and names into the translated words ("%(live)s von %(total)s ...")."""
    return Sentence(words % said, words % {name: _html(text) for name, text in said.items()})


def joined(parts: Iterable[str], between: str = "") -> Sentence:
    """Several parts in a row; empty ones are left out."""
    some = [part for part in parts if part]
    return Sentence(between.join(some), between.join(_html(part) for part in some))


def _html(text: str) -> str:
    return text.__html__() if isinstance(text, Told | Sentence) else escape(text)
