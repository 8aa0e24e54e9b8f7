"""What becomes of many mails at once: chosen in the outbox, shown with their number, then decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import MemberRequest
from ozgtracker import clock, german
from ozgtracker.access import allow
from ozgtracker.ui.crumbs import Step
from reports import actions
from reports.delivery_states import TO_DECIDE, DeliveryState
from reports.models import Delivery
from reports.permissions import MAIL_HANDLERS
from reports.tables import DeliveryTable

# A form of more fields than this is refused by Django; whoever has more decides in several steps.
MOST_AT_ONCE = 500


@allow(MAIL_HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def mail_decide(request: MemberRequest) -> HttpResponse:
    """The chosen mails with their number; or, posted, what was decided on exactly those."""
    decision = request.POST.get("decision", "")
    if request.method != "POST" or decision not in {DeliveryState.SENT, DeliveryState.QUEUED}:
        return _chosen(request)
    keys = _keys(request.POST.getlist("nachricht"))
    state = DeliveryState(decision)
    made = actions.decide_deliveries(by=request.user, keys=keys, state=state, on=request.today, moment=clock.now())
    _say(request, made, state)
    return redirect("mail")


@allow(MAIL_HANDLERS)
@require_POST
def mail_continue(request: MemberRequest) -> HttpResponse:
    """Have the next run try one mail at once instead of waiting."""
    if actions.continue_sending(by=request.user, on=request.today, moment=clock.instant()):
        messages.success(request, _("Der nächste Lauf versucht es sofort mit einer Nachricht."))
    else:
        messages.info(request, _("Der Versand wartet auf keinen Versuch mehr; es war nichts zu tun."))
    return redirect("mail")


def _chosen(request: MemberRequest) -> HttpResponse:
    """All in one state (alle=unknown), or those ticked; what is decided already is left out and counted."""
    ticked = _keys(request.GET.getlist("nachricht"))
    whole = request.GET.get("alle", "")
    waiting = Delivery.objects.to_decide().light().order_by("pk")
    chosen = waiting.filter(state=whole) if whole in TO_DECIDE else waiting.filter(pk__in=ticked)
    rows = list(chosen[:MOST_AT_ONCE])
    context = {
        "deliveries": rows,
        "table": DeliveryTable(rows),
        "unknown": sum(row.state == DeliveryState.UNKNOWN for row in rows),
        "decided": len(ticked) - len(rows) if whole not in TO_DECIDE else 0,
        "more": chosen.count() - len(rows),
        "trail": [Step(_("Postausgang"), reverse("mail")), Step(_("Entscheiden"))],
    }
    return render(request, "reports/decide.html", context)


def _keys(values: list[str]) -> set[int]:
    """What browsers sent, as far as it is a number of a row."""
    return {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19}


def _say(request: MemberRequest, made: actions.Decided, state: DeliveryState) -> None:
    done = (
        ngettext("Eine Nachricht gilt als angekommen.", "%(n)s Nachrichten gelten als angekommen.", made.done)
        if state is DeliveryState.SENT
        else ngettext("Eine Nachricht ist wieder eingereiht.", "%(n)s Nachrichten sind wieder eingereiht.", made.done)
    )
    if made.done:
        messages.success(request, done % {"n": german.number(made.done)})
    if made.left or not made.done:
        left = ngettext(
            "Über eine Nachricht war schon entschieden; sie blieb, wie sie war.",
            "Über %(n)s Nachrichten war schon entschieden; sie blieben, wie sie waren.",
            made.left,
        )
        messages.warning(request, left % {"n": german.number(made.left)} if made.left else _("Nichts war ausgewählt."))
