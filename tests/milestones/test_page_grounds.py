"""What the page of a milestone says has ground: a day, a trend, and one sign for one state."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import User
from milestones.models import Plan
from services.actions import report_component
from services.models import Component
from tests.conftest import ClientOf
from tests.milestones.reporting import Report
from tests.milestones.shown import text


def test_the_form_of_an_aggregate_says_when_its_date_was_named(
    plan: Plan, client_of: ClientOf, ministry: User, operator: User, report: Report
) -> None:
    report("M2")
    for component in Component.objects.in_scope():
        by = operator if component.responsible == "ldi" else ministry
        report_component(
            by=by, component=component, on=date(2022, 5, 31), forecast_on=date(2022, 10, 28), supersedes=None
        )

    shown = text(client_of(ministry).get("/milestones/infrastruktur-komplett/report/"))

    assert "Prognose 28.10.2022 gemeldet am 31.05.2022 Erreicht –" in shown


def test_what_is_not_there_has_no_day(
    plan: Plan, client_of: ClientOf, operator: User, declare: Callable[[], None]
) -> None:
    """Once reached, nothing is expected any more, and no day stands beside the dash."""
    declare()
    client = client_of(operator)

    assert "Prognose – Erreicht 15.03.2022" in text(client.get("/milestones/app-betriebsbereit/"))
    assert "Prognose – Erreicht 15.03.2022" in text(client.get("/milestones/app-betriebsbereit/report/"))


def test_one_report_is_no_trend(plan: Plan, client_of: ClientOf, steering: User, report: Report) -> None:
    report("M2a", forecast_on=date(2022, 2, 14), reason="Der Lasttest dauert an.")

    shown = text(client_of(steering).get("/milestones/app-betriebsbereit/"))

    assert "Verlauf der Prognose noch kein Verlauf " in shown
    assert " Für einen Verlauf braucht es mindestens zwei Meldungen. " in shown
    assert "verschoben" not in shown


def signs(page: Any, heading: str) -> list[tuple[str, str]]:
    """The signs of one panel, each with the first words beside it."""
    panel = page.content.decode().split(f'id="{heading}"')[1].split("</section>")[0]
    lines = re.findall(r'aria-hidden="true">(.)</span>\s*<div>(.*?)</div>', panel, re.DOTALL)
    return [(sign, " ".join(re.sub(r"<[^>]+>", " ", words).split())) for sign, words in lines]


def test_what_is_missing_has_the_sign_that_it_has_below(
    plan: Plan, client_of: ClientOf, ministry: User, operator: User
) -> None:
    for component in Component.objects.in_scope().exclude(slug="signatur"):
        by = operator if component.responsible == "ldi" else ministry
        late = date(2022, 6, 1) if component.slug == "epayment" else date(2022, 9, 30)
        report_component(by=by, component=component, on=date(2022, 5, 31), forecast_on=late, supersedes=None)
    client = client_of(ministry)

    page = client.get("/milestones/infrastruktur-komplett/")
    missing = {words.split(":")[0]: sign for sign, words in signs(page, "missing") if ": noch nicht bereit" in words}
    below = {words.split(" LDI:")[0].split(" Land:")[0]: sign for sign, words in signs(page, "effect")}
    assert missing == below
    assert sorted(below.values()) == ["!", "?", "○", "○", "○"]
    documents = client.get("/milestones/betrieb-vorbereitet/")
    assert [sign for sign, words in signs(documents, "missing") if "freigegeben" in words] == ["○", "○"]
    assert [sign for sign, _words in signs(documents, "documents")] == ["○", "○"]
