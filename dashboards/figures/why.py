"""One rollout: its history, and the answer to "why not yet?"."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from dashboards.figures.authority_page import Said
from dashboards.figures.moment import Moment
from dashboards.figures.rollout_rows import RolloutRow, rollout_rows
from dashboards.permissions import Openable
from municipalities.eligibility import Condition
from municipalities.models import Competence, CompetenceAnswer, Rollout
from municipalities.permissions import may_see_remarks
from municipalities.rollout_states import STATES, RolloutState
from municipalities.standing import explain
from ozgtracker import german


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Everything the page of one rollout shows."""

    row: RolloutRow
    conditions: tuple[Condition, ...]
    said: tuple[Said, ...]
    answers: tuple[CompetenceAnswer, ...]
    competence: Competence | None
    sees_remarks: bool

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """What still stands in the way."""
        return tuple(condition for condition in self.conditions if not condition.met)


def why_page(rollout: Rollout, at: Moment, user: User) -> WhyPage:
    """For a rollout that carries its state on the Stichtag."""
    answers = CompetenceAnswer.objects.filter(report=vars(rollout)["report_then"], said_on__lte=at.day)
    reports = rollout.reports.said_by(at.day).select_related("by").order_by("-said_on", "-id")
    return WhyPage(
        row=rollout_rows([rollout], at, Openable(None))[0],
        conditions=explain(rollout, at.day),
        said=tuple(Said(report, STATES[RolloutState(report.state)], "") for report in reports),
        answers=tuple(answers.order_by("-pk")),
        competence=rollout.service.competences.of(rollout.authority).first(),
        sees_remarks=may_see_remarks(user, rollout.authority, at.today),
    )


def why_sentence(page: WhyPage) -> str:
    """The answer in one sentence: live since when, or what is missing first."""
    if page.row.needs_no_work:
        return _("{state}, sagt die Verwaltung.").format(state=page.row.state.label)
    if page.row.live_on:
        return _("live seit {day}.").format(day=german.day(page.row.live_on))
    first = page.unmet[0].sentence if page.unmet else ""
    more = len(page.unmet) - 1
    if more < 1:
        return _("noch nicht live. {first}").format(first=first)
    rest = ngettext("Dazu kommt ein weiterer Punkt.", "Dazu kommen {n} weitere Punkte.", more).format(n=more)
    return _("noch nicht live. {first} {rest}").format(first=first, rest=rest)
