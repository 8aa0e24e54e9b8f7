"""One rollout: its history, and the answer to "why not yet?"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from dashboards.figures.authority_page import Said
from dashboards.figures.moment import Moment
from dashboards.figures.rollout_rows import RolloutRow, rollout_rows
from dashboards.permissions import Openable
from municipalities.eligibility import Condition
from municipalities.models import Competence, CompetenceAnswer, Rollout, RolloutReport
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
    reports = rollout.reports.said_by(at.day).with_corrections().select_related("by").order_by("-said_on", "-id")
    return WhyPage(
        row=rollout_rows([rollout], at, Openable(None))[0],
        conditions=explain(rollout, at.day),
        said=_history(reports),
        answers=tuple(answers.order_by("-pk")),
        competence=rollout.service.competences.of(rollout.authority).first(),
        sees_remarks=may_see_remarks(user, rollout.authority, at.today),
    )


def _history(reports: Iterable[RolloutReport]) -> tuple[Said, ...]:
    """Newest first. Who corrects a confirmation corrects what it confirmed, too."""
    said, carried = [], None
    for report in reports:
        corrected_on = vars(report)["corrected_on"] or carried
        said.append(Said(report, STATES[RolloutState(report.state)], "", corrected_on))
        carried = corrected_on if report.is_confirmation else None
    return tuple(said)


def why_sentence(page: WhyPage) -> str:
    """The answer in one sentence: live since when, or what is missing first."""
    if page.row.needs_no_work:
        return _("{state}, sagt die Verwaltung.").format(state=page.row.state.label)
    if page.row.live_on:
        gone = german.listing([condition.label for condition in page.unmet if condition.label])
        words = _("live seit {day}, obwohl {gone} nicht mehr bereit gemeldet ist.") if gone else _("live seit {day}.")
        return words.format(day=german.day(page.row.live_on), gone=gone)
    first = page.unmet[0].sentence if page.unmet else ""
    more = len(page.unmet) - 1
    if more < 1:
        return _("noch nicht live. {first}").format(first=first)
    rest = ngettext("Dazu kommt ein weiterer Punkt.", "Dazu kommen {n} weitere Punkte.", more).format(n=more)
    return _("noch nicht live. {first} {rest}").format(first=first, rest=rest)
