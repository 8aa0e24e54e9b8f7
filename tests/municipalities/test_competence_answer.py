"""An authority says that it is not competent; the ministry agrees or says why it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from accounts.models import AuditEntry, User
from municipalities.actions import answer_competence, confirm_unchanged, report_rollout, sync_rollouts
from municipalities.models import CompetenceAnswer, Rollout, RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from ozgtracker.ui.as_of import AsOf
from tests.conftest import ClientOf
from tests.municipalities.small_world import TOWN, World
from tests.refusals import refusing

TODAY = date(2022, 6, 15)
MAY, JULY = date(2022, 5, 10), date(2022, 7, 4)
REASON = "Das macht bei uns der Landkreis."
WHY_NOT = "Die Stadt ist nach der Landesverordnung zuständig."
PAGE = f"/competence/{TOWN}/10001/"


@pytest.fixture
def word(small: World) -> RolloutReport:
    """The town says in May that it is not competent."""
    return say(small, MAY)


def say(small: World, on: date, state: RolloutState = RolloutState.NOT_COMPETENT) -> RolloutReport:
    rollout = small.rollout("10001")
    return report_rollout(
        by=small.officer, rollout=rollout, on=on, state=state, reason=REASON, supersedes=rollout.last_report
    )


def open_words(day: date, today: date = JULY) -> int:
    return Rollout.objects.competent_on(AsOf(day, today)).as_of(AsOf(day, today)).said_not_competent(day).count()


def test_until_the_answer_it_stays_in_the_denominator(small: World, word: RolloutReport) -> None:
    rollout = small.rollout("10001")

    assert (rollout.state, rollout.is_competent, rollout.is_exempt) == ("not-competent", True, False)
    assert open_words(TODAY) == 1


def test_once_the_ministry_agrees_it_leaves_it_and_stays_away(
    small: World, word: RolloutReport, ministry: User
) -> None:
    answer_competence(by=ministry, report=word, on=TODAY, agrees=True)
    sync_rollouts(on=JULY)

    rollout = small.rollout("10001")
    assert (rollout.is_competent, rollout.is_exempt, open_words(JULY)) == (False, True, 0)
    with refusing(
        InvalidInput, found("rollout.not-competent", authority=small.town.label, service=rollout.service.name)
    ):
        say(small, JULY, RolloutState.PLANNED)
    entry = AuditEntry.objects.get(verb="competence_answered")
    assert entry.sentence == "Stadt Koblenz, „Leistung 10001“: Das Ministerium stimmt zu, sie ist nicht zuständig."
    assert (entry.before, entry.after) == ({"is_exempt": False}, {"is_exempt": True})


def test_a_past_day_counts_as_it_did_then(small: World, word: RolloutReport, ministry: User) -> None:
    """The report issued for that day had it in its denominators, and was right."""
    number = Rollout.objects.competent().count()
    first = answer_competence(by=ministry, report=word, on=TODAY, agrees=True)

    def counted(day: date, today: date = JULY) -> int:
        return Rollout.objects.competent_on(AsOf(day, today)).as_of(AsOf(day, today)).count()

    days = (MAY, date(2022, 6, 14), TODAY, JULY)
    assert [counted(day) for day in days] == [number, number, number - 1, number - 1]
    assert counted(TODAY, TODAY) == number - 1
    assert (open_words(date(2022, 6, 14)), open_words(TODAY)) == (1, 0)

    answer_competence(by=ministry, report=word, on=JULY, agrees=False, reason=WHY_NOT, supersedes=first)
    assert [counted(day, date(2022, 7, 5)) for day in days] == [number, number, number - 1, number]


def test_a_contradiction_keeps_it_and_needs_a_sentence(small: World, word: RolloutReport, ministry: User) -> None:
    for empty in ("", ".", "\u200b"):
        with refusing(InvalidInput, found("competence.why-competent"), field="reason"):
            answer_competence(by=ministry, report=word, on=TODAY, agrees=False, reason=empty)
    answer_competence(by=ministry, report=word, on=TODAY, agrees=False, reason=WHY_NOT)

    assert small.rollout("10001").is_competent
    assert (open_words(date(2022, 6, 14)), open_words(TODAY)) == (1, 0)


def test_what_was_contradicted_needs_a_word_and_no_click(
    small: World, word: RolloutReport, ministry: User, client_of: ClientOf
) -> None:
    answer_competence(by=ministry, report=word, on=TODAY, agrees=False, reason=WHY_NOT)

    page = client_of(small.officer).get("/report/")
    assert (page.context["page"].confirmable, f"</strong> {WHY_NOT}" in page.content.decode()) == (0, True)
    assert confirm_unchanged(by=small.officer, authority=small.town, on=JULY) == 0
    say(small, JULY)
    assert open_words(JULY) == 1


def test_a_wrong_answer_is_followed_by_another(small: World, word: RolloutReport, ministry: User) -> None:
    first = answer_competence(by=ministry, report=word, on=TODAY, agrees=True)

    with refusing(LostRace, found("competence.answered-meanwhile")) as caught:
        answer_competence(by=ministry, report=word, on=TODAY, agrees=False, reason=WHY_NOT)
    assert caught.value.current == first
    answer_competence(by=ministry, report=word, on=TODAY, agrees=False, reason=WHY_NOT, supersedes=first)

    rollout = small.rollout("10001")
    assert (rollout.is_competent, rollout.is_exempt) == (True, False)


def test_an_answer_to_an_older_word_is_overtaken(small: World, word: RolloutReport, ministry: User) -> None:
    say(small, TODAY, RolloutState.PLANNED)

    with refusing(LostRace, found("competence.other-report")):
        answer_competence(by=ministry, report=word, on=TODAY, agrees=True)
    assert CompetenceAnswer.objects.count() == 0


def test_only_the_ministry_answers(small: World, word: RolloutReport, operator: User, admin: User) -> None:
    for somebody in (small.officer, small.association_user, operator, admin):
        with refusing(NotAllowed, found("competence.who-answers")):
            answer_competence(by=somebody, report=word, on=TODAY, agrees=True)


def test_what_was_answered_stays(word: RolloutReport, ministry: User) -> None:
    answer_competence(by=ministry, report=word, on=TODAY, agrees=True)

    with pytest.raises(ProgrammingError, match="permission denied for table"), transaction.atomic():
        CompetenceAnswer.objects.update(agrees=False)


def typed(client: Client, **values: str) -> dict[str, str]:
    form = client.get(PAGE).context["form"]
    seen = {name: form[name].value() for name in ("report", "supersedes")}
    return {name: str(value) for name, value in seen.items() if value is not None} | values


def test_the_page_takes_the_answer(small: World, word: RolloutReport, ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)
    body = client.get(PAGE).content.decode()
    assert "Stadt Koblenz sagt: für „Leistung 10001“ nicht zuständig." in body
    assert REASON in body

    answer = client.post(PAGE, typed(client, agrees="nein"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    answer = client.post(PAGE, typed(client))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["agrees"])

    stale = typed(client, agrees="ja")
    answer = client.post(PAGE, typed(client, agrees="nein", reason=WHY_NOT))
    assert (answer.status_code, answer["Location"]) == (302, f"/rollouts/{TOWN}/10001/")
    assert client.post(PAGE, stale).status_code == 409
    assert CompetenceAnswer.objects.count() == 1
    assert client.post(PAGE, typed(client, agrees="ja")).status_code == 302
    assert not small.rollout("10001").is_competent


def test_where_nothing_was_said_nothing_is_answered(small: World, ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)

    assert "Hier ist nichts zu beantworten." in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"agrees": "ja"}).status_code == 409
