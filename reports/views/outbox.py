"""What left the house, what waits, and what somebody must check."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _late
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import whole_list
from accounts.models import AuditEntry
from accounts.pseudonyms import named
from accounts.requests import MemberRequest
from ozgtracker import clock
from ozgtracker.access import allow
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.listing import Listing
from reports import actions
from reports.addressees import unheard
from reports.filters import MailFilter
from reports.models import Delivery
from reports.outbox import outbox_head
from reports.permissions import MAIL_HANDLERS, MAIL_READERS, may_handle_mail
from reports.tables import DeliveryTable


@allow(MAIL_READERS)
@require_safe
def mail(request: MemberRequest) -> HttpResponse:
    """The outbox: what must be checked first."""
    context = {
        **outbox_head(),
        "may_handle": may_handle_mail(request.user),
        "unheard": unheard(request.today),
        "goes_to_files": settings.MAIL_DIR is not None,
    }
    return _mails(request).answer("reports/outbox.html", context)


@allow(MAIL_READERS)
@require_safe
@whole_list(_late("Postausgang"))
def mail_csv(request: MemberRequest) -> Listing:
    """The same mails as a table, all of them."""
    return _mails(request)


def _mails(request: MemberRequest) -> Listing:
    return Listing(request, DeliveryTable, MailFilter(request, Delivery.objects.worst_first().light()))


@allow(MAIL_READERS)
@require_safe
def mail_item(request: MemberRequest, pk: int) -> HttpResponse:
    """One mail: its text, its attachment, and what became of it."""
    delivery = get_object_or_404(Delivery.objects.select_related("report"), pk=pk)
    context = {
        "delivery": delivery,
        "trail": [Step(_("Postausgang"), reverse("mail")), Step(delivery.subject)],
        "may_handle": may_handle_mail(request.user),
        "entries": named(AuditEntry.objects.readable_by(request.user).about("delivery", str(pk)).until(request.today)),
        "goes_to_files": settings.MAIL_DIR is not None,
    }
    return render(request, "reports/mail.html", context)


@allow(MAIL_HANDLERS)
@require_POST
def delivery_requeue(request: MemberRequest, pk: int) -> HttpResponse:
    """Have it sent again."""
    delivery = get_object_or_404(Delivery, pk=pk)
    actions.requeue_delivery(by=request.user, delivery=delivery, on=request.today)
    messages.success(request, _("Die Nachricht an %(who)s ist wieder eingereiht.") % {"who": delivery.recipient})
    return redirect("mail-item", pk=pk)


@allow(MAIL_HANDLERS)
@require_POST
def delivery_confirm(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that it arrived."""
    delivery = get_object_or_404(Delivery, pk=pk)
    actions.confirm_delivery(by=request.user, delivery=delivery, on=request.today, moment=clock.now())
    messages.success(request, _("Die Nachricht an %(who)s gilt als angekommen.") % {"who": delivery.recipient})
    return redirect("mail-item", pk=pk)
