"""What would be, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.gates import Waiting
from dashboards.parts.tile import Tile
from dashboards.what_if.effects import Effects, Move
from dashboards.what_if.shifts import MOST_WEEKS, Shifts
from milestones.graph import Graph
from ozgtracker import german


def headline(found: Effects, shifts: Shifts, graph: Graph) -> str:
    """ "Käme ePayment 6 Wochen später, wäre P2 (…) erst am 09.12.2022 zu erwarten."."""
    if not shifts.weeks:
        return _("Was wäre, wenn etwas später käme?")
    cause = _cause(shifts, graph)
    others = [move for move in found.moved_milestones if move.part.slug not in shifts.weeks]
    if not others:
        return _("%(cause)s, verschöbe sich sonst nichts.") % {"cause": cause}
    last = max(others, key=lambda move: (move.then_on or date.max, len(move.chain)))
    name = f"{last.part.code} ({last.part.name})"
    if last.then_on is None or last.now_on is None:
        return _("%(cause)s, wäre kein Termin für %(name)s mehr zu errechnen.") % {"cause": cause, "name": name}
    words = _("%(cause)s, wäre %(name)s schon am %(day)s zu erwarten.")
    if last.then_on > last.now_on:
        words = _("%(cause)s, wäre %(name)s erst am %(day)s zu erwarten.")
    return words % {"cause": cause, "name": name, "day": german.day(last.then_on)}


def _cause(shifts: Shifts, graph: Graph) -> str:
    if len(shifts.weeks) > 1:
        return _("Kämen %(number)s Termine anders als erwartet") % {"number": len(shifts.weeks)}
    ((slug, weeks),) = shifts.weeks.items()
    if weeks > 0:
        words = ngettext("Käme %(name)s %(n)s Woche später", "Käme %(name)s %(n)s Wochen später", weeks)
    else:
        words = ngettext("Käme %(name)s %(n)s Woche früher", "Käme %(name)s %(n)s Wochen früher", -weeks)
    return words % {"name": graph.parts[slug].name, "n": abs(weeks)}


def figure_tiles(found: Effects, milestones: int, frist: date | None) -> tuple[Tile, ...]:
    """How much moves, and how much waits for it."""
    moved = len(found.moved_milestones)
    tiles = [_tile(_("Meilensteine"), moved, milestones, _("an einem anderen Tag zu erwarten"))]
    if found.waiting is not None:
        tiles += _waiting(found.waiting)
    left = [move for move in found.moved_milestones if move.buffer is not None]
    if left and frist is not None:
        tiles.append(_buffer(min(left, key=lambda move: move.buffer or 0), frist))
    return tuple(tiles)


def _waiting(waiting: Waiting) -> list[Tile]:
    waits = _("noch nicht live, an einem anderen Tag möglich")
    someone = _("mit mindestens einer solchen Leistung")
    meant = _("Einwohner, für die sie gedacht sind")
    return [
        _tile(_("Ausspielungen"), waiting.rollouts, waiting.of_rollouts, waits),
        _tile(_("Verwaltungen"), waiting.authorities, waiting.of_authorities, someone),
        _tile(_("Menschen"), waiting.inhabitants, waiting.of_inhabitants, meant),
    ]


def _buffer(tightest: Move, frist: date) -> Tile:
    left = tightest.buffer or 0
    note = _("%(code)s bis %(day)s, heute %(now)s") % {
        "code": tightest.part.code,
        "day": german.day(frist),
        "now": buffer_words(tightest.buffer_now),
    }
    unit = ngettext("Arbeitstag", "Arbeitstage", abs(left))
    words = buffer_words(left)
    return Tile(label=_("Puffer bis zur Frist"), value=words, count=left, unit=unit, note=note, tone=_tone(left))


def _tone(left: int) -> str:
    return "danger" if left < 0 else ""


def _tile(label: str, number: int, of: int, note: str) -> Tile:
    return Tile(label=label, value=german.number(number), count=number, of=german.number(of), note=note)


def buffer_words(days: int | None) -> str:
    """ "43", "−5"; a dash where nobody knows."""
    if days is None:
        return german.DASH
    return german.number(days) if days >= 0 else f"−{german.number(-days)}"


def refused_words() -> str:
    """What is said at a field that cannot be read."""
    return _("Bitte eine ganze Zahl von Wochen zwischen −%(most)s und %(most)s.") % {"most": MOST_WEEKS}
