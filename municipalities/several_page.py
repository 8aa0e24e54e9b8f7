"""What would be saved of several reports at once: old and new of each row, what stays, what is refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from municipalities.report_page import ReportPage
from municipalities.report_rows import Row
from municipalities.reporting import RolloutInput
from municipalities.rollout_states import RolloutState
from municipalities.several import Wanted, adopt, what_is_said, why_kept
from municipalities.words import STATES
from ozgtracker import german
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.ui.badges import Badge


@dataclass(frozen=True, slots=True)
class Line:
    """One row that was chosen: what it would say, or why it does not change."""

    row: Row
    said: RolloutInput | None
    why: Finding | None = None
    is_refused: bool = False

    @property
    def look(self) -> Badge:
        """Sign and word of the new state."""
        return STATES[self.said.state] if self.said else self.row.look

    @property
    def changes_state(self) -> bool:
        """Whether the state becomes another one."""
        return self.said is not None and self.said.state is not self.row.state

    @property
    def forecast_before(self) -> str:
        """The day that stood there; a dash for none."""
        return german.day(self.row.forecast_on)

    @property
    def forecast_now(self) -> str:
        """The day that would stand there; a dash for none."""
        return german.day(self.said.forecast_on if self.said else self.row.forecast_on)


@dataclass(frozen=True, slots=True)
class Preview:
    """Every chosen row, exactly once."""

    changed: tuple[Line, ...]
    kept: tuple[Line, ...]
    refused: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them."""
        return (*self.changed, *self.kept, *self.refused)


def preview(page: ReportPage, chosen: Mapping[str, int | None], wanted: Wanted) -> Preview:
    """What saving would do to the chosen rows (OZG-ID -> report seen).

    Raises InvalidInput(field) where a missing reason or a typed day is in the way: that is no matter of one row.
    """
    lines = [_line(row, chosen[row.ozg_id], wanted, page) for row in page.rows if row.ozg_id in chosen]
    return Preview(
        changed=tuple(line for line in lines if line.said),
        kept=tuple(line for line in lines if not line.said and not line.is_refused),
        refused=tuple(line for line in lines if line.is_refused),
    )


def _line(row: Row, seen: int | None, wanted: Wanted, page: ReportPage) -> Line:
    rollout, last = row.rollout, _last(row)
    if rollout.last_report_id != seen:
        now = what_is_said(last) if last else found("rollout.said", state=RolloutState.UNKNOWN)
        return Line(row, None, found("rollout.overtaken", said=now), is_refused=True)
    try:
        said = adopt(rollout.before, last, wanted, page.day)
    except InvalidInput as error:
        if error.field in {"reason", "reason_category"} or (error.field == "forecast_on" and wanted.forecast_on):
            raise
        return Line(row, None, error.finding, is_refused=True)
    return Line(row, said, why_kept(last, wanted) if last and said is None else None)


def _last(row: Row) -> RolloutInput | None:
    """What stands; nothing where the only word was taken back."""
    report = row.rollout.last_report
    return report.said if report and report.state != RolloutState.UNKNOWN else None
