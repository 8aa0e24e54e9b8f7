"""The ministry answers an authority that says it is not competent."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from municipalities.actions.tallies import recounted
from municipalities.models import Authority, Competence, CompetenceAnswer, Rollout, RolloutReport
from municipalities.permissions import check_answer
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import InvalidInput, LostRace
from ozgtracker.findings import found
from ozgtracker.free_text import clean_text, says_something
from ozgtracker.statements.appending import append, hold


@transaction.atomic
def answer_competence(
    *,
    by: User,
    report: RolloutReport,
    on: date,
    agrees: bool,
    reason: str = "",
    supersedes: CompetenceAnswer | None = None,
    demonstration: bool = False,
) -> CompetenceAnswer:
    """Agree, so that the rollout leaves every denominator, or say in a sentence why the authority is competent.

    Raises NotAllowed, InvalidInput("reason"), LostRace(current) where the authority or the ministry said more since.
    """
    check_answer(by)
    rollout = _hold(report, supersedes)
    reason = clean_text(reason)
    if not agrees and not says_something(reason):
        raise InvalidInput(found("competence.why-competent"), field="reason")
    with recounted([rollout.pk], since=on):
        (answer,) = append(
            [
                CompetenceAnswer(
                    report=report,
                    said_on=on,
                    by=by,
                    agrees=agrees,
                    reason=reason,
                    supersedes=supersedes,
                    is_demonstration=demonstration,
                )
            ]
        )
        _follow(rollout, answer)
    _record(rollout, answer)
    return answer


def _hold(report: RolloutReport, supersedes: CompetenceAnswer | None) -> Rollout:
    """The rollout, locked, if nothing was said since what its author has seen."""
    hold(Rollout.objects.filter(pk=report.rollout_id))
    rollout = Rollout.objects.select_related("authority", "service", "last_report").get(pk=report.rollout_id)
    if rollout.last_report != report or rollout.state != RolloutState.NOT_COMPETENT:
        raise LostRace(found("competence.other-report"), current=rollout.last_report)
    current = report.answers.last()
    if current != supersedes:
        raise LostRace(found("competence.answered-meanwhile"), current=current)
    return rollout


def _follow(rollout: Rollout, answer: CompetenceAnswer) -> None:
    """Exempt is out of every denominator; what is no longer exempt follows the competences, as sync_rollouts has it."""
    rollout.is_exempt = answer.agrees
    exists = Authority.objects.valid_on(answer.said_on).filter(pk=rollout.authority_id).exists()
    carries_out = Competence.objects.of(rollout.authority).filter(service=rollout.service).exists()
    rollout.is_competent = exists and carries_out and not answer.agrees
    rollout.save(update_fields=["is_exempt", "is_competent"])


def _record(rollout: Rollout, answer: CompetenceAnswer) -> None:
    agreed = _("%(authority)s, „%(service)s“: Das Ministerium stimmt zu, sie ist nicht zuständig.")
    contradicted = _("%(authority)s, „%(service)s“: Das Ministerium widerspricht, sie ist zuständig.")
    names = {"authority": rollout.authority.label, "service": rollout.service.name}
    key = f"{rollout.authority.ars}/{rollout.service.ozg_id}"
    record(
        by=answer.by,
        on=answer.said_on,
        verb="competence_answered",
        subject=Subject("rollout", key, f"{rollout.service.name}, {rollout.authority.label}"),
        sentence=(agreed if answer.agrees else contradicted) % names,
        reason=answer.reason,
        before={"is_exempt": not answer.agrees if answer.supersedes else False},
        after={"is_exempt": answer.agrees},
    )
