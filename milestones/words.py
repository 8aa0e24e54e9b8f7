"""What this room's codes are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from milestones.consequences import Touched
from milestones.light import Light
from milestones.precision import Precision, dated
from milestones.proposals import ProposalKind, Verdict
from milestones.states import Commitment, DependencyKind, MilestoneKind, State
from milestones.trend import Pattern, Trend
from ozgtracker import german
from ozgtracker.saying import Labels, say
from ozgtracker.ui.badges import BADGES, Badge, badges_of

STATES: Mapping[State, Badge] = badges_of("milestone", State)
# What a milestone may be beside its state and its light, each with a sign and a word of its own.
PROPOSED = BADGES["milestone.proposed"]
CONTRADICTORY = BADGES["milestone.contradictory"]


@dataclass(frozen=True, slots=True)
class LightLook(Badge):
    """Sign, word and CSS slug; mark is the slug the charts know (reached, green, yellow, red, grey, undated)."""

    mark: str = "undated"


_MARKED = frozenset({Light.REACHED, Light.GREEN, Light.YELLOW, Light.RED, Light.GREY})


def _look(light: Light) -> LightLook:
    badge = BADGES[f"light.{light.value}"]
    return LightLook(badge.slug, badge.sign, badge.words, light.value if light in _MARKED else "undated")


LIGHTS: Mapping[Light, LightLook] = {light: _look(light) for light in Light}
MILESTONE_KINDS = Labels(
    {
        MilestoneKind.DECLARATION: _("Erklärung"),
        MilestoneKind.REVIEW: _("Auswertung"),
        MilestoneKind.DELIVERABLE: _("Ergebnis"),
        MilestoneKind.START: _("Beginn"),
        MilestoneKind.AGGREGATE: _("Zusammenfassung"),
        MilestoneKind.STREAM: _("fortlaufend"),
        MilestoneKind.OPEN: _("ohne Termin"),
        MilestoneKind.STATUTORY: _("gesetzliche Frist"),
    }
)
COMMITMENTS = Labels(
    {
        Commitment.AGREED: _("vereinbart"),
        Commitment.PLANNED: _("geplant"),
        Commitment.INTENT: _("Absicht"),
    }
)
DEPENDENCY_KINDS = Labels({DependencyKind.HARD: _("zwingend"), DependencyKind.SOFT: _("weich")})
PRECISIONS = Labels(
    {
        Precision.DAY: _("auf den Tag"),
        Precision.MONTH_END_FROM: _("ab Ende des Monats"),
        Precision.FROM_DAY: _("ab dem Tag"),
        Precision.QUARTER: _("im Quartal"),
        Precision.CONTINUOUS: _("fortlaufend"),
        Precision.NONE: _("ohne Termin"),
    }
)
PROPOSAL_KINDS = Labels({ProposalKind.STATE: _("Stand"), ProposalKind.DATE: _("vereinbarter Termin")})
VERDICTS = Labels(
    {
        Verdict.CONFIRMED: _("bestätigt"),
        Verdict.OBJECTED: _("widersprochen"),
        Verdict.WITHDRAWN: _("zurückgezogen"),
    }
)
TOUCHED = Labels(
    {
        Touched.COMPONENT: _("Basiskomponente"),
        Touched.MILESTONE: _("Meilenstein"),
        Touched.PACKAGE: _("Paket"),
        Touched.ROLLOUTS: _("Ausspielungen"),
    }
)
PATTERNS = Labels(
    {
        Pattern.NONE: _("noch kein Verlauf"),
        Pattern.LEVEL: _("waagerecht"),
        Pattern.RISING: _("steigend"),
        Pattern.FALLING: _("fallend"),
        Pattern.RECEDING: _("zurückweichend"),
        Pattern.ZIGZAG: _("wechselhaft"),
        Pattern.LATE_JUMP: _("spät gesprungen"),
        Pattern.STOPPED: _("abgebrochen"),
    }
)
MEANINGS = Labels(
    {
        Pattern.NONE: _("Für einen Verlauf braucht es mindestens zwei Meldungen."),
        Pattern.LEVEL: _("Die letzten Prognosen weichen kaum voneinander ab."),
        Pattern.RISING: _("Der erwartete Termin rückt nach hinten."),
        Pattern.FALLING: _("Der erwartete Termin rückt nach vorn."),
        Pattern.RECEDING: _("Der erwartete Termin weicht so schnell zurück, wie die Zeit vergeht."),
        Pattern.ZIGZAG: _("Die Prognosen schwanken; die Schätzung ist unsicher."),
        Pattern.LATE_JUMP: _("Lange unverändert und erst kurz vor dem Termin verschoben."),
        Pattern.STOPPED: _("Seit der letzten Meldung ist mehr Zeit vergangen, als eine Prognose alt sein darf."),
    }
)


def date_words(value: date | None, precision: Precision) -> str:
    """The date as the plan says it: "31.01.2022", "ab Ende Mai 2022", "1. Quartal 2022", "ohne Termin"."""
    return say(dated(value, precision))


def trend_name(trend: Trend) -> str:
    """ "steigend, erreicht mit Verzug"."""
    name = PATTERNS[trend.pattern]
    if trend.was_late is None:
        return name
    words = _("%(pattern)s, erreicht mit Verzug") if trend.was_late else _("%(pattern)s, rechtzeitig erreicht")
    return words % {"pattern": name}


def trend_meaning(trend: Trend, *, working_days: int | None = None) -> str:
    """What the shape means, and how far the date moved in all; also in working days, where they are given."""
    meaning = MEANINGS[trend.pattern]
    if trend.pattern is Pattern.NONE or not trend.slip_days:
        return meaning
    later = trend.slip_days > 0
    words = _("Insgesamt %(days)s nach hinten verschoben.") if later else _("Insgesamt %(days)s nach vorn verschoben.")
    told = german.days(abs(trend.slip_days))
    if working_days:
        of_work = ngettext("%(n)s Arbeitstag", "%(n)s Arbeitstage", abs(working_days))
        told = f"{told} ({of_work % {'n': german.number(abs(working_days))}})"
    return f"{meaning} {words % {'days': told}}"
