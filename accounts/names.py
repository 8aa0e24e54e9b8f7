"""What people type as a name, made harmless before it is stored or mailed. Pure."""

from __future__ import annotations

import re

# A dot or a slash inside a word makes mail programs draw a link out of somebody's "name".
_SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_INSIDE_A_WORD = re.compile(r"(?<=\w)([./\\@])(?=\w)")


def one_line(typed: str) -> str:
    """The words on one line: no line breaks or control characters (they end mail headers), single blanks."""
    printable = "".join(char if char.isprintable() else " " for char in typed)
    return " ".join(printable.split())


def without_links(name: str) -> str:
    """The name so that no mail program turns it into a link: "Dr.Muster" becomes "Dr. Muster"."""
    return one_line(_INSIDE_A_WORD.sub(r"\1 ", _SCHEME.sub(" ", name)))
