"""Proposing and answering on the pages: what each role is offered, what is shown before, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import AuditEntry, User
from accounts.roles import Role, Side
from dashboards.overview.page import situation
from milestones.actions import propose_report, release_deliverable
from milestones.models import Answer, MilestoneReport, Plan, Proposal
from milestones.proposals import Verdict
from milestones.reported import MilestoneInput
from milestones.states import State
from ozgtracker.findings import found
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf
from services.models import Package
from tests.confirming import key_of, send
from tests.conftest import TODAY, ClientOf, Person
from tests.milestones.conftest import By
from tests.milestones.reporting import Report
from tests.milestones.shown import HTMX, text
from tests.refusals import owed

PAGE = "/milestones/start-paket-2/"
REPORT = f"{PAGE}report/"
ANSWER = f"{PAGE}proposal/answer/"
DROPPED = {"state": "cancelled", "reason": "Der Haushalt gibt es nicht her."}


@pytest.fixture
def proposal(plan: Plan, milestone: By, ministry: User) -> Proposal:
    """The ministry proposes to drop package 2."""
    return propose_report(
        by=ministry,
        milestone=milestone("P2"),
        on=TODAY,
        said=MilestoneInput(State.CANCELLED, reason=DROPPED["reason"]),
        supersedes=None,
    )


def filled(proposal: Proposal, **values: str) -> dict[str, Any]:
    return {"proposal": str(proposal.pk), "verdict": "confirmed", "supersedes": ""} | values


# -- proposing


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_dropping_a_joint_milestone_becomes_a_proposal(
    plan: Plan, client_of: ClientOf, ministry: User, milestone: By, headers: dict[str, str]
) -> None:
    done = send(client_of(ministry), REPORT, DROPPED, headers=headers, follow=True)

    assert "Er zählt, sobald die andere Seite bestätigt hat." in text(done)
    assert (milestone("P2").state, MilestoneReport.objects.count()) == ("open", 0)
    assert Proposal.objects.get().words == "entfallen"


def test_an_association_without_a_mandate_cannot_propose(plan: Plan, client_of: ClientOf, person: Person) -> None:
    assert send(client_of(person(Role.ASSOCIATION)), REPORT, DROPPED).status_code == 403
    assert Proposal.objects.count() == 0


def test_the_form_says_what_takes_both_sides(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    words = "zählen erst, wenn die andere Seite bestätigt hat"
    assert words in text(client.get(REPORT))
    assert words not in text(client.get("/milestones/infrastruktur-komplett/report/"))


def test_a_second_proposal_is_told_of_the_first(proposal: Proposal, client_of: ClientOf, spokesman: User) -> None:
    told = client_of(spokesman).post(REPORT, DROPPED)

    assert told.status_code == 409
    assert "Land am 15.06.2022: entfallen" in text(told)


# -- what everybody sees


def test_it_stands_on_the_page_in_the_list_and_in_the_table(
    proposal: Proposal, client_of: ClientOf, steering: User
) -> None:
    client = client_of(steering)

    page, listed = client.get(PAGE), client.get("/milestones/")
    sheet = b"".join(client.get("/milestones/csv/").streaming_content).decode()  # type: ignore[attr-defined]

    assert "Vorgeschlagen: entfallen" in text(page)
    assert "Von Land (A. Ministry) am 15.06.2022." in text(page)
    assert ANSWER not in page.content.decode()
    assert "vorgeschlagen von Land am 15.06.2022: entfallen" in text(listed)
    assert "Vorgeschlagen von Land am 15.06.2022: entfallen." in sheet
    assert "Vorgeschlagen" not in text(client.get(f"{PAGE}?stichtag=2022-06-14"))


def test_it_needs_the_attention_of_the_other_side(proposal: Proposal) -> None:
    found = [one for one in situation(AsOf(TODAY, TODAY)).attention if one.look.slug == "proposed"]

    assert [(one.side, one.look.label, one.title) for one in found] == [
        (Side.KOMMUNEN, "vorgeschlagen", "Inbetriebsetzung mit allen Basiskomponenten: Paket 2")
    ]
    assert situation(AsOf(date(2022, 6, 14), TODAY)).attention != situation(AsOf(TODAY, TODAY)).attention


# -- answering


@pytest.mark.parametrize(
    ("role", "verdicts"),
    [
        ("ministry", {"withdrawn"}),
        ("colleague", set()),
        ("spokesman", {"confirmed", "objected"}),
        ("without mandate", set()),
        (Role.OPERATOR, set()),
        (Role.AUTHORITY, set()),
        (Role.STEERING, set()),
        (Role.AUDITOR, set()),
        (Role.ADMIN, set()),
    ],
)
def test_what_each_is_offered(
    role: str,
    verdicts: set[str],
    proposal: Proposal,
    client_of: ClientOf,
    person: Callable[..., User],
    ministry: User,
    spokesman: User,
) -> None:
    people = {"ministry": ministry, "spokesman": spokesman}
    roles = {"colleague": Role.MINISTRY, "without mandate": Role.ASSOCIATION}
    user = people.get(role) or person(roles.get(role, role))

    body = client_of(user).get(PAGE).content.decode()

    assert {verdict for verdict in ("confirmed", "objected", "withdrawn") if f'value="{verdict}"' in body} == verdicts


def test_confirming_stores_it(proposal: Proposal, client_of: ClientOf, spokesman: User, milestone: By) -> None:
    done = send(client_of(spokesman), ANSWER, filled(proposal), follow=True)

    assert "Der Vorschlag zu „Inbetriebsetzung mit allen Basiskomponenten: Paket 2“ ist bestätigt." in text(done)
    assert "Entfallen. Vorgeschlagen am 15.06.2022, bestätigt am 15.06.2022 von A. Association (Kommunen)" in text(done)
    assert milestone("P2").state == "cancelled"


def test_what_follows_is_shown_before_it_is_confirmed(
    plan: Plan, client_of: ClientOf, report: Report, ministry: User, spokesman: User, milestone: By
) -> None:
    report("P2", on=date(2022, 5, 31), forecast_on=date(2022, 9, 30), forecast_precision="from_day")
    proposal = propose_report(
        by=ministry,
        milestone=milestone("P2"),
        on=TODAY,
        said=MilestoneInput(State.CANCELLED, reason=DROPPED["reason"]),
        supersedes=milestone("P2").last_report,
    )
    client = client_of(spokesman)
    data = filled(proposal, supersedes=str(milestone("P2").last_report_id))

    shown = client.post(ANSWER, data)

    assert shown.status_code == 200
    assert "Eröffnung erwartet am 30.09.2022 noch nicht eröffnet, ohne Termin" in text(shown)
    assert (Answer.objects.count(), milestone("P2").state) == (0, "started")
    client.post(ANSWER, data | {"seen": key_of(shown)})
    assert (Answer.objects.count(), Package.objects.get(number=2).forecast_on) == (1, None)


@pytest.mark.parametrize("reason", ["", ".", "\u2060", "Nein."])
def test_an_objection_without_a_sentence_is_asked_for_one(
    proposal: Proposal, client_of: ClientOf, spokesman: User, reason: str
) -> None:
    answer = client_of(spokesman).post(ANSWER, filled(proposal, verdict="objected", reason=reason))

    assert answer.status_code == 422
    assert say(owed(found("proposal.why-objected"), reason)) in text(answer)
    assert Answer.objects.count() == 0


def test_an_objection_ends_it_and_stays_readable(proposal: Proposal, client_of: ClientOf, spokesman: User) -> None:
    said = filled(proposal, verdict="objected", reason="Das war so nicht verabredet.")

    done = client_of(spokesman).post(ANSWER, said, follow=True)

    title = "Inbetriebsetzung mit allen Basiskomponenten: Paket 2"
    assert f"Dem Vorschlag zu „{title}“ wurde widersprochen." in text(done)
    assert "Dem Vorschlag wurde widersprochen: entfallen Grund: Das war so nicht verabredet." in text(done)
    assert AuditEntry.objects.get(verb="milestone.proposal_objected").sentence == (
        f"{title}: Kommunen: dem widersprochen, was Land am 15.06.2022 vorschlug: entfallen."
    )
    assert "Vorgeschlagen: entfallen" not in text(done)


def test_its_author_takes_it_back(proposal: Proposal, client_of: ClientOf, ministry: User) -> None:
    done = client_of(ministry).post(ANSWER, filled(proposal, verdict="withdrawn"), follow=True)

    assert "Der Vorschlag zu „Inbetriebsetzung mit allen Basiskomponenten: Paket 2“ ist zurückgezogen." in text(done)
    assert "Vorschlag zurückgezogen: entfallen" in text(done)


@pytest.mark.parametrize("verdict", ["withdrawn", "objected"])
def test_it_ends_at_once_where_nothing_comes_true(
    verdict: str, plan: Plan, client_of: ClientOf, report: Report, ministry: User, spokesman: User, milestone: By
) -> None:
    """Also where the milestone contradicts what must come first: that is nothing to be seen before."""
    report("M2a", on=date(2022, 5, 31), forecast_on=date(2022, 7, 15), reason="Der Lasttest dauert an.")
    report("M3", on=date(2022, 5, 31), forecast_on=date(2022, 6, 30), reason="Es fehlt an Betreuung.")
    last = milestone("M3").last_report
    said = MilestoneInput(State.CANCELLED, reason=DROPPED["reason"])
    proposal = propose_report(by=ministry, milestone=milestone("M3"), on=TODAY, said=said, supersedes=last)
    data = filled(proposal, verdict=verdict, reason="Das war so nicht verabredet.")

    done = client_of(ministry if verdict == "withdrawn" else spokesman).post(
        "/milestones/start-paket-1/proposal/answer/", data
    )

    assert (done.status_code, Answer.objects.get().verdict) == (302, verdict)


def test_nobody_confirms_for_the_other_side(
    proposal: Proposal, client_of: ClientOf, person: Person, ministry: User, operator: User, officer: User
) -> None:
    refused = {user.role: client_of(user).post(ANSWER, filled(proposal)).status_code for user in (
        ministry, person(Role.ASSOCIATION), operator, officer,
    )}  # fmt: skip

    assert refused == {"ministry": 403, "association": 403, "operator": 404, "authority": 404}
    assert Answer.objects.count() == 0


def test_the_second_answer_is_told_of_the_first(
    proposal: Proposal, client_of: ClientOf, ministry: User, spokesman: User
) -> None:
    send(client_of(spokesman), ANSWER, filled(proposal))

    late = client_of(ministry).post(ANSWER, filled(proposal, verdict="withdrawn"))

    assert late.status_code == 409
    answered = found("proposal.answered", name=spokesman.name, day=TODAY, verdict=Verdict.CONFIRMED)
    assert say(answered) in text(late)


def test_a_report_in_between_is_shown_first(
    proposal: Proposal, client_of: ClientOf, report: Report, spokesman: User, milestone: By
) -> None:
    between = report("P2", on=TODAY, forecast_on=date(2022, 9, 30))
    client = client_of(spokesman)

    told = client.post(ANSWER, filled(proposal))

    assert told.status_code == 409
    assert "Inzwischen wurde etwas anderes gemeldet: In Arbeit, erwartet: 30.09.2022" in text(told)
    assert f'name="supersedes" value="{between.pk}"' in told.content.decode()
    assert send(client, ANSWER, filled(proposal, supersedes=str(between.pk))).status_code == 302
    assert milestone("P2").state == "cancelled"


@pytest.mark.parametrize(
    ("data", "status"), [({}, 422), ({"proposal": "999999", "verdict": "confirmed"}, 404), ({"verdict": "x"}, 422)]
)
def test_what_is_no_answer(
    proposal: Proposal, client_of: ClientOf, spokesman: User, data: dict[str, str], status: int
) -> None:
    assert client_of(spokesman).post(ANSWER, data).status_code == status


def test_where_nothing_is_proposed_there_is_nothing_to_answer(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    assert client_of(ministry).post(ANSWER, {"verdict": "confirmed"}).status_code == 404


def test_a_released_guide_lets_both_sides_reach_the_first_milestone(
    plan: Plan, client_of: ClientOf, ministry: User, spokesman: User, milestone: By
) -> None:
    for deliverable in milestone("M1").deliverables.all():
        release_deliverable(by=ministry, deliverable=deliverable, on=TODAY, released_on=TODAY, document="Leitfaden")
    address = "/milestones/konzeption-abgeschlossen/"

    send(client_of(ministry), f"{address}report/", {"state": "reached", "actual_on": "2022-06-15"})
    send(client_of(spokesman), f"{address}proposal/answer/", filled(Proposal.objects.get()))

    said = milestone("M1").last_report
    assert said is not None
    assert (said.state, said.by, said.confirmation.by) == ("reached", ministry, spokesman)
