"""What the lines of a plan say, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milestones.states import State
from milestones.trend import Pattern
from milestones.trends.kept import HitRate, Kept
from milestones.trends.lines import TrendLine
from milestones.trends.selection import LEADING, Selection
from milestones.trends.together import Joint
from milestones.words import STATES, trend_meaning
from ozgtracker import german
from ozgtracker.saying import say

_LATER = frozenset({Pattern.RISING, Pattern.RECEDING, Pattern.LATE_JUMP})


def signed_days(days: int) -> str:
    """ "+28 Tage", "−1 Tag", "± 0 Tage"."""
    sign = "+" if days > 0 else "−"
    return f"{sign}{german.days(abs(days))}" if days else f"± {german.days(0)}"


def end_words(line: TrendLine) -> str:
    """What stands behind a line: when it was reached or is expected, and how far that is from the first plan."""
    state = line.status.facts.state
    if state in {State.CANCELLED, State.DEFERRED}:
        return STATES[state].label
    words = line.status.date_words
    moved = line.trend.slip_days if line.start is not None else 0
    return f"{words}, {signed_days(moved)}" if moved else words


def line_words(line: TrendLine) -> str:
    """What the shape of a line means, how far it moved in days and in working days, and where it would lead."""
    told = [trend_meaning(line.trend, working_days=line.working_days)]
    if line.trend.continued_on:
        told.append(
            _("Bei Fortsetzung des Trends am %(day)s: ein Hinweis, kein Plan.")
            % {"day": german.day(line.trend.continued_on)}
        )
    return " ".join(told)


def headline(lines: Sequence[TrendLine], joints: Sequence[Joint]) -> str:
    """What all lines say in one sentence: whether they rose together in the last month reported, or how many do."""
    still_open = [line for line in lines if line.ended_on is None]
    if not any(line.said for line in lines):
        return _("Es gibt noch keinen Verlauf: Zu keinem Termin wurde etwas gemeldet.")
    if not still_open:
        return _("Alle Linien sind zu Ende.")
    newest = max(point.said_on for line in lines for point in line.said)
    together = [one for one in joints if one.since is not None and one.on.replace(day=1) == newest.replace(day=1)]
    if together:
        return say(together[0].finding)
    later = sum(line.trend.pattern in _LATER for line in still_open)
    if not later:
        return _("Die Termine der %(open)s offenen Meilensteine rücken nicht nach hinten.") % {"open": len(still_open)}
    words = ngettext(
        "%(later)s von %(open)s offenen Meilensteinen rückt nach hinten.",
        "%(later)s von %(open)s offenen Meilensteinen rücken nach hinten.",
        later,
    )
    return words % {"later": later, "open": len(still_open)}


def hit_words(rate: HitRate) -> str:
    """ "Termin gehalten: 1 von 5 fälligen gegen den ursprünglichen Plan, 1 von 5 gegen den vereinbarten"."""
    if not rate.original.due and not rate.agreed.due:
        return _("Noch ist kein Termin fällig.")
    return _("Termin gehalten: %(original)s gegen den ursprünglichen Plan, %(agreed)s gegen den vereinbarten.") % {
        "original": _of(rate.original, _("fälligen")),
        "agreed": _of(rate.agreed),
    }


def _of(kept: Kept, noun: str = "") -> str:
    return (_("%(kept)s von %(due)s") % {"kept": kept.kept, "due": kept.due} + f" {noun}").strip()


def selection_words(one: Selection) -> str:
    """ "Alle 7", "Leitmeilensteine 4", "Phase 1"."""
    if one.phase is not None:
        return _("Phase %(number)s") % {"number": one.phase.number}
    words = _("Leitmeilensteine %(count)s") if one.key == LEADING else _("Alle %(count)s")
    return words % {"count": len(one.lines)}


def drawing_words(one: Selection) -> str:
    """What a drawing is called among others."""
    if one.phase is not None:
        return _("Phase %(number)s: %(name)s") % {"number": one.phase.number, "name": one.phase.name}
    return _("Leitmeilensteine") if one.key == LEADING else _("Wie sich die erwarteten Termine bewegt haben")
