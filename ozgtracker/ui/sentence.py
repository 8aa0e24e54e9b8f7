"""Words whose numbers are named: plain text for mail and paper, marked for a page. Pure."""

from __future__ import annotations

from html import escape
from typing import Self


class Sentence(str):
    """Words whose numbers are named. Compares and prints as plain text; only a page sees more."""

    marked: str

    def __new__(cls, text: str, marked: str | None = None) -> Self:
        """The text, and the same as HTML with its numbers marked."""
        sentence = super().__new__(cls, text)
        sentence.marked = escape(text) if marked is None else marked
        return sentence

    def __html__(self) -> str:
        """The marked text, for templates."""
        return self.marked
