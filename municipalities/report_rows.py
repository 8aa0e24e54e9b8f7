"""The rows of the officer's page: what one authority said of each service, and what it still has to."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.eligibility import Gate
from municipalities.gate_queries import gate_of, gates_for
from municipalities.models import Authority, CompetenceAnswer, Rollout, RolloutQuerySet
from municipalities.report_counts import Place, placed
from municipalities.reporting import lacks_evidence
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.words import STATES, maturity_words, waits_for
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import Badge
from services.assignments import assignments_on


@dataclass(frozen=True, slots=True)
class Row:
    """One rollout as its authority sees it; day is the day looked at.

    answer: what the ministry answered to "nicht zuständig", while the authority has not said anything else.
    """

    rollout: Rollout
    gate: Gate
    day: date
    answer: CompetenceAnswer | None

    @property
    def ozg_id(self) -> str:
        """Key of the service."""
        return self.rollout.service.ozg_id

    @property
    def group_key(self) -> str:
        """Key of the group it stands in."""
        return key_of(*(vars(self.rollout)[name] for name in ("package_then", "assignment_then")))

    @property
    def look(self) -> Badge:
        """Sign and word of the state."""
        return STATES[self.state]

    @property
    def state(self) -> RolloutState:
        """The state on the day."""
        return RolloutState(str(self._then("state_then")))

    @property
    def live_on(self) -> date | None:
        """Since when it is live."""
        return _day(self._then("live_then"))

    @property
    def forecast_on(self) -> date | None:
        """When it is expected to be."""
        return _day(self._then("forecast_then"))

    @property
    def said_on(self) -> date | None:
        """When the last report was made."""
        return _day(self._then("said_then"))

    @property
    def maturity_words(self) -> str:
        """The level with its name."""
        level = self._then("maturity_then")
        return maturity_words(level if isinstance(level, int) else None)

    @property
    def own_address(self) -> str:
        """Where an own solution can be seen; empty for what runs, or will, on the Land's platform."""
        return str(self._then("evidence_then")) if self.is_own_solution else ""

    @property
    def is_own_solution(self) -> bool:
        """It runs, or will, on another platform than the Land's."""
        return bool(self._then("own_then"))

    @property
    def missing_evidence(self) -> str:
        """What a live rollout lacks to count as shown ("Reifegrad und Adresse"); empty where it lacks nothing."""
        maturity, evidence = self._then("maturity_then"), str(self._then("evidence_then"))
        if not lacks_evidence(self.state, maturity if isinstance(maturity, int) else None, evidence):
            return ""
        return german.listing([*([_("Reifegrad")] if maturity is None else []), *([] if evidence else [_("Adresse")])])

    @property
    def waits_for(self) -> str:
        """Names of what is missing before it can go live; empty for what is live, and where nothing is to be done."""
        if self.state is RolloutState.LIVE or self.state in WITHOUT_WORK:
            return ""
        return waits_for(self.gate)

    @property
    def is_done(self) -> bool:
        """Reported in the month of the day."""
        return self.said_on is not None and self.said_on >= self.day.replace(day=1)

    @property
    def is_past(self) -> bool:
        """Its own date has passed: that needs a word, not a click."""
        return self.forecast_on is not None and self.forecast_on < self.day

    @property
    def age_words(self) -> str:
        """How old the last report is."""
        if self.said_on is None:
            return _("noch nie")
        age = (self.day - self.said_on).days
        if age == 0:
            return _("heute")
        return ngettext("vor %(n)s Tag", "vor %(n)s Tagen", age) % {"n": german.number(age)}

    @property
    def ticket(self) -> str:
        """What a ticked row sends: which rollout, and which report was seen."""
        return f"{self.ozg_id}:{self.rollout.last_report_id or ''}"

    def _then(self, name: str) -> object:
        """An annotation of RolloutQuerySet.as_of."""
        return getattr(self.rollout, name)


def counted_rollouts(authority: Authority, at: AsOf) -> RolloutQuerySet:
    """What the authority carries out, with what the counts ask (report_counts)."""
    return placed(Rollout.objects.filter(authority=authority).competent_on(at).as_of(at), at)


def authority_rollouts(authority: Authority, at: AsOf) -> RolloutQuerySet:
    """What the authority carries out, by package and name."""
    rows = counted_rollouts(authority, at).select_related("service__package", "last_report", "authority")
    return rows.order_by(F("package_then"), F("assignment_then"), "service__sort_key", "service__ozg_id")


def rows_of(rollouts: Iterable[Rollout], at: AsOf) -> tuple[Row, ...]:
    """Each rollout of authority_rollouts with its gate and its answer; three queries beside theirs at most."""
    found = list(rollouts)
    deque(assignments_on(at).dated(rollout.service for rollout in found), maxlen=0)
    gates = gates_for([rollout.service for rollout in found], at.day)
    said = [vars(rollout)["report_then"] for rollout in found]
    # Few ever say so, and nothing else is answered.
    denied = [report for row, report in zip(found, said, strict=True) if _is_denied(row)]
    # The last answer to a report counts: in their order the later one takes the place of the earlier one.
    given = CompetenceAnswer.objects.said_by(at.day).filter(report__in=denied) if denied else ()
    answers = {one.report_id: one for one in given}
    return tuple(
        Row(rollout, gate_of(gates, rollout), at.day, answers.get(report))
        for rollout, report in zip(found, said, strict=True)
    )


def _is_denied(rollout: Rollout) -> bool:
    """Its authority says that it is not competent."""
    return bool(vars(rollout)["state_then"] == RolloutState.NOT_COMPETENT)


def standing_in(place: Place) -> Q:
    """Rollouts of that place; reads what report_counts.placed annotated."""
    number, assignment = place
    return Q(package_then=number) if number is not None else Q(package_then=None, assignment_then=assignment)


def key_of(package: int | None, assignment: str) -> str:
    """What the address and the fields of the page call a group."""
    return assignment if package is None else str(package)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
