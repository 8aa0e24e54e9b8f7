"""What may be said in one report on a milestone, after what was said before. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypedDict

from milestones.precision import UNDATED, Precision, dated, due_day
from milestones.states import CLOSED_STATES, MilestoneKind, State, may_follow, needs_reason
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.free_text import clean_reference, clean_text
from ozgtracker.plausible import refuse_far
from ozgtracker.statements.rules import WHAT_WAS_WRONG, check_correction, check_order, check_sentence
from services.reasons import NO_CATEGORY, check_change, known_category

_WHY_ANOTHER_DATE = found("forecast.why-another")


@dataclass(frozen=True, slots=True)
class MilestoneInput:
    """One report as somebody fills it in; is_correction: what was said last was never true."""

    state: State
    forecast_on: date | None = None
    forecast_precision: Precision = Precision.DAY
    actual_on: date | None = None
    reason: str = ""
    evidence: str = ""
    declaring_body: str = ""
    reason_category: str = NO_CATEGORY
    is_correction: bool = False

    @property
    def told(self) -> Finding:
        """ "in Arbeit, erwartet: 30.06.2022", "erreicht am 15.03.2022"."""
        if self.state is State.REACHED:
            return found("milestone.said-reached", day=self.actual_on)
        if self.forecast_on is None:
            return found("milestone.said", state=State(self.state))
        expected = dated(self.forecast_on, self.forecast_precision)
        return found("milestone.said-expected", state=State(self.state), expected=expected)

    def columns(self) -> dict[str, Any]:
        """What of it is stored as it is; that something is corrected is known by what it corrects."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(field.name for field in fields(MilestoneInput) if field.name != "is_correction")


class MilestoneValues(TypedDict, total=False):
    """The same as keywords."""

    state: State
    forecast_on: date | None
    forecast_precision: Precision
    actual_on: date | None
    reason: str
    evidence: str
    declaring_body: str
    reason_category: str
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Before:
    """What stood before: the milestone's kind, the agreed due day, and the last report (open, if there is none)."""

    kind: MilestoneKind
    due_on: date | None
    state: State = State.OPEN
    forecast_on: date | None = None
    forecast_precision: Precision = Precision.DAY
    actual_on: date | None = None
    said_on: date | None = None


def validate(draft: MilestoneInput, before: Before, on: date) -> MilestoneInput:
    """The report as it is stored. Raises InvalidInput with the field it belongs to.

    A rough forecast is stored by its last day; a reached milestone keeps no forecast, any other no actual day.
    """
    check_order(before.said_on, on)
    if draft.is_correction:
        check_correction(has_last=before.said_on is not None)
    if not draft.is_correction and not may_follow(before.state, draft.state):
        raise InvalidInput(found("milestone.no-step", before=before.state, after=draft.state), field="state")
    refuse_far(on, actual_on=draft.actual_on, forecast_on=draft.forecast_on)
    tidy = replace(
        draft,
        reason=clean_text(draft.reason),
        evidence=clean_reference(draft.evidence),
        declaring_body=clean_reference(draft.declaring_body),
        reason_category=known_category(draft.reason_category),
    )
    settled = _reached(tidy, before, on) if draft.state is State.REACHED else _expected(tidy, before, on)
    question = _why(settled, before)
    # A milestone does not stop being reached: whoever says so corrects what was said.
    is_correction = settled.is_correction or unmakes(settled, before)
    if changes_forecast(settled, before) and not is_correction:
        check_change(settled.reason, settled.reason_category, question or _WHY_ANOTHER_DATE)
    elif question:
        check_sentence(settled.reason, question)
    return replace(settled, is_correction=is_correction)


def _reached(draft: MilestoneInput, before: Before, on: date) -> MilestoneInput:
    if before.kind is MilestoneKind.STREAM:
        raise InvalidInput(found("milestone.stream-never-reached", started=State.STARTED), field="state")
    if draft.actual_on is None:
        raise InvalidInput(found("milestone.reached-when"), field="actual_on")
    if draft.actual_on > on:
        raise InvalidInput(found("milestone.reached-to-come"), field="actual_on")
    if before.kind is MilestoneKind.DECLARATION and not draft.declaring_body:
        raise InvalidInput(found("milestone.declared-by-whom"), field="declaring_body")
    if before.kind is MilestoneKind.DECLARATION and not draft.evidence:
        raise InvalidInput(found("milestone.declared-where"), field="evidence")
    return replace(draft, forecast_on=None, forecast_precision=Precision.NONE)


def _expected(draft: MilestoneInput, before: Before, on: date) -> MilestoneInput:
    if draft.actual_on is not None:
        raise InvalidInput(found("milestone.day-without-reaching", reached=State.REACHED), field="actual_on")
    expected = due_day(draft.forecast_on, draft.forecast_precision)
    if before.kind is MilestoneKind.AGGREGATE and expected is not None:
        raise InvalidInput(found("milestone.forecast-computed"), field="forecast_on")
    if before.kind is MilestoneKind.AGGREGATE or draft.state is State.CANCELLED:
        # What is cancelled expects nothing, also where its form still held the last date.
        return replace(draft, forecast_on=None, forecast_precision=Precision.NONE)
    if expected is None:
        if before.due_on is not None and draft.state not in CLOSED_STATES:
            raise InvalidInput(found("milestone.forecast-which"), field="forecast_on")
        undated = draft.forecast_precision if draft.forecast_precision in UNDATED else Precision.NONE
        return replace(draft, forecast_on=None, forecast_precision=undated)
    if expected < on:
        raise InvalidInput(found("milestone.forecast-passed"), field="forecast_on")
    return replace(draft, forecast_on=expected)


def unmakes(draft: MilestoneInput, before: Before) -> bool:
    """Whether a report says that a milestone was not reached, or on another day, although it had been said."""
    return before.state is State.REACHED and (draft.state, draft.actual_on) != (before.state, before.actual_on)


def _why(draft: MilestoneInput, before: Before) -> Finding | None:
    """The question to answer where a report goes without saying why; None where no reason is owed."""
    if draft.is_correction:
        return WHAT_WAS_WRONG
    if needs_reason(before.state, draft.state):
        return found("milestone.why-state", state=draft.state)
    if before.actual_on is not None and draft.actual_on != before.actual_on:
        return found("milestone.why-another-day")
    return None


def changes_forecast(draft: MilestoneInput, before: Before) -> bool:
    """Whether a settled report expects another date than the one before it: later, earlier, rougher, or none any more.

    The first forecast is compared with the agreed day; a milestone that is reached or dropped expects nothing.
    """
    expected = due_day(draft.forecast_on, draft.forecast_precision)
    if before.kind is MilestoneKind.AGGREGATE or (draft.state in CLOSED_STATES and expected is None):
        return False
    last = due_day(before.forecast_on, before.forecast_precision)
    if last is not None:
        return (expected, draft.forecast_precision) != (last, before.forecast_precision)
    return None not in {expected, before.due_on} and expected != before.due_on
