"""One state, one sign, one word, one colour in the whole product: the table every room takes its looks from. Pure.

The language is that of the drawings: live check, ready diamond, in progress half disc, planned ring, deliberately later
arrow, no report question mark, withdrawn cross, not competent dash, cannot be digital a circle with a slash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """How a state is shown. slug is the CSS class that draws sign and colour; sign stands for it without styles."""

    slug: str
    sign: str
    label: str


BADGES: Mapping[str, Badge] = {
    # The light of a milestone.
    "light.reached": Badge("reached", "✓", "erreicht"),
    "light.green": Badge("green", "●", "im Plan"),
    "light.yellow": Badge("yellow", "▲", "gefährdet"),
    "light.red": Badge("red", "!", "kritisch"),
    "light.grey": Badge("grey", "?", "keine Meldung"),
    "light.deferred": Badge("deferred", "→", "bewusst zurückgestellt"),
    "light.cancelled": Badge("cancelled", "–", "entfallen"),
    "light.undated": Badge("undated", "–", "ohne Termin"),
    "light.stream": Badge("undated", "–", "fortlaufend"),
    "light.statutory": Badge("undated", "–", "gesetzliche Frist"),
    # What was reported about a milestone.
    "milestone.open": Badge("planned", "○", "offen"),
    "milestone.started": Badge("in-progress", "◐", "in Arbeit"),
    "milestone.reached": Badge("reached", "✓", "erreicht"),
    "milestone.deferred": Badge("deferred", "→", "bewusst zurückgestellt"),
    "milestone.cancelled": Badge("cancelled", "–", "entfallen"),
    "milestone.proposed": Badge("proposed", "⇄", "vorgeschlagen"),
    "milestone.contradictory": Badge("contradictory", "≠", "widersprüchlich"),
    # A rollout: one service of one authority.
    "rollout.unknown": Badge("unknown", "?", "keine Meldung"),
    "rollout.planned": Badge("planned", "○", "geplant"),
    "rollout.in-progress": Badge("in-progress", "◐", "in Arbeit"),
    "rollout.ready": Badge("ready", "◆", "bereit"),
    "rollout.live": Badge("live", "✓", "live"),
    "rollout.later": Badge("later", "→", "bewusst später"),
    "rollout.withdrawn": Badge("withdrawn", "✕", "zurückgenommen"),
    "rollout.not-competent": Badge("not-competent", "–", "nicht zuständig"),
    "rollout.not-digitisable": Badge("not-digitisable", "⊘", "nicht digitalisierbar"),
    # A base component, a package, a document.
    "component.ready": Badge("ready", "◆", "bereit"),
    "component.expected": Badge("planned", "○", "noch nicht bereit"),
    "component.late": Badge("red", "!", "Termin verstrichen"),
    "component.undated": Badge("unknown", "?", "keine Prognose"),
    "component.outside": Badge("later", "→", "nicht im Umfang"),
    "package.opened": Badge("reached", "✓", "eröffnet"),
    "package.closed": Badge("planned", "○", "noch nicht eröffnet"),
    "deliverable.released": Badge("reached", "✓", "freigegeben"),
    "deliverable.open": Badge("planned", "○", "noch nicht freigegeben"),
    # What must hold before something can go on.
    "condition.met": Badge("reached", "✓", "erfüllt"),
    "condition.open": Badge("blocked", "✕", "fehlt"),
    # A mail, a person, a form.
    "delivery.queued": Badge("planned", "○", "wartend"),
    "delivery.sending": Badge("in-progress", "◐", "wird gesendet"),
    "delivery.sent": Badge("reached", "✓", "gesendet"),
    "delivery.failed": Badge("red", "!", "fehlgeschlagen"),
    "delivery.unknown": Badge("unknown", "?", "ungewiss, bitte prüfen"),
    "person.active": Badge("live", "✓", "aktiv"),
    "person.invited": Badge("planned", "○", "eingeladen"),
    "person.inactive": Badge("not-competent", "–", "gesperrt"),
    # What two people must want: a request about somebody's access, a mandate.
    "request.open": Badge("planned", "○", "wartet auf Bestätigung"),
    "request.confirmed": Badge("reached", "✓", "bestätigt"),
    "request.alone": Badge("yellow", "▲", "ohne Gegenbestätigung"),
    "request.declined": Badge("red", "!", "abgelehnt"),
    "request.withdrawn": Badge("not-competent", "–", "zurückgezogen"),
    "mandate.ended": Badge("not-competent", "–", "beendet"),
    "form.error": Badge("red", "!", "Fehler"),
}


def parts(code: str) -> tuple[str, str, str]:
    """Slug, sign and word, for a look that knows more of its state than these."""
    badge = BADGES[code]
    return badge.slug, badge.sign, badge.label
