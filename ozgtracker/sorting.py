"""Texts as programs compare them: the stored sort key, and names where only ASCII goes. Pure."""

from __future__ import annotations

import re
import unicodedata

_IN_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def in_ascii(text: str) -> str:
    """Lower case as Germans write it where only ASCII goes: "Änderungen" is "aenderungen"."""
    return unicodedata.normalize("NFC", text).lower().translate(_IN_ASCII)


def sort_key(text: str) -> str:
    """A key that sorts as a German reader expects (DIN 5007-1: ä as a, ß as ss), whatever the database's collation."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    padded = re.sub(r"\d+", lambda digits: digits[0].zfill(6), letters)
    return re.sub(r"[^a-z0-9]+", " ", padded).strip()
