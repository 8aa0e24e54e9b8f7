"""What lies between two stands of the plan, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milestones.baselines.compare import DateChange, Difference
from milestones.baselines.stands import Stand
from milestones.trends.kept import HitRate
from ozgtracker import german


def headline(found: Sequence[Difference[int]], first: Stand, second: Stand) -> str:
    """ "3 von 10 Terminen liegen in B später als in A, bis zu 20 Arbeitstage."."""
    names = {"first": first.name, "second": second.name}
    later = [one for one in found if (one.days or 0) > 0]
    earlier = [one for one in found if (one.days or 0) < 0]
    told = []
    if later:
        words = ngettext(
            "%(n)s von %(of)s Terminen liegt später, um %(most)s",
            "%(n)s von %(of)s Terminen liegen später, um bis zu %(most)s",
            len(later),
        )
        told.append(words % {"n": len(later), "of": len(found), "most": _most(later)})
    if earlier:
        words = ngettext("%(n)s liegt früher, um %(most)s", "%(n)s liegen früher, um bis zu %(most)s", len(earlier))
        told.append(words % {"n": len(earlier), "most": _most(earlier)})
    if not told:
        return _("Zwischen „%(first)s“ und „%(second)s“ hat sich kein Termin verschoben.") % names
    return f"{'; '.join(told)}."


def _most(moved: Sequence[Difference[int]]) -> str:
    days = max(abs(one.working_days or 0) for one in moved)
    return ngettext("%(n)s Arbeitstag", "%(n)s Arbeitstage", days) % {"n": german.number(days)}


def change_words(change: DateChange) -> str:
    """ "verschoben"."""
    return {
        DateChange.MOVED: _("verschoben"),
        DateChange.ADDED: _("hinzugekommen"),
        DateChange.REMOVED: _("entfallen"),
        DateChange.UNCHANGED: _("unverändert"),
    }[change]


def hit_rows(rate: HitRate) -> list[dict[str, Any]]:
    """How many dates were kept, always against both."""
    return [
        {"label": _("ursprünglicher Plan"), "kept": rate.original.kept, "due": rate.original.due},
        {"label": _("vereinbarter Plan"), "kept": rate.agreed.kept, "due": rate.agreed.due},
    ]
