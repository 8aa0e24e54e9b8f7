"""One state, one sign, one word, one colour in the whole product: the table every room takes its looks from.

The language is that of the drawings: live check, ready diamond, in progress half disc, planned ring, deliberately later
arrow, no report question mark, withdrawn cross, not competent dash, cannot be digital a circle with a slash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ozgtracker.saying import Late
from ozgtracker.ui.filled import filled


@dataclass(frozen=True, slots=True)
class Badge:
    """How a state is shown. slug is the CSS class that draws sign and colour; sign stands for it without styles."""

    slug: str
    sign: str
    words: Late

    @property
    def label(self) -> str:
        """The word, in the language of the moment."""
        return str(self.words)

    def __str__(self) -> str:
        return self.label


BADGES: Mapping[str, Badge] = {
    # The light of a milestone.
    "light.reached": Badge("reached", "✓", _("erreicht")),
    "light.green": Badge("green", "●", _("im Plan")),
    "light.yellow": Badge("yellow", "▲", _("gefährdet")),
    "light.red": Badge("red", "!", _("kritisch")),
    "light.grey": Badge("grey", "?", _("keine Meldung")),
    "light.deferred": Badge("deferred", "→", _("bewusst zurückgestellt")),
    "light.cancelled": Badge("cancelled", "–", _("entfallen")),
    "light.undated": Badge("undated", "–", _("ohne Termin")),
    "light.stream": Badge("undated", "–", _("fortlaufend")),
    "light.statutory": Badge("undated", "–", _("gesetzliche Frist")),
    # What was reported about a milestone.
    "milestone.open": Badge("planned", "○", _("offen")),
    "milestone.started": Badge("in-progress", "◐", _("in Arbeit")),
    "milestone.reached": Badge("reached", "✓", _("erreicht")),
    "milestone.deferred": Badge("deferred", "→", _("bewusst zurückgestellt")),
    "milestone.cancelled": Badge("cancelled", "–", _("entfallen")),
    "milestone.proposed": Badge("proposed", "⇄", _("vorgeschlagen")),
    "milestone.contradictory": Badge("contradictory", "≠", _("widersprüchlich")),
    # A rollout: one service of one authority.
    "rollout.unknown": Badge("unknown", "?", _("keine Meldung")),
    "rollout.planned": Badge("planned", "○", _("geplant")),
    "rollout.in-progress": Badge("in-progress", "◐", _("in Arbeit")),
    "rollout.ready": Badge("ready", "◆", _("bereit")),
    "rollout.live": Badge("live", "✓", _("live")),
    "rollout.later": Badge("later", "→", _("bewusst später")),
    "rollout.withdrawn": Badge("withdrawn", "✕", _("zurückgenommen")),
    "rollout.not-competent": Badge("not-competent", "–", _("nicht zuständig")),
    "rollout.not-digitisable": Badge("not-digitisable", "⊘", _("nicht digitalisierbar")),
    # A base component, a package, a document.
    "component.ready": Badge("ready", "◆", _("bereit")),
    "component.expected": Badge("planned", "○", _("noch nicht bereit")),
    "component.late": Badge("red", "!", _("Termin verstrichen")),
    "component.undated": Badge("unknown", "?", _("keine Prognose")),
    "component.outside": Badge("later", "→", _("nicht im Umfang")),
    "package.opened": Badge("reached", "✓", _("eröffnet")),
    "package.closed": Badge("planned", "○", _("noch nicht eröffnet")),
    "deliverable.released": Badge("reached", "✓", _("freigegeben")),
    "deliverable.open": Badge("planned", "○", _("noch nicht freigegeben")),
    # What must hold before something can go on.
    "condition.met": Badge("reached", "✓", _("erfüllt")),
    "condition.open": Badge("blocked", "✕", _("fehlt")),
    # A mail, a person, a form.
    "delivery.queued": Badge("planned", "○", _("wartend")),
    "delivery.sending": Badge("in-progress", "◐", _("wird gesendet")),
    "delivery.sent": Badge("reached", "✓", _("gesendet")),
    "delivery.failed": Badge("red", "!", _("fehlgeschlagen")),
    "delivery.unknown": Badge("unknown", "?", _("ungewiss, bitte prüfen")),
    "person.active": Badge("live", "✓", _("aktiv")),
    "person.invited": Badge("planned", "○", _("eingeladen")),
    "person.inactive": Badge("not-competent", "–", _("gesperrt")),
    # What two people must want: a request about somebody's access, a mandate.
    "request.open": Badge("planned", "○", _("wartet auf Bestätigung")),
    "request.confirmed": Badge("reached", "✓", _("bestätigt")),
    "request.alone": Badge("yellow", "▲", _("ohne Gegenbestätigung")),
    "request.declined": Badge("red", "!", _("abgelehnt")),
    "request.withdrawn": Badge("not-competent", "–", _("zurückgezogen")),
    "mandate.ended": Badge("not-competent", "–", _("beendet")),
    # A list as a file to take away.
    "export.queued": Badge("planned", "○", _("wartet")),
    "export.running": Badge("in-progress", "◐", _("wird geschrieben")),
    "export.done": Badge("reached", "✓", _("fertig")),
    "export.failed": Badge("red", "!", _("nicht fertig geworden")),
    "form.error": Badge("red", "!", _("Fehler")),
}


def badges_of[E: StrEnum](prefix: str, codes: Iterable[E]) -> Mapping[E, Badge]:
    """The badges of an enum's codes: "rollout.live" for LIVE."""
    return {code: BADGES[f"{prefix}.{code.value}"] for code in codes}


def badge_choices(badges: Mapping[Any, Badge], *codes: Any) -> list[tuple[str, Late]]:
    """Pairs for a field, all codes or only these, as Labels.choices."""
    return [(str(code), badges[code].words) for code in codes or badges]


def sign(badge: Badge) -> SafeString:
    """Its sign; the word must stand beside it."""
    return filled('<span class="sign sign--{}" aria-hidden="true">{}</span>', badge.slug, badge.sign)


def pill(badge: Badge) -> SafeString:
    """Sign and word of a state."""
    return filled('<span class="pill pill--{}">{}{}</span>', badge.slug, sign(badge), badge.label)
