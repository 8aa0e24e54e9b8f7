"""What one authority still has to say this month: the rows, and the sentence above them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.eligibility import Gate
from municipalities.gate_queries import gate_of, gates_for
from municipalities.models import Authority, CompetenceAnswer, Rollout, RolloutQuerySet
from municipalities.reporting import lacks_evidence
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.words import STATES, maturity_words, waits_for
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import Badge
from services.assignments import assignments_on
from services.models import Package
from services.packages import Assigned
from services.words import ASSIGNED


@dataclass(frozen=True, slots=True)
class Row:
    """One rollout as its authority sees it; day is the day looked at."""

    rollout: Rollout
    gate: Gate
    day: date

    @property
    def ozg_id(self) -> str:
        """Key of the service."""
        return self.rollout.service.ozg_id

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
    def answer(self) -> CompetenceAnswer | None:
        """What the ministry answered to "nicht zuständig", while the authority has not said anything else."""
        report = self.rollout.last_report
        if report is None or report.pk != self._then("report_then"):
            return None
        answers = [answer for answer in report.answers.all() if answer.said_on <= self.day]
        return answers[-1] if answers else None

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


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one package, or of those without one."""

    key: str
    title: str
    rule: str
    rows: tuple[Row, ...]

    @property
    def missing(self) -> int:
        """How many rows are still without a report this month."""
        return sum(not row.is_done for row in self.rows)

    @property
    def never(self) -> int:
        """How many rows nobody ever reported on."""
        return sum(row.said_on is None for row in self.rows)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All rows of one authority; shown holds those the filter leaves."""

    authority: Authority
    day: date
    rows: tuple[Row, ...]
    only_missing: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is shown, by package."""
        shown = [row for row in self.rows if not (self.only_missing and row.is_done)]
        return tuple(Group(*title, tuple(rows)) for title, rows in groupby(shown, key=lambda row: _title(row.rollout)))

    @property
    def total(self) -> int:
        """All services this authority carries out."""
        return len(self.rows)

    @property
    def missing(self) -> int:
        """Those without a report this month."""
        return sum(not row.is_done for row in self.rows)

    @property
    def confirmable(self) -> int:
        """Those one click may confirm (the rule of RolloutQuerySet.confirmable)."""
        reported = (row for row in self.rows if row.said_on is not None and not row.is_done)
        return sum(not row.is_past and row.answer is None for row in reported)

    @property
    def never(self) -> int:
        """Those nobody ever reported on."""
        return sum(row.said_on is None for row in self.rows)

    @property
    def past(self) -> int:
        """Those whose own date has passed without a new one."""
        return sum(row.is_past and not row.is_done for row in self.rows)

    @property
    def month(self) -> str:
        """ "Juni"."""
        return german.month(self.day)

    def row(self, ozg_id: str) -> Row | None:
        """The row of one service."""
        return next((row for row in self.rows if row.ozg_id == ozg_id), None)


def report_page(authority: Authority, at: AsOf, *, only_missing: bool = False) -> ReportPage:
    """The page of one authority as of a day; four queries, whatever the number of services."""
    rollouts = authority_rollouts(authority, at)
    found = list(rollouts)
    deque(assignments_on(at).dated(rollout.service for rollout in found), maxlen=0)
    return ReportPage(authority, at.day, rows_of(found, at.day), only_missing)


def authority_rollouts(authority: Authority, at: AsOf) -> RolloutQuerySet:
    """What the authority carries out, by package and name."""
    rows = Rollout.objects.filter(authority=authority).competent_on(at).as_of(at)
    number = assignments_on(at).number()
    return (
        rows.select_related("service__package", "last_report", "authority")
        .prefetch_related("last_report__answers")
        .annotate(package_then=number)
        .order_by("package_then", "service__assignment", "service__sort_key", "service__ozg_id")
    )


def rows_of(rollouts: Sequence[Rollout] | RolloutQuerySet, day: date) -> tuple[Row, ...]:
    """Each rollout with its gate."""
    found = list(rollouts)
    gates = gates_for([rollout.service for rollout in found], day)
    return tuple(Row(rollout, gate_of(gates, rollout), day) for rollout in found)


def _title(rollout: Rollout) -> tuple[str, str, str]:
    """Key, title and rule of the group a rollout stands in."""
    package: Package | None = rollout.service.package
    if package is not None:
        return str(package.number), package.name, package.short_rule
    return rollout.service.assignment, _("Ohne Paket"), ASSIGNED[Assigned(rollout.service.assignment)]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
