"""How much can be live at most: what nobody reported, but never what the gate forbids on that day."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from dashboards.figures.areas import Reach, inhabitants_reached, places_of
from dashboards.figures.bundles import bundle_reach
from dashboards.figures.packages import package_figures
from dashboards.figures.rollouts import rollouts_in_package, tally_by_package
from dashboards.parts.package_card import package_card
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from services.models import Bundle, BundleService, Component, Service, ServiceNeed
from tests.conftest import ClientOf
from tests.dashboards.small import Small, deliver

MARCH, MAY = date(2022, 3, 20), date(2022, 5, 2)
TODAY = date(2022, 6, 15)


def test_nothing_that_waits_for_a_component_counts_as_possibly_live(small: Small) -> None:
    """Package 2 waits for ePayment: nobody reported, and all the same nothing can be live, until it is ready."""
    deliver("epayment", MAY, ready_on=MAY)

    spans = {day: tally_by_package(rollouts_in_package(2, at), at)[2] for day, at in _moments()}

    assert {day: (count.unknown, count.barred, count.possible, count.share_high) for day, count in spans.items()} == {
        MARCH: (3, 3, 0, 0.0),
        MAY: (3, 0, 3, 1.0),
        TODAY: (3, 0, 3, 1.0),
    }


def _moments() -> list[tuple[date, AsOf]]:
    return [(day, AsOf(day, TODAY)) for day in (MARCH, MAY, TODAY)]


def test_a_package_says_no_span_where_nothing_more_can_be_live(small: Small, at: AsOf) -> None:
    cards = [package_card(figures, at, since=MARCH) for figures in package_figures(at)]

    assert [(card.rollouts.note, card.at_most) for card in cards] == [
        ("Spanne 0 % bis 100 %", "höchstens 100 %"),
        ("", ""),
        ("Spanne 0 % bis 100 %", "höchstens 100 %"),
    ]


def test_a_bundle_cannot_be_complete_while_one_of_its_services_waits(small: Small, at: AsOf) -> None:
    bundle = Bundle.objects.get(slug="neu-zugezogen")
    before = bundle_reach(bundle, at)
    parking = Service.objects.get(ozg_id="10003")
    BundleService.objects.create(bundle=bundle, service=parking, position=2, source="Test", is_assumption=True)

    waiting = bundle_reach(bundle, at)
    deliver("epayment", TODAY, ready_on=TODAY)
    ready = bundle_reach(bundle, at)

    assert (before.inhabitants_high, waiting.inhabitants_high, ready.inhabitants_high) == (130_000, 0, 130_000)
    assert (before.municipalities_high, waiting.municipalities_high, ready.municipalities_high) == (4, 0, 4)


def test_one_and_all_are_two_ends_of_one_scale(small: Small, at: AsOf) -> None:
    """Registering cars waits for ePayment: whoever lacks it cannot have all, but perhaps one."""
    kfz, epayment = Service.objects.get(ozg_id="10002"), Component.objects.get(slug="epayment")
    ServiceNeed.objects.create(service=kfz, component=epayment, source="Test", is_assumption=True)
    small.say(small.town, "10001", S.LIVE, MARCH)
    small.say(small.free, "10001", S.PLANNED, MARCH)

    reach = inhabitants_reached(places_of(rollouts_in_package(1, at), at))

    assert reach == Reach(some=100_000, some_high=120_000, every=0, every_high=0, everybody=130_000)


def test_the_overview_says_one_beside_all_and_the_share_before_where_it_began(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    shown = client_of(ministry).get("/").context["shown"]

    assert shown.reach == "Alle Leistungen live: für 0\u00a0% der Menschen. Mindestens eine: für 100\u00a0%."
    assert shown.sentence_text.startswith(
        "Paket\u00a01 ist zu 40\u00a0% live: 2 von 5 Ausspielungen, angelaufen in 2 von 4"
    )
    assert "mindestens eine" not in shown.sentence_text


def test_the_figure_of_what_is_live_names_what_it_cannot_count(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    [live] = [one for one in client_of(ministry).get("/").context["shown"].figures if one.name == "rollouts.live"]

    # Unknown are Parken in Koblenz and Remagen (waits for ePayment), both Wohngeld, both Bauakte (waits for the LZA).
    assert (live.value, live.of) == ("2", "12")
    assert live.note == (
        "1 davon ab Reifegrad 3 · 1 ohne Nachweis · 6 ohne Meldung · Spanne 17\u00a0% bis 33\u00a0% · "
        "zu 1 weiteren Leistung ist nicht bekannt, wer zuständig ist"
    )
