"""Free text as it is stored: what nobody can see is taken out first, and only then is it judged. Pure.

Control, bidirectional and zero-width characters end mail headers, turn words around on the screen, and let a field look
filled that is empty (Unicode Technical Report 36, "Unicode Security Considerations").
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = 10
"""A reason of fewer letters explains nothing; nor does one of a single word."""
DIFFERENT_LETTERS = 4

# Control, format (zero-width, bidi marks), private and unassigned characters.
_UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs"}
# Seen as nothing although Unicode counts them as letters, marks or symbols: Hangul fillers, braille blank, joiners.
_BLANK = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean_text(typed: str) -> str:
    """The text without anything invisible, line breaks kept, blanks single; "" where nothing can be seen."""
    lines = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", unicodedata.normalize("NFC", typed))
    seen = "".join(_seen(char) for char in _SELECTORS.sub("", lines))
    tidy = "\n".join(line.strip() for line in _BLANKS.sub(" ", seen).split("\n"))
    return _EMPTY_LINES.sub("\n\n", tidy).strip()


def clean_line(typed: str) -> str:
    """The same on one line, for names, titles and everything that may stand in a mail header."""
    return " ".join(clean_text(typed).split())


def says_something(text: str) -> bool:
    """Whether a reason is at least a short sentence: two words, LETTERS letters, not one key held down."""
    cleaned = clean_line(text)
    letters = [char.casefold() for char in cleaned if char.isalpha()]
    words = [word for word in cleaned.split() if any(char.isalpha() for char in word)]
    return len(words) >= 2 and len(letters) >= LETTERS and len(set(letters)) >= DIFFERENT_LETTERS


def names_somebody(text: str) -> bool:
    """Whether a name or an address holds anything that can be read: at least one letter or digit."""
    return any(char.isalnum() for char in clean_text(text))


def clean_reference(typed: str) -> str:
    """What names a document, a body or an address, on one line; "" where it holds nothing that can be read."""
    return clean_line(typed) if names_somebody(typed) else ""


def _seen(char: str) -> str:
    if char == "\n":
        return char
    if char in _BLANK or unicodedata.category(char) in _UNSEEN:
        # A tab or another control character parts words; a zero-width one stands inside them.
        return " " if unicodedata.category(char) == "Cc" else ""
    return char
