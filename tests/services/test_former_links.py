"""What a service needs and to which bundles it belongs has a day: a later catalogue moves nothing of a day before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.former_links import keep_former_links, links_held
from services.actions.former import LINKED
from services.models import (
    Bundle,
    BundleService,
    Component,
    FormerBundleService,
    FormerNeed,
    LifeEvent,
    Service,
    ServiceNeed,
    TopicArea,
)
from tests.refusals import refusing

pytestmark = pytest.mark.django_db
FIRST, MAY, YESTERDAY, TODAY = date(2022, 1, 10), date(2022, 5, 31), date(2022, 6, 14), date(2022, 6, 15)
SERVICES, COMPONENTS, BUNDLE = ("10001", "10002", "10003"), ("epayment", "signatur"), "umzug"
Said = dict[str, Any]


@pytest.fixture
def catalogue() -> None:
    """Three services, two components, a bundle; the first service needs ePayment and belongs to the bundle."""
    event = LifeEvent.objects.create(
        slug="umzug", name="Umzug", topic_area=TopicArea.objects.create(code="wohnen", name="Wohnen")
    )
    for ozg_id in SERVICES:
        Service.objects.create(
            ozg_id=ozg_id,
            name=ozg_id,
            sort_key=ozg_id,
            topic_area=event.topic_area,
            life_event=event,
            is_municipal_or_state=True,
            needs_known=True,
            assignment="waits_for_lza",
        )
    for ordinal, slug in enumerate(("app", *COMPONENTS)):
        Component.objects.create(
            slug=slug, name=slug, responsible="ldi", in_scope=True, is_platform=slug == "app", source="T",
            is_assumption=False, ordinal=ordinal,
        )  # fmt: skip
    Bundle.objects.create(slug=BUNDLE, name="Umzug", source="T", is_assumption=False)
    say({("10001", "epayment")}, ["10001"], FIRST)


def say(needs: set[tuple[str, str]], bundle: list[str], since: date) -> None:
    """What a catalogue says from a day on, kept as load_catalogue keeps it."""
    before = [links_held(former) for former in LINKED]
    services = {one.ozg_id: one for one in Service.objects.all()}
    components = {one.slug: one for one in Component.objects.all()}
    for one in ServiceNeed.objects.select_related("service", "component"):
        if (one.service.ozg_id, one.component.slug) not in needs:
            one.delete()
    for ozg_id, slug in needs:
        ServiceNeed.objects.get_or_create(
            service=services[ozg_id], component=components[slug], defaults={"source": "T", "is_assumption": True}
        )
    BundleService.objects.exclude(service__ozg_id__in=bundle).delete()
    for position, ozg_id in enumerate(bundle):
        BundleService.objects.update_or_create(
            bundle=Bundle.objects.get(),
            service=services[ozg_id],
            defaults={"position": position, "source": "T", "is_assumption": True},
        )
    for former, held in zip(LINKED, before, strict=True):
        keep_former_links(former, held, since, is_first=since == FIRST)


def told(day: date) -> Said:
    """Everything that is asked about links on a day."""
    components = dict(Component.objects.values_list("pk", "slug"))
    return {
        "bundle": set(Service.objects.in_bundle(BUNDLE, day).values_list("ozg_id", flat=True)),
        "needing": {
            slug: set(Service.objects.needing(slug, day).values_list("ozg_id", flat=True)) for slug in COMPONENTS
        },
        "counted": {components[pk]: n for pk, n in Service.objects.counted_by_component(day).items()},
        "waiting": set(Service.objects.waiting_on(day).values_list("ozg_id", flat=True)),
    }


def test_what_is_linked_first_is_so_since_ever(catalogue: None) -> None:
    assert told(date(2021, 12, 21)) == told(TODAY)
    assert (FormerNeed.objects.count(), FormerBundleService.objects.count()) == (0, 0)
    assert told(TODAY)["needing"] == {"epayment": {"10001"}, "signatur": set()}


def test_a_need_that_becomes_known_or_ends_does_so_from_its_day_on(catalogue: None) -> None:
    before = told(MAY)

    say({("10002", "epayment"), ("10002", "signatur")}, ["10001"], TODAY)

    assert (told(MAY), told(YESTERDAY)) == (before, before)
    assert told(TODAY)["needing"] == {"epayment": {"10002"}, "signatur": {"10002"}}
    assert told(TODAY)["counted"] == {"app": 3, "epayment": 1, "signatur": 1}


def test_a_bundle_has_its_services_in_the_order_of_the_day(catalogue: None) -> None:
    say({("10001", "epayment")}, ["10003", "10001", "10002"], date(2022, 6, 1))
    say({("10001", "epayment")}, ["10002"], TODAY)

    def order(day: date) -> list[str]:
        return list(Service.objects.in_bundle(BUNDLE, day).values_list("ozg_id", flat=True))

    assert (order(MAY), set(order(YESTERDAY)), order(TODAY)) == (["10001"], set(SERVICES), ["10002"])


def test_there_and_back_on_one_day_is_no_change(catalogue: None) -> None:
    before = told(TODAY)

    say(set(), ["10002"], TODAY)
    say({("10001", "epayment")}, ["10001"], TODAY)

    assert (FormerNeed.objects.count(), FormerBundleService.objects.count()) == (0, 0)
    assert (told(TODAY), told(MAY)) == (before, before)


def test_a_day_before_the_last_change_is_refused(catalogue: None) -> None:
    say({("10002", "epayment")}, ["10001"], date(2022, 6, 1))

    with (
        refusing(InvalidInput, found("load.changed-later", day=date(2022, 6, 1)), field="valid_from"),
        transaction.atomic(),
    ):
        say(set(), ["10001"], MAY)


NEEDS = st.sets(st.tuples(st.sampled_from(SERVICES), st.sampled_from(COMPONENTS)))
BUNDLES = st.lists(st.sampled_from(SERVICES), unique=True, min_size=1)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(st.tuples(st.integers(0, 20), NEEDS, BUNDLES), min_size=1, max_size=4))
def test_what_was_said_to_hold_on_a_day_never_changes(
    catalogue: None, loads: list[tuple[int, set[tuple[str, str]], list[str]]]
) -> None:
    """Whatever is loaded later, and however often a day: every day before it says what it said."""
    with transaction.atomic():
        day = FIRST + timedelta(days=1)
        said = {FIRST: told(FIRST)}
        for days, needs, bundle in loads:
            day += timedelta(days=days)
            say(needs, bundle, day)
            said[day] = told(day)
            for earlier, expected in said.items():
                assert (earlier, told(earlier)) == (earlier, expected)
            last = max((one for one in said if one < day), default=FIRST)
            assert told(day - timedelta(days=1)) == said[last]
        transaction.set_rollback(True)
