"""One figure as page, mail and paper show it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ozgtracker.ui.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Tile:
    """A counted figure: value, of and note are German strings, count is the exact number.

    href opens a list whose total is count (a test walks every figure of every page for every role). name and about
    say which figure it is: the same wherever page, paper or mail show it (a test compares them all).
    """

    label: str
    value: str
    count: int
    of: str = ""
    unit: str = ""
    note: str = ""
    href: str = ""
    tone: str = ""
    name: str = ""
    about: str = ""


def nonbreaking(text: str) -> Sentence:
    """What no line may end within: "38 %", "Paket 1", and the hyphen that stands for a word ("-um- und Abmeldung")."""
    whole = text if isinstance(text, Sentence) else Sentence(text)
    return Sentence(_glue(str(whole)), _glue(whole.marked))


def _glue(text: str) -> str:
    text = re.sub(r"(?<=\d) (?=%)|(?<=Paket) (?=\d)", "\u00a0", text)
    return re.sub(r"(?<= )-(?=\w)", "-\u2060", text)
