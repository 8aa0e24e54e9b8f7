"""The day a page shows, the day it is, and addresses that stay on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ozgtracker import german
from ozgtracker.ui.addressed import address


@dataclass(frozen=True, slots=True)
class AsOf:
    """`day` is the Stichtag, `today` the present day; both come from the edge."""

    day: date
    today: date

    @property
    def looking_back(self) -> bool:
        """Whether a past day is shown."""
        return self.day < self.today

    @property
    def month_start(self) -> date:
        """The first day of the month in which the Stichtag lies: "reported this month" starts here."""
        return self.day.replace(day=1)

    @property
    def month_name(self) -> str:
        """ "Juni"."""
        return german.month(self.day)

    def at(self, day: date) -> AsOf:
        """The same present, another Stichtag."""
        return AsOf(day, self.today)

    def href(self, name: str, /, *args: str | int, fragment: str = "", **query: str | int) -> str:
        """The address of a page with its filters, on this Stichtag; empty values are left out."""
        pairs = {key: str(value) for key, value in query.items() if value not in {"", None}}
        if self.looking_back:
            pairs["stichtag"] = self.day.isoformat()
        asked = f"?{urlencode(pairs)}" if pairs else ""
        return address(name, *args) + asked + (f"#{fragment}" if fragment else "")
