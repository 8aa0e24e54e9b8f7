"""The sentence above a page answers that page's question and no other one's."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.conftest import ClientOf
from tests.dashboards.small import Small


def test_packages_say_what_is_open_and_what_holds_the_rest(told: Small, client_of: ClientOf, ministry: User) -> None:
    answer = client_of(ministry).get("/packages/").context["sentence"]

    assert (
        answer == "Paket 1: noch nicht eröffnet; Paket 2 wartet auf ePayment; Paket 3: fortlaufend, ohne Schlusstermin."
    )


def test_services_say_how_many_are_live_anywhere(told: Small, client_of: ClientOf, ministry: User) -> None:
    answer = client_of(ministry).get("/services/").context["sentence"]

    assert answer == "2 von 6 OZG-Leistungen sind irgendwo live; von 5 ist bekannt, wer sie ausführt."


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("", "Für 4 Gemeinden handeln 3 Verwaltungen; ihre Landkreise kommen hinzu."),
        ("&buendel=neu-zugezogen", "In 0 von 4 Gemeinden ist alles zu „Neu zugezogen“ online."),
        ("&buendel=gibt-es-nicht", "Für 4 Gemeinden handeln 3 Verwaltungen; ihre Landkreise kommen hinzu."),
    ],
)
def test_municipalities_say_who_acts_for_them_or_where_all_of_a_bundle_is_live(
    told: Small, client_of: ClientOf, ministry: User, query: str, answer: str
) -> None:
    assert client_of(ministry).get(f"/municipalities/?ebene=gemeinden{query}").context["sentence"] == answer


def test_an_authority_is_told_once_what_is_missing_and_in_each_row_only_its_name(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    page = client_of(ministry).get("/municipalities/071315001000/").context["page"]

    assert [
        (group.title, group.missing, {one.row.rollout.service.ozg_id: one.waits_for for one in group.rows})
        for group in page.own
    ] == [
        ("Paket 1", (), {"10001": ""}),
        ("Paket 2", ("ePayment: noch nicht bereit (LDI, erwartet 28.10.2022).",), {"10003": "ePayment"}),
    ]
