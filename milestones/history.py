"""What was said about one milestone: reports, proposals with their answers, and how a computed date moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Min
from django.utils.translation import gettext as _

from milestones import aggregates
from milestones.models import Answer, Milestone, MilestoneReport, Proposal
from milestones.proposals import ProposalKind, Verdict
from ozgtracker import german
from ozgtracker.saying import say
from ozgtracker.statements.undo import correction_words
from services.models import Component, Delivery
from services.words import with_category


def reports_on(milestone: Milestone, day: date) -> list[MilestoneReport]:
    """Every report said by that day, oldest first, with who confirmed it."""
    return list(
        MilestoneReport.objects.filter(milestone=milestone)
        .said_by(day)
        .annotate(corrected_on=Min("corrections__said_on"))
        .select_related("by", "confirmation__by", "confirmation__proposal")
        .order_by("said_on", "id")
    )


def history(milestone: Milestone, reports: Sequence[MilestoneReport], day: date) -> list[dict[str, Any]]:
    """Newest first: reports, and what was proposed and how that ended (a confirmed state is the report itself)."""
    proposals = Proposal.objects.filter(milestone=milestone, said_on__lte=day).select_related("by", "answer__by")
    told = [
        *((report.said_on, report.recorded_at, report.pk, entry(report)) for report in reports),
        *((proposal.said_on, proposal.recorded_at, proposal.pk, _proposed(proposal)) for proposal in proposals),
        *(
            (answer.said_on, answer.recorded_at, answer.pk, _answered(answer))
            for answer in map(_answer_of, proposals)
            if answer is not None and answer.said_on <= day and answer.report_id is None
        ),
    ]
    return [line for *_when, line in sorted(told, key=lambda one: one[:3], reverse=True)]


def entry(report: MilestoneReport) -> dict[str, Any]:
    """One report; a confirmed one names who confirmed it when."""
    words = say(report.said.told)
    text = words[0].upper() + words[1:]
    if report.declaring_body:
        text = _("%(text)s, erklärt durch: %(body)s") % {"text": text, "body": report.declaring_body}
    if answer := _confirmation_of(report):
        text = _("%(text)s. Vorgeschlagen am %(proposed)s, bestätigt am %(day)s von %(name)s (%(side)s)") % {
            "text": text,
            "proposed": german.day(answer.proposal.said_on),
            "day": german.day(answer.said_on),
            "name": answer.by.name,
            "side": answer.side_label,
        }
    return {
        "on": report.said_on,
        "by": report.by.name,
        "text": text,
        "reason": with_category(report.reason, report.reason_category),
        "evidence": report.evidence,
        "correction": correction_words(report),
        "corrected_on": vars(report).get("corrected_on"),
    }


def computed_history(day: date, until: date | None) -> list[tuple[date, date]]:
    """How the date of an aggregate moved, from what was said about its components by that day (two queries)."""
    names = dict(Component.objects.in_scope().values_list("pk", "name"))
    said: Iterable[Delivery] = Delivery.objects.said_by(day).filter(component__in=names).order_by("said_on", "id")
    words = (
        (one.component_id, aggregates.Word(names[one.component_id], one.ready_on, one.forecast_on, one.said_on))
        for one in said
        if one.component_id is not None and (until is None or one.said_on <= until)
    )
    return aggregates.history(words, names)


def _proposed(proposal: Proposal) -> dict[str, Any]:
    words = {"side": proposal.side_label, "words": proposal.words}
    return {
        "on": proposal.said_on,
        "by": proposal.by.name,
        "text": _("Vorschlag von %(side)s: %(words)s") % words,
        "reason": with_category(proposal.reason, proposal.reason_category),
        "evidence": proposal.evidence,
    }


def _answered(answer: Answer) -> dict[str, Any]:
    verdict, proposal = Verdict(answer.verdict), answer.proposal
    text = _("Vorschlag %(verdict)s: %(words)s") % {"verdict": answer.verdict_label, "words": proposal.words}
    if verdict is Verdict.OBJECTED:
        text = _("Dem Vorschlag wurde widersprochen: %(words)s") % {"words": proposal.words}
    if verdict is Verdict.CONFIRMED and proposal.kind == ProposalKind.DATE:
        text = _("Von %(side)s bestätigt: %(words)s") % {"side": answer.side_label, "words": proposal.words}
    return {"on": answer.said_on, "by": answer.by.name, "text": text, "reason": answer.reason, "evidence": ""}


def _answer_of(proposal: Proposal) -> Answer | None:
    try:
        return proposal.answer
    except ObjectDoesNotExist:
        return None


def _confirmation_of(report: MilestoneReport) -> Answer | None:
    try:
        return report.confirmation
    except ObjectDoesNotExist:
        return None
