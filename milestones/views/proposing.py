"""Proposing another agreed date, and answering what the other side proposes."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import MemberRequest
from milestones.actions import answer_proposal, carry_out, propose_date, unless_unseen
from milestones.consequences import Consequences, Touched
from milestones.forms import AnswerForm, DateProposalForm, answered
from milestones.models import MilestoneReport, Proposal
from milestones.page import Reply, Seen, detail_context, see, trail
from milestones.permissions import PARTNERS, check_proposes
from milestones.proposals import ProposalKind, Verdict
from ozgtracker.access import allow
from ozgtracker.errors import LostRace
from ozgtracker.statements.answer import answer

_ENDED = {
    Verdict.CONFIRMED: gettext_lazy("Der Vorschlag zu „%(title)s“ ist bestätigt."),
    Verdict.OBJECTED: gettext_lazy("Dem Vorschlag zu „%(title)s“ wurde widersprochen."),
    Verdict.WITHDRAWN: gettext_lazy("Der Vorschlag zu „%(title)s“ ist zurückgezogen."),
}


@allow(PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_date(request: MemberRequest, slug: str) -> HttpResponse:
    """The form for another agreed date, or what became of it: proposed, not understood (422), not possible (409)."""
    seen = see(request, slug, today=True)
    check_proposes(request.user, seen.status.milestone, request.today)
    if request.method != "POST":
        return _show_date(request, seen, DateProposalForm(None, status=seen.status, on=_asked_date(request)))
    form = DateProposalForm(request.POST, status=seen.status)
    return answer(
        form,
        lambda: _propose_date(request, seen, form),
        show=partial(_show_date, request, seen),
        done=lambda: _proposed(request, seen),
        again=lambda **now: DateProposalForm(answered(form, request.POST, **now), status=seen.status),
    )


def _asked_date(request: MemberRequest) -> date | None:
    """The date a link brings along (`termin`), to be looked at before it is sent; nonsense counts as none."""
    try:
        return date.fromisoformat(request.GET.get("termin", ""))
    except ValueError:
        return None


def _proposed(request: MemberRequest, seen: Seen) -> HttpResponse:
    done = _("Ihr Vorschlag zu „%(title)s“ ist gespeichert. Er zählt, sobald die andere Seite bestätigt hat.")
    messages.success(request, done % {"title": seen.status.milestone.title})
    return redirect("milestone", slug=seen.status.milestone.slug)


def _propose_date(request: MemberRequest, seen: Seen, form: DateProposalForm) -> Consequences | None:
    milestone, on = seen.status.milestone, request.today

    def propose() -> Proposal:
        return propose_date(by=request.user, milestone=milestone, on=on, **form.values())

    def come_true() -> None:
        carry_out(propose(), milestone, confirmed_by=request.user, on=on, supersedes=None)

    # What another agreed date does to the milestone's own light is the first thing to be seen.
    return unless_unseen(propose, about=None, on=on, seen=form.cleaned_data["seen"], preview=come_true)


def _show_date(
    request: MemberRequest, seen: Seen, form: DateProposalForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"status": seen.status, "form": form, "trail": trail(request, seen, _("Termin ändern")), **more}
    return render(request, "milestones/date.html", context, status=status)


@allow(PARTNERS)
@require_POST
def proposal_answer(request: MemberRequest, slug: str) -> HttpResponse:
    """Confirm, object, or take back; back to the milestone, or there with what is to be seen or mended first."""
    seen = see(request, slug, today=True)
    check_proposes(request.user, seen.status.milestone, request.today)
    proposal = _proposal(request, seen)
    latest, verdict = seen.status.report_id, _verdict(request)
    form = AnswerForm(request.POST, proposal=proposal, report_id=latest, verdict=verdict)

    def again(**now: Any) -> AnswerForm:
        """The same answer, after what its author sees now."""
        typed = answered(form, request.POST, supersedes=latest, **now)
        return AnswerForm(typed, proposal=proposal, report_id=latest, verdict=verdict)

    def overtaken(lost: LostRace) -> HttpResponse:
        if not isinstance(lost.current, MilestoneReport):
            raise lost
        return _show(request, seen, again(), status=409, overtaken=lost.current)

    return answer(
        form,
        lambda: _answer(request, proposal, form),
        show=partial(_show, request, seen),
        done=lambda: _ended(request, seen, verdict),
        again=again,
        overtaken=overtaken,
    )


def _ended(request: MemberRequest, seen: Seen, verdict: Verdict) -> HttpResponse:
    messages.success(request, _ENDED[verdict] % {"title": seen.status.milestone.title})
    return redirect("milestone", slug=seen.status.milestone.slug)


def _proposal(request: MemberRequest, seen: Seen) -> Proposal:
    """The one the form is about, also if somebody has answered it since; 404 for one of another milestone."""
    typed = request.POST.get("proposal", "")
    found = Proposal.objects.with_answer().latest_of(seen.status.milestone)
    if found is None or (typed and typed != str(found.pk)):
        raise Http404
    return found


def _verdict(request: MemberRequest) -> Verdict:
    typed = request.POST.get("verdict", "")
    return Verdict(typed) if typed in set(Verdict) else Verdict.CONFIRMED


def _answer(request: MemberRequest, proposal: Proposal, form: AnswerForm) -> Consequences | None:
    cleaned, on = form.cleaned_data, request.today
    followed = MilestoneReport.objects.filter(milestone=proposal.milestone, pk=cleaned["supersedes"]).first()

    def act() -> None:
        answer_proposal(
            by=request.user,
            proposal=proposal,
            verdict=Verdict(cleaned["verdict"]),
            on=on,
            reason=cleaned["reason"],
            supersedes=followed,
        )

    if Verdict(cleaned["verdict"]) is not Verdict.CONFIRMED:
        # Nothing follows from a proposal that ends without coming true.
        act()
        return None
    about = None if proposal.kind == ProposalKind.DATE else (Touched.MILESTONE, proposal.milestone_id)
    return unless_unseen(act, about=about, on=on, seen=cleaned["seen"])


def _show(request: MemberRequest, seen: Seen, form: AnswerForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = detail_context(request, seen, reply=Reply(form, **more))
    return render(request, "milestones/detail.html", context, status=status)
