"""How a proposal ends: the other side confirms or objects, or its author takes it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from accounts.roles import Side
from milestones.actions.reporting import append_report, validated
from milestones.models import Answer, Baseline, BaselineDate, Milestone, MilestoneReport, Plan, Proposal
from milestones.permissions import check_answers, check_withdraws
from milestones.proposals import ProposalKind, Verdict
from ozgtracker import german
from ozgtracker.errors import LostRace
from ozgtracker.findings import found
from ozgtracker.free_text import clean_text
from ozgtracker.statements.appending import append, hold
from ozgtracker.statements.rules import check_sentence

_VERBS = {
    Verdict.CONFIRMED: "milestone.proposal_confirmed",
    Verdict.OBJECTED: "milestone.proposal_objected",
    Verdict.WITHDRAWN: "milestone.proposal_withdrawn",
}


@transaction.atomic
def answer_proposal(
    *,
    by: User,
    proposal: Proposal,
    verdict: Verdict,
    on: date,
    reason: str = "",
    supersedes: MilestoneReport | None = None,
    demonstration: bool = False,
) -> Answer:
    """End a proposal. A confirmed state becomes the report of who proposed it, a confirmed date the next baseline.

    supersedes: the report the confirming side has seen. Raises NotAllowed; InvalidInput("reason") for an objection
    without a sentence; LostRace(current) where somebody answered or reported in between; Blocked or InvalidInput where
    the proposal cannot come true any more.
    """
    verdict = Verdict(verdict)
    side = check_withdraws(by, proposal) if verdict is Verdict.WITHDRAWN else check_answers(by, proposal, on)
    hold(Milestone.objects.filter(pk=proposal.milestone_id))
    milestone = Milestone.objects.select_related("plan").get(pk=proposal.milestone_id)
    _refuse_if_answered(proposal)
    sentence = clean_text(reason)
    if verdict is Verdict.OBJECTED:
        check_sentence(sentence, found("proposal.why-objected"))
    answer = Answer(
        proposal=proposal, verdict=verdict.value, side=side.value, by=by, said_on=on, reason=sentence,
        is_demonstration=demonstration,
    )  # fmt: skip
    if verdict is Verdict.CONFIRMED:
        answer.report, answer.baseline = carry_out(
            proposal, milestone, confirmed_by=by, on=on, supersedes=supersedes, demonstration=demonstration
        )
    append([answer])
    _leave_a_trail(answer, milestone, on)
    return answer


def _refuse_if_answered(proposal: Proposal) -> None:
    current = Answer.objects.filter(proposal=proposal).select_related("by").first()
    if current is not None:
        answered = found(
            "proposal.answered", name=current.by.name, day=current.said_on, verdict=Verdict(current.verdict)
        )
        raise LostRace(answered, current=current)


def carry_out(
    proposal: Proposal,
    milestone: Milestone,
    *,
    confirmed_by: User,
    on: date,
    supersedes: MilestoneReport | None,
    demonstration: bool = False,
) -> tuple[MilestoneReport | None, Baseline | None]:
    """What a confirmed proposal becomes: the report of who proposed it, or the next baseline. Called once it is
    confirmed, and by whoever looks ahead and undoes it."""
    if proposal.kind == ProposalKind.DATE:
        return None, _agree(proposal, milestone, confirmed_by, on)
    valid, before = validated(milestone, on, proposal.said, supersedes)
    report = append_report(
        proposal.by, milestone, on, valid, before, supersedes=supersedes, demonstration=demonstration
    )
    return report, None


def _agree(proposal: Proposal, milestone: Milestone, by: User, on: date) -> Baseline:
    """The next stand of the plan: all dates of the last one, and this one as it was proposed."""
    hold(Plan.objects.filter(pk=milestone.plan_id))
    plan = Plan.objects.get(pk=milestone.plan_id)
    last = plan.baselines.order_by("-number")[0]
    sides = {Side(proposal.side): proposal.by.name, proposal.waits_for: by.name}
    baseline = Baseline.objects.create(
        plan=plan,
        number=last.number + 1,
        name=_("Planstand vom %(day)s") % {"day": german.day(on)},
        agreed_on=on,
        source=_("Vereinbart zwischen Land (%(land)s) und Kommunen (%(kommunen)s) am %(day)s")
        % {"land": sides[Side.LAND], "kommunen": sides[Side.KOMMUNEN], "day": german.day(on)},
        reason=proposal.reason,
    )
    kept = [row for row in last.dates.all() if row.milestone_id != milestone.pk]
    BaselineDate.objects.bulk_create(
        [
            *(
                BaselineDate(baseline=baseline, milestone_id=row.milestone_id, date=row.date, precision=row.precision)
                for row in kept
            ),
            BaselineDate(baseline=baseline, milestone=milestone, date=proposal.date, precision=proposal.precision),
        ]
    )
    return baseline


def _leave_a_trail(answer: Answer, milestone: Milestone, on: date) -> None:
    proposal, verdict = answer.proposal, answer.verdict_label
    if answer.verdict == Verdict.OBJECTED:
        verdict = _("dem %(verdict)s") % {"verdict": verdict}
    audit.record(
        by=answer.by,
        on=on,
        verb=_VERBS[Verdict(answer.verdict)],
        subject=audit.Subject("milestone", milestone.slug, milestone.title),
        sentence=_("%(title)s: %(side)s: %(verdict)s, was %(proposer)s am %(day)s vorschlug: %(words)s.")
        % {
            "title": milestone.title,
            "side": answer.side_label,
            "verdict": verdict,
            "proposer": proposal.side_label,
            "day": german.day(proposal.said_on),
            "words": proposal.words,
        },
        reason=answer.reason,
        after={
            "state": answer.report.state if answer.report else None,
            "date": proposal.date.isoformat() if answer.baseline and proposal.date else None,
        },
    )
