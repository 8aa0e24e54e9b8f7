"""What did we tell the committee? The archive, one issue, and its PDF."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from ozgtracker.access import allow, turns_back
from ozgtracker.saying import say
from ozgtracker.ui.crumbs import Step
from reports.archive import archive_page, issue_page
from reports.issue.storing import Unreadable
from reports.models import StatusReport
from reports.permissions import READERS
from reports.tables import DeliveryTable, IssueTable


@turns_back
@allow(READERS)
@require_safe
def reports(request: MemberRequest) -> HttpResponse:
    """Every issue, when the next one is due, and who gets it."""
    page = archive_page(request.user, request.as_of)
    issues = IssueTable(page.rows, without=["tallies"] if request.looking_back else [])
    return render(request, "reports/archive.html", {"page": page, "issues": issues})


@turns_back
@allow(READERS)
@require_safe
def reports_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The archive as a table."""
    page = archive_page(request.user, request.as_of)
    return download(_("Statusberichte"), request.day, IssueTable(page.rows).sheet())


@turns_back
@allow(READERS)
@require_safe
def report_issue(request: MemberRequest, number: int) -> HttpResponse:
    """One issue as it was frozen."""
    report = get_object_or_404(StatusReport.objects.created_by(request.day), number=number)
    try:
        page = issue_page(report, request.user, request.as_of)
    except Unreadable:
        # An issue frozen by an older program in another shape: its PDF is the record.
        return _pdf(report)
    trail = [Step(_("Berichte"), reverse("reports")), Step(say(page.issue.title))]
    context = {"page": page, "issue": page.issue, "trail": trail, "deliveries": DeliveryTable(page.deliveries)}
    return render(request, "reports/issue.html", context)


@turns_back
@allow(READERS)
@require_safe
def report_pdf(request: MemberRequest, number: int) -> HttpResponse:
    """The PDF, byte for byte as it was mailed."""
    return _pdf(get_object_or_404(StatusReport.objects.created_by(request.day), number=number))


def _pdf(report: StatusReport) -> HttpResponse:
    answer = HttpResponse(bytes(report.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{report.file_name}"'
    return answer
