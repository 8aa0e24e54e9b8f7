"""One rollout: its history, and the answer to "why not yet?"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from dashboards.parts.history import HistoryLine
from dashboards.parts.rollout_rows import RolloutRow, rollout_rows
from dashboards.permissions import Openable
from municipalities.corrected import corrected_days
from municipalities.eligibility import Condition
from municipalities.gate_queries import explain
from municipalities.models import Competence, CompetenceAnswer, Rollout
from municipalities.permissions import may_read_confidences, may_report
from municipalities.rollout_states import RolloutState
from municipalities.words import STATES
from ozgtracker import german
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether and when the ministry agreed that the authority is not competent; the reason only for who may read it."""

    said_on: date
    agrees: bool
    reason: str


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Everything the page of one rollout shows; nothing was `said` to somebody who reads no confidences. speaks:
    whether this person reports for its authority today."""

    row: RolloutRow
    conditions: tuple[Condition, ...]
    said: tuple[HistoryLine, ...]
    answers: tuple[Answered, ...]
    competence: Competence | None
    reads_confidences: bool
    speaks: bool

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """What still stands in the way."""
        return tuple(condition for condition in self.conditions if not condition.met)


def why_page(rollout: Rollout, at: AsOf, user: User) -> WhyPage:
    """For a rollout that carries its state on the Stichtag."""
    speaks = may_report(user, rollout.authority, at.today)
    reads = may_read_confidences(user, rollout.authority, at.today, speaks=speaks)
    answers = CompetenceAnswer.objects.filter(report=vars(rollout)["report_then"], said_on__lte=at.day)
    return WhyPage(
        row=rollout_rows([rollout], at, Openable(None))[0],
        conditions=explain(rollout, at.day),
        said=_history(rollout, at.day) if reads else (),
        answers=tuple(
            Answered(answer.said_on, answer.agrees, answer.reason if reads else "")
            for answer in answers.order_by("-pk")
        ),
        competence=rollout.service.competences.of(rollout.authority).first(),
        reads_confidences=reads,
        speaks=speaks,
    )


def _history(rollout: Rollout, day: date) -> tuple[HistoryLine, ...]:
    """Newest first."""
    corrected = corrected_days([rollout.pk])
    reports = rollout.reports.said_by(day).select_related("by").order_by("-said_on", "-id")
    return tuple(HistoryLine(one, STATES[RolloutState(one.state)], "", corrected.get(one.pk)) for one in reports)


def why_sentence(page: WhyPage) -> str:
    """The answer in one sentence: live since when, or what is missing first."""
    if page.row.needs_no_work:
        return _("%(state)s, sagt die Verwaltung.") % {"state": page.row.state.label}
    if page.row.live_on:
        gone = german.listing([say(one.label) for one in page.unmet if one.label])
        words = (
            _("live seit %(day)s, obwohl %(gone)s nicht mehr bereit gemeldet ist.") if gone else _("live seit %(day)s.")
        )
        return words % {"day": german.day(page.row.live_on), "gone": gone}
    first = say(page.unmet[0].finding) if page.unmet else ""
    more = len(page.unmet) - 1
    if more < 1:
        return _("noch nicht live. %(first)s") % {"first": first}
    rest = ngettext("Dazu kommt ein weiterer Punkt.", "Dazu kommen %(n)s weitere Punkte.", more) % {"n": more}
    return _("noch nicht live. %(first)s %(rest)s") % {"first": first, "rest": rest}
