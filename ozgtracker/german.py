"""German wording of days, figures and lists, and the stored sort key. Pure: page, PDF, mail and charts share it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

DASH = "–"
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_IN_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def in_ascii(text: str) -> str:
    """Lower case as Germans write it where only ASCII goes: "Änderungen" is "aenderungen"."""
    return unicodedata.normalize("NFC", text).lower().translate(_IN_ASCII)


def day(value: date | None) -> str:
    """31.05.2022, or an en dash for no date."""
    return DASH if value is None else f"{value:%d.%m.%Y}"


def month(value: date) -> str:
    """ "Juni"."""
    return MONTHS[value.month - 1]


def number(value: int | None) -> str:
    """1.204, or an en dash for no figure."""
    return DASH if value is None else f"{value:,}".replace(",", ".")


def percent(share: float | Decimal | None) -> str:
    """A share from 0 to 1 as "38 %" or, below ten percent, "3,4 %".

    Never "100 %" for less than all and never "0 %" for more than none: that would be a lie by rounding.
    """
    if share is None:
        return DASH
    exact = Decimal(str(share)) * 100
    places = Decimal("0.1") if 0 < exact < 10 or 99 < exact < 100 else Decimal(1)
    shown = exact.quantize(places, ROUND_HALF_UP)
    if exact < 100 <= shown:
        shown = Decimal("99.9")
    if exact > 0 >= shown:
        return "unter 0,1 %"
    return f"{shown}".replace(".", ",").removesuffix(",0") + " %"


def days(count: int) -> str:
    """ "1 Tag", "15 Tage"."""
    return "1 Tag" if count == 1 else f"{number(count)} Tage"


def listing(parts: Sequence[str]) -> str:
    """ "A, B und C"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} und {parts[-1]}"


def sort_key(text: str) -> str:
    """A key that sorts as a German reader expects (DIN 5007-1: ä as a, ß as ss), whatever the database's collation."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    padded = re.sub(r"\d+", lambda digits: digits[0].zfill(6), letters)
    return re.sub(r"[^a-z0-9]+", " ", padded).strip()
