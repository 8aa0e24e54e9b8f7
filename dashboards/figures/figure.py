"""One figure as page, mail and paper show it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted figure: value, of and note are German strings, count is the exact number.

    href opens a list whose total is count (a test walks every figure of every page for every role).
    """

    label: str
    value: str
    count: int
    of: str = ""
    unit: str = ""
    note: str = ""
    href: str = ""
    tone: str = ""


def glued(text: str) -> str:
    """What no line may end within: "38 %", "Paket 1", and the hyphen that stands for a word ("-um- und Abmeldung")."""
    text = re.sub(r"(?<=\d) (?=%)|(?<=Paket) (?=\d)", "\u00a0", text)
    return re.sub(r"(?<= )-(?=\w)", "-\u2060", text)
