"""Who gets the monthly report."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from ozgtracker.access import allow
from ozgtracker.errors import InvalidInput
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.form_errors import show_refused
from reports import actions
from reports.forms import RecipientForm
from reports.models import Recipient
from reports.permissions import MAIL_HANDLERS, MAIL_READERS
from reports.tables import RecipientTable


@allow(MAIL_READERS)
@require_safe
def recipients_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The distribution list as a table."""
    return download(_("Verteiler"), request.today, RecipientTable(Recipient.objects.active()).sheet())


@allow(MAIL_HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def recipient_add(request: MemberRequest) -> HttpResponse:
    """Put somebody on the list."""
    form = RecipientForm(request.POST or None)
    if form.is_valid():
        try:
            added = actions.add_recipient(by=request.user, on=request.today, **form.cleaned_data)
        except InvalidInput as error:
            show_refused(form, error)
        else:
            messages.success(request, _("%(who)s bekommt ab jetzt jeden Statusbericht.") % {"who": added.name})
            return redirect("reports")
    trail = [Step(_("Berichte"), reverse("reports")), Step(_("In den Verteiler aufnehmen"))]
    context = {"form": form, "trail": trail}
    return render(request, "reports/recipient.html", context, status=422 if form.errors else 200)


@allow(MAIL_HANDLERS)
@require_POST
def recipient_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    recipient = get_object_or_404(Recipient, pk=pk)
    actions.remove_recipient(by=request.user, recipient=recipient, on=request.today)
    messages.success(request, _("%(who)s steht nicht mehr im Verteiler.") % {"who": recipient.name})
    return redirect("reports")
