"""Names of people: whom a text names, and a name somebody typed, made harmless before it is mailed. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from ozgtracker.free_text import clean_line

# A dot or a slash inside a word makes mail programs draw a link out of somebody's "name".
_SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_INSIDE_A_WORD = re.compile(r"(?<=\w)([./\\@])(?=\w)")


class Named(NamedTuple):
    """Somebody whose name and address may stand in a text."""

    name: str
    email: str


def without_links(name: str) -> str:
    """The name so that no mail program turns it into a link: "Dr.Muster" becomes "Dr. Muster"."""
    # Cleaned first: what nobody sees must not stand between a dot and its word while links are looked for.
    return clean_line(_INSIDE_A_WORD.sub(r"\1 ", _SCHEME.sub(" ", clean_line(name))))
