"""The page "Was wäre, wenn?": dates, chains and numbers, and that it stores nothing."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, User
from accounts.roles import Role
from dashboards.figures.gates import gates_on, waiting_at
from dashboards.figures.plan import plan_on
from dashboards.figures.rollouts import rollouts_on
from dashboards.what_if.page import Shown, context, shown
from milestones.models import BaselineDate, Milestone, MilestoneReport, Proposal
from milestones.states import State
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.tally_queries import groups_on
from ozgtracker.charts import MOST_ROWS
from ozgtracker.ui.as_of import AsOf
from services.models import Component, ServiceNeed
from tests.conftest import ClientOf
from tests.dashboards.small import Small

ADDRESS = "/milestones/what-if/"


def asked(at: AsOf, **weeks: Any) -> Shown:
    """What the page finds for these weeks."""
    plan = plan_on(at)
    assert plan is not None
    return shown(plan, at, [(slug.replace("_", "-"), str(value)) for slug, value in weeks.items()])


def moves(page: Shown) -> dict[str, tuple[date | None, date | None, tuple[str, ...]]]:
    """What moves: now, then and the chain, by slug."""
    return {move.part.slug: (move.now_on, move.then_on, move.chain) for move in page.found.moved}


def html(client: Client, query: str = "") -> str:
    """The page as it is sent."""
    return str(client.get(f"{ADDRESS}{query}").content.decode())


def head(client: Client, query: str = "") -> str:
    """Its answer."""
    (words,) = re.findall(r"<h1>(.*?)</h1>", html(client, query), re.DOTALL)
    return str(words)


NOW, SIX_WEEKS = date(2022, 10, 28), date(2022, 12, 9)


def test_six_weeks_of_epayment_move_all_that_waits_for_it(told: Small, at: AsOf) -> None:
    assert moves(asked(at, epayment=6)) == {
        "epayment": (NOW, SIX_WEEKS, ("ePayment",)),
        "infrastruktur-komplett": (NOW, SIX_WEEKS, ("ePayment", "M2")),
        "start-paket-2": (NOW, SIX_WEEKS, ("ePayment", "M2", "P2")),
    }


def test_what_decides_nothing_moves_nothing_else(told: Small, at: AsOf) -> None:
    assert moves(asked(at, signatur=2)) == {"signatur": (date(2022, 9, 14), date(2022, 9, 28), ("Signatur",))}


def test_without_a_shift_nothing_moves_and_open_components_are_offered(told: Small, at: AsOf) -> None:
    page = asked(at)

    assert (moves(page), page.found.waiting) == ({}, None)
    assert set(page.shifts.shown) == {"epayment", "nutzerkonto", "verwaltungsportal", "signatur"}


def test_soft_dependencies_count_where_asked_for(told: Small, at: AsOf) -> None:
    told.plan_says(
        "betrieb-vorbereitet",
        date(2022, 6, 8),
        State.STARTED,
        forecast_on=date(2022, 6, 30),
        reason="Es fehlt an Personal.",
    )

    hard, soft = asked(at, betrieb_vorbereitet=4), asked(at, betrieb_vorbereitet=4, weich=1)

    assert set(moves(hard)) == {"betrieb-vorbereitet"}
    assert moves(soft)["start-paket-1"] == (date(2022, 6, 30), date(2022, 7, 28), ("M4", "M3"))


def test_an_aggregate_cannot_be_moved_by_itself(told: Small, at: AsOf) -> None:
    assert moves(asked(at, infrastruktur_komplett=6)) == {}


# -- how much waits


def test_what_waits_equals_the_rows(told: Small, at: AsOf) -> None:
    """Counted from the tallies; here by looking at every rollout."""
    groups = groups_on(at)
    pay = Component.objects.get(slug="epayment")
    chosen = [group for group, gate in gates_on(at, groups).items() if pay.pk in gate.components]

    waiting = waiting_at(chosen, at, groups)

    needing = ServiceNeed.objects.filter(component=pay).values("service")
    rows = list(rollouts_on(at).filter(service__in=needing))
    still = [row for row in rows if vars(row)["state_then"] not in {RolloutState.LIVE, *WITHOUT_WORK}]
    assert (waiting.rollouts, waiting.authorities) == (len(still), len({row.authority_id for row in still}))
    assert (waiting.of_rollouts, waiting.of_authorities) == (
        rollouts_on(at).count(),
        rollouts_on(at).values("authority").distinct().count(),
    )
    assert waiting.of_inhabitants == 130_000
    assert 0 < waiting.rollouts < waiting.of_rollouts


def test_the_page_says_the_same_numbers(told: Small, at: AsOf, client_of: ClientOf) -> None:
    page = asked(at, epayment=6)
    waiting = page.found.waiting
    assert waiting is not None
    shown_in = html(client_of(told.ministry), "?epayment=6")

    values = re.findall(r'figure__value">\s*([\d.]+)\s*<span class="figure__of">von\s*([\d.]+)', shown_in)
    assert values[1:3] == [
        (str(waiting.rollouts), str(waiting.of_rollouts)),
        (str(waiting.authorities), str(waiting.of_authorities)),
    ]
    assert values[0] == ("2", "7")


# -- the page


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("", "Was wäre, wenn etwas später käme?"),
        ("?signatur=2", "Käme Signatur 2 Wochen später, verschöbe sich sonst nichts."),
        ("?signatur=-1", "Käme Signatur 1 Woche früher, verschöbe sich sonst nichts."),
        ("?epayment=abc", "Was wäre, wenn etwas später käme?"),
    ],
)
def test_it_answers_first(query: str, answer: str, told: Small, client_of: ClientOf) -> None:
    assert head(client_of(told.ministry), query) == answer


def test_the_answer_names_what_is_expected_last(told: Small, client_of: ClientOf) -> None:
    words = head(client_of(told.ministry), "?epayment=6")

    assert re.fullmatch(r"Käme ePayment 6 Wochen später, wäre P2 \(.*\) erst am 09.12.2022 zu erwarten.", words)


def test_what_cannot_be_read_stays_at_its_field_with_a_sentence(told: Small, client_of: ClientOf) -> None:
    page = html(client_of(told.ministry), "?epayment=1.5")

    assert 'name="epayment" value="1.5"' in page
    assert re.findall(r'id="error-(\w+)"', page) == ["epayment"]


def test_every_shift_at_once_leads_to_its_own_address(told: Small, client_of: ClientOf) -> None:
    page = html(client_of(told.ministry), "?epayment=6")
    table = page[page.index('id="tipping"') : page.index('id="moved"')]

    assert re.findall(r"epayment=(-?\d+)&", table.replace("&amp;", "&")) == [
        str(weeks) for weeks in (-8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12, 14)
    ]
    assert re.findall(r"\d\d\.\d\d\.\d{4}", table)[7:9] == ["09.12.2022", "23.12.2022"]


def test_nothing_is_stored_and_anybody_may_ask(told: Small, client_of: ClientOf, member: User) -> None:
    before = (MilestoneReport.objects.count(), Proposal.objects.count(), AuditEntry.objects.count())

    assert "09.12.2022" in html(client_of(member), "?epayment=6")
    assert (MilestoneReport.objects.count(), Proposal.objects.count(), AuditEntry.objects.count()) == before


@pytest.fixture
def member(person: Any) -> User:
    """Somebody of the steering committee."""
    found: User = person(Role.STEERING)
    return found


def test_only_whose_word_it_is_may_take_it_up_as_a_proposal(told: Small, client_of: ClientOf, member: User) -> None:
    pages = {name: html(client_of(user), "?epayment=6") for name, user in (("m", told.ministry), ("s", member))}

    wanted = "/milestones/start-paket-2/date/?termin=2022-12-09"
    assert [wanted in pages[name] for name in ("m", "s")] == [True, False]
    form = client_of(told.ministry).get(wanted).content.decode()
    assert 'value="2022-12-09"' in form


def test_a_past_day_knows_what_was_expected_then_and_proposes_nothing(told: Small, client_of: ClientOf) -> None:
    page = html(client_of(told.ministry), "?epayment=2&stichtag=2022-05-01")

    table = page[page.index('id="moved"') :]
    assert re.findall(r"\d\d\.\d\d\.\d{4}", table)[:2] == ["30.09.2022", "14.10.2022"]
    assert "termin=" not in page


def test_the_table_to_take_away(told: Small, client_of: ClientOf) -> None:
    answer = client_of(told.ministry).get(f"{ADDRESS}csv/?epayment=6")
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines(), delimiter=";"))

    assert [row[0:1] + row[2:7] for row in rows[1:]] == [
        ["M2", "28.10.2022", "09.12.2022", "42", "29", "ePayment → M2"],
        ["P2", "28.10.2022", "09.12.2022", "42", "29", "ePayment → M2 → P2"],
    ]


def test_without_a_plan_there_is_nothing_to_move(db: None, client_of: ClientOf, ministry: User) -> None:
    assert client_of(ministry).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("query", ["?epayment=6", "?epayment=6&signatur=2&betrieb-vorbereitet=3"])
def test_it_asks_the_same_whatever_is_moved(
    query: str, told: Small, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(told.ministry)
    html(client, query)

    with django_assert_num_queries(31):
        html(client, query)


def test_of_too_many_parts_those_are_drawn_that_were_asked_about_and_what_follows(told: Small, at: AsOf) -> None:
    first = Milestone.objects.get(slug="betrieb-vorbereitet")
    dates = BaselineDate.objects.get(milestone=first)
    for number in range(MOST_ROWS):
        one = Milestone.objects.get(pk=first.pk)
        one.pk, one.slug, one.code = None, f"weiterer-{number}", f"W{number}"
        one.save(force_insert=True)
        BaselineDate.objects.create(baseline=dates.baseline, milestone=one, date=dates.date, precision=dates.precision)

    chart = context(asked(at, epayment=6), told.ministry)["chart"]

    codes = [row.source.code for row in chart.rows]
    assert [code for code in codes if code] == ["M2", "P2"]
    assert len(codes) == 6
