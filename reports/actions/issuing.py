"""A month's report comes into being: drawn, numbered, frozen, and put into the outbox, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import DemonstrationMark, User
from accounts.names import without_links
from ozgtracker import german
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.locks import AdvisoryLock
from ozgtracker.saying import say
from reports.actions.queueing import Letter, queue
from reports.calendar import last_day
from reports.issue.composing import compose
from reports.issue.data import IssueData
from reports.issue.drawing import draw
from reports.issue.formats import store
from reports.issue.parts import Issue
from reports.missing import due
from reports.models import Recipient, StatusReport
from reports.permissions import check_may_issue
from reports.rendering import render_pdf
from reports.words import labelled


@dataclass(frozen=True, slots=True)
class RenderedIssue:
    """An issue that is ready to be kept."""

    month: date
    data: IssueData
    issue: Issue
    pdf: bytes


def issue_report(*, by: User | None, month: date, on: date, demonstration: bool = False) -> StatusReport:
    """The month's report; made now if it does not exist yet. One a month, numbers without gaps, whoever asks at once.

    Raises NotAllowed, InvalidInput(field="month") for a month that is not over, Blocked where no plan had been agreed.
    """
    check_may_issue(by)
    month = month.replace(day=1)
    if last_day(month) >= on:
        raise InvalidInput(found("report.month-not-over", month=month), field="month")
    marked = demonstration or DemonstrationMark.objects.exists()
    while True:
        known = StatusReport.objects.of_month(month)
        if known is not None:
            return known
        # Drawing takes seconds, so it happens outside the transaction, with the number that will probably be free.
        drawn = _draw(month, on, demonstration=marked)
        kept = _keep(by, drawn, on)
        if kept is not None:
            return kept


def issue_due_reports(*, on: date) -> list[StatusReport]:
    """Make every report that is due and missing, oldest first; returns the new ones. Without a plan nothing is due."""
    return [issue_report(by=None, month=month, on=on) for month in due(on, StatusReport.objects.months())]


def _draw(month: date, on: date, *, demonstration: bool) -> RenderedIssue:
    number = StatusReport.objects.next_number()
    data = compose(number=number, month=month, on=on, demonstration=demonstration)
    issue = draw(data)
    html = render_to_string("reports/issue/document.html", {"issue": issue})
    return RenderedIssue(month, data, issue, render_pdf(html, day=last_day(month), key=str(number)))


@transaction.atomic
def _keep(by: User | None, drawn: RenderedIssue, on: date) -> StatusReport | None:
    """None if somebody kept another issue in the meantime: the number is taken, or the month is."""
    AdvisoryLock.NUMBER_A_REPORT.acquire()
    taken = StatusReport.objects.of_month(drawn.month) is not None
    if taken or StatusReport.objects.next_number() != drawn.issue.number:
        return None
    report = StatusReport.objects.create(
        number=drawn.issue.number,
        month=drawn.month,
        day=last_day(drawn.month),
        created_on=on,
        snapshot=store(drawn.data),
        pdf=drawn.pdf,
        sha256=sha256(drawn.pdf).hexdigest(),
        is_demonstration=drawn.issue.is_demonstration,
    )
    queued = queue(_letters(report, drawn.issue), on=on, report=report, demonstration=report.is_demonstration)
    record(
        by=by,
        on=on,
        verb="report_issued",
        subject=Subject("statusreport", str(report.number), str(report)),
        sentence=_("%(title)s erstellt und an %(n)s Empfänger eingereiht.")
        % {"title": say(drawn.issue.title), "n": german.number(queued)},
        after={"number": report.number, "month": report.month.isoformat(), "sha256": report.sha256},
        source="web" if by else "job",
    )
    return report


def _letters(report: StatusReport, issue: Issue) -> list[Letter]:
    title = say(issue.title)
    address = settings.BASE_URL + reverse("report-issue", args=[report.number])
    return [
        Letter(
            kind="report",
            recipient=recipient.email,
            recipient_name=recipient.name,
            period=f"{report.month:%Y-%m}",
            subject=labelled(title, is_demonstration=issue.is_demonstration),
            body=render_to_string(
                "reports/mail/report.txt",
                {"issue": issue, "report": report, "address": address, "name": without_links(recipient.name)},
            ),
        )
        for recipient in Recipient.objects.active()
    ]
