"""What is known about the plan on a day: one milestone, one coupling, one phase, all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Side
from accounts.words import SIDES
from milestones.conditions import Lack, Requirements, lacks
from milestones.light import Assessment, MilestoneFacts, can_be_late
from milestones.models import Deliverable, DeliverableRelease, Dependency, Milestone, Phase, Plan, Proposal
from milestones.states import COUNTED_KINDS, DependencyKind, MilestoneKind, State
from milestones.words import CONTRADICTORY, LIGHTS, PROPOSED, STATES, LightLook
from ozgtracker import german
from ozgtracker.saying import say
from ozgtracker.ui.badges import Badge
from services.models import Component


@dataclass(frozen=True, slots=True)
class DeliverableStatus:
    """A document and, if it was released by then, its release; last: what was said about it last, if anything."""

    deliverable: Deliverable
    released_on: date | None
    document: str
    last: DeliverableRelease | None


@dataclass(frozen=True, slots=True)
class MilestoneStatus:
    """One milestone on a day: four dates in days and in words, light, state, what it still lacks, and what one side
    proposes to the other. said_on is the day of the last report, forecast_said_on that of the word the forecast is
    from (None where there is no forecast)."""

    milestone: Milestone
    facts: MilestoneFacts
    assessment: Assessment
    requirements: Requirements
    original: date | None
    agreed: date | None
    forecast: date | None
    actual: date | None
    original_words: str
    agreed_words: str
    forecast_words: str
    actual_words: str
    said_on: date | None
    reason: str
    report_id: int | None
    is_corrected: bool
    contributors: tuple[Side, ...]
    deliverables: tuple[DeliverableStatus, ...]
    proposal: Proposal | None = None
    said_by: str = ""
    forecast_said_on: date | None = None

    @property
    def proposed_look(self) -> Badge:
        """Sign and word of a proposal."""
        return PROPOSED

    @property
    def contradictory_look(self) -> Badge:
        """Sign and word of a contradiction."""
        return CONTRADICTORY

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is proposed and what contradicts, in sentences, for where nothing can be drawn beside the light."""
        found = []
        if self.contradiction:
            told = "" if self.contradiction == self.why else f": {self.contradiction}"
            found.append(_("≠ widersprüchlich%(told)s") % {"told": told or "."})
        if self.proposal:
            words = {"side": self.proposal.side_label, "day": german.day(self.proposal.said_on)}
            words["words"] = self.proposal.words
            found.append(_("Vorgeschlagen von %(side)s am %(day)s: %(words)s.") % words)
        return tuple(found)

    @property
    def light(self) -> LightLook:
        """Sign, word and slug of the light."""
        return LIGHTS[self.assessment.light]

    @property
    def state(self) -> Badge:
        """Sign, word and slug of the reported state."""
        return STATES[self.facts.state]

    @property
    def responsible(self) -> Side:
        """The side that owes it."""
        return Side(self.milestone.responsible)

    @property
    def responsible_label(self) -> str:
        """ "Land", "Kommunen", "LDI" …"""
        return SIDES[self.responsible]

    @property
    def contributor_labels(self) -> str:
        """ "Land und LDI", or nothing; what is owed jointly names neither of the two again."""
        said = {Side.LAND, Side.KOMMUNEN} if self.responsible is Side.JOINT else set()
        return german.listing([SIDES[side] for side in self.contributors if side not in said])

    @property
    def is_counted(self) -> bool:
        """Whether "n of N milestones" counts it: no stream, no undated point, not the statutory day."""
        return self.facts.kind in COUNTED_KINDS

    @property
    def is_reached(self) -> bool:
        """Whether it was reached by then."""
        return self.facts.state is State.REACHED

    @property
    def can_be_late(self) -> bool:
        """Whether anybody still owes it: neither reached, deferred nor dropped, and somebody's promise."""
        return can_be_late(self.facts)

    @property
    def expected_on(self) -> date | None:
        """The day to reckon with: actual, else forecast (an aggregate's is computed), else agreed."""
        return self.assessment.expected_on or self.assessment.due_on

    @property
    def date_words(self) -> str:
        """The date that counts now, in the words of the plan: actual, else forecast, else agreed."""
        if self.actual:
            return _("erreicht am %(day)s") % {"day": self.actual_words}
        return self.forecast_words if self.forecast else self.agreed_words

    @property
    def is_computed(self) -> bool:
        """Whether its date comes from components, so that nobody reports one."""
        return self.facts.kind is MilestoneKind.AGGREGATE

    @property
    def contradiction(self) -> str:
        """Why its forecast cannot come true beside what must be reached first; empty where nothing contradicts."""
        return say(self.assessment.contradiction)

    @property
    def why(self) -> str:
        """Why its light has its colour, in one sentence."""
        return say(self.assessment.reason)

    @property
    def missing(self) -> tuple[str, ...]:
        """What must still happen before it can be reached, as sentences without a full stop."""
        return tuple(say(lack.finding) for lack in self.lacks)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """The same, each with the sign that its thing has wherever it stands."""
        return () if self.is_reached else lacks(self.requirements)


@dataclass(frozen=True, slots=True)
class Coupling:
    """A dependency between two milestones with its buffers in working days of the Land (None: no date).

    agreed_buffer is that of the plan: 0 means that every slip goes through. buffer is that of the days reckoned with.
    """

    dependency: Dependency
    predecessor: MilestoneStatus
    successor: MilestoneStatus
    agreed_buffer: int | None
    buffer: int | None

    @property
    def is_hard(self) -> bool:
        """Whether it blocks; a soft one warns."""
        return self.dependency.kind == DependencyKind.HARD

    @property
    def is_done(self) -> bool:
        """Whether the predecessor has been reached, so that nothing waits any more."""
        return self.predecessor.is_reached

    @property
    def is_moot(self) -> bool:
        """Whether the successor was reached without waiting (only a soft dependency lets it)."""
        return self.successor.is_reached and not self.is_done

    @property
    def is_zero(self) -> bool:
        """Whether the plan leaves no working day between the two."""
        return self.agreed_buffer is not None and self.agreed_buffer <= 0

    @property
    def agreed_buffer_words(self) -> str:
        """The plan's buffer: "83 Arbeitstage", "kein Puffer"."""
        return _words(self.agreed_buffer)

    @property
    def buffer_words(self) -> str:
        """The buffer of the days reckoned with now."""
        return _words(self.buffer)

    @property
    def is_crossed(self) -> bool:
        """Whether the successor is expected before its predecessor."""
        return self.buffer is not None and self.buffer < 0 and not self.is_done and not self.is_moot


def _words(buffer: int | None) -> str:
    if buffer is None:
        return german.DASH
    if buffer == 0:
        return _("kein Puffer")
    if buffer > 0:
        words = ngettext("%(n)s Arbeitstag", "%(n)s Arbeitstage", buffer)
    else:
        words = ngettext("%(n)s Arbeitstag zu spät", "%(n)s Arbeitstage zu spät", -buffer)
    return words % {"n": german.number(abs(buffer))}


@dataclass(frozen=True, slots=True)
class PhaseStatus:
    """A phase with its milestones; phase None holds what belongs to none (the statutory day)."""

    phase: Phase | None
    milestones: tuple[MilestoneStatus, ...]


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """The whole plan on a day. counted, reached and overdue are rows, so that every figure opens what it counts."""

    plan: Plan
    day: date
    is_past: bool
    milestones: tuple[MilestoneStatus, ...]
    phases: tuple[PhaseStatus, ...]
    couplings: tuple[Coupling, ...]
    by_id: Mapping[int, MilestoneStatus] = field(repr=False)
    # Those in scope, as they stood on that day: an aggregate is reckoned from them.
    components: tuple[Component, ...] = field(default=(), repr=False)

    @property
    def is_before_plan(self) -> bool:
        """Whether the plan was agreed only later: nothing could be reached or late."""
        return self.day < self.plan.agreed_on

    @property
    def counted(self) -> tuple[MilestoneStatus, ...]:
        """Those "n of N milestones" counts."""
        return tuple(row for row in self.milestones if row.is_counted)

    @property
    def reached(self) -> tuple[MilestoneStatus, ...]:
        """The counted ones that were reached by then."""
        return tuple(row for row in self.counted if row.is_reached)

    @property
    def overdue(self) -> tuple[MilestoneStatus, ...]:
        """Those whose promise has run out."""
        return tuple(row for row in self.milestones if row.assessment.is_overdue)

    @property
    def due(self) -> tuple[MilestoneStatus, ...]:
        """Those whose promise ends on this very day and is not kept yet: neither overdue nor in order."""
        return tuple(row for row in self.milestones if row.assessment.is_due)

    @property
    def due_words(self) -> str:
        """ "1 ist heute fällig und nicht erreicht"; empty where nothing is due on this day."""
        number = len(self.due)
        if not number:
            return ""
        if self.is_past:
            words = ngettext(
                "%(n)s ist am Stichtag fällig und nicht erreicht",
                "%(n)s sind am Stichtag fällig und nicht erreicht",
                number,
            )
        else:
            words = ngettext(
                "%(n)s ist heute fällig und nicht erreicht", "%(n)s sind heute fällig und nicht erreicht", number
            )
        return words % {"n": german.number(number)}

    def before(self, milestone: Milestone) -> tuple[Coupling, ...]:
        """What the milestone waits for."""
        return tuple(link for link in self.couplings if link.dependency.successor_id == milestone.pk)

    def after(self, milestone: Milestone) -> tuple[Coupling, ...]:
        """What waits for the milestone."""
        return tuple(link for link in self.couplings if link.dependency.predecessor_id == milestone.pk)
