"""What the pages of the archive show: issues, due dates, recipients, and how the deliveries stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from milestones.models import Plan
from ozgtracker.jobs import last_run
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import Badge
from reports.addressees import Told, people, told_of_overdue
from reports.calendar import due_on, next_month
from reports.delivery_states import WORST_FIRST, DeliveryState
from reports.issue.formats import read
from reports.issue.parts import ShownIssue
from reports.missing import missing
from reports.models import Delivery, Recipient, StatusReport
from reports.permissions import may_handle_mail, may_read_mail
from reports.words import DELIVERY_STATES, month_words


@dataclass(frozen=True, slots=True)
class Tally:
    """How many deliveries of an issue are in one state."""

    state: DeliveryState
    look: Badge
    count: int


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One line of the archive."""

    report: StatusReport
    month: str
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A month whose report was due before today and is not there; typed: how the command is told of it."""

    month: str
    due: date
    typed: str


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """Somebody on the distribution list; the address is empty for who may not see it."""

    pk: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The whole archive. recipients and told: who gets what by mail, known of today only; last_run: when the job last
    ended, whether or not anything was due (also known of today only)."""

    rows: tuple[IssueRow, ...]
    next_month: str
    next_due: date
    missing: tuple[MissingRow, ...]
    has_recipients: bool
    recipients: tuple[RecipientRow, ...]
    told: tuple[Told, ...]
    sees_mail: bool
    may_handle: bool
    last_run: datetime | None

    @property
    def latest(self) -> IssueRow | None:
        """The newest issue."""
        return self.rows[0] if self.rows else None


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue with its deliveries (empty for who may not see them) and its neighbours in the archive."""

    report: StatusReport
    issue: ShownIssue
    deliveries: tuple[Delivery, ...]
    sees_mail: bool
    before: int | None
    after: int | None


def archive_page(user: User, at: AsOf) -> ArchivePage:
    """A fixed number of queries, however many issues there are."""
    issues = list(StatusReport.objects.created_by(at.day).listed())
    month = next_month(at.day, max((report.month for report in issues), default=None))
    if plan := Plan.objects.current():
        # Before the plan there was nothing to report on, so nothing was due.
        month = max(month, plan.agreed_on.replace(day=1))
    absent = missing(at.day, {report.month for report in issues})
    recipients = _recipients(user) if at.day == at.today else ()
    return ArchivePage(
        rows=tuple(IssueRow(report, month_words(report.month), _tallies(report)) for report in issues),
        next_month=month_words(month),
        next_due=due_on(month),
        missing=tuple(MissingRow(month_words(one), due_on(one), f"{one:%Y-%m}") for one in absent),
        has_recipients=bool(recipients),
        recipients=recipients,
        told=told_of_overdue(people()) if at.day == at.today else (),
        sees_mail=may_read_mail(user),
        may_handle=may_handle_mail(user) and at.day == at.today,
        last_run=last_run("reports.run_reports") if at.day == at.today else None,
    )


def issue_page(report: StatusReport, user: User, at: AsOf) -> IssuePage:
    """Raises Unreadable if the snapshot has another shape than today's program writes."""
    others = set(StatusReport.objects.created_by(at.day).values_list("number", flat=True))
    sees_mail = may_read_mail(user)
    # How a mail stands is known of today only, so a past day shows none.
    deliveries = report.deliveries.worst_first().light() if sees_mail and at.day == at.today else ()
    return IssuePage(
        report=report,
        issue=read(report.snapshot),
        deliveries=tuple(deliveries),
        sees_mail=sees_mail,
        before=_known(report.number - 1, others),
        after=_known(report.number + 1, others),
    )


def _recipients(user: User) -> tuple[RecipientRow, ...]:
    sees = may_read_mail(user)
    return tuple(RecipientRow(row.pk, row.name, row.email if sees else "") for row in Recipient.objects.active())


def _tallies(report: StatusReport) -> tuple[Tally, ...]:
    counts = ((state, vars(report)[f"{state.value}_deliveries"]) for state in WORST_FIRST)
    return tuple(Tally(state, DELIVERY_STATES[state], count) for state, count in counts if count)


def _known(number: int, numbers: set[int]) -> int | None:
    return number if number in numbers else None
