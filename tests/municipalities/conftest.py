"""A small small: three authorities, a catalogue of three services, and the people who speak."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from accounts.models import User
from accounts.roles import Role
from municipalities.actions import appoint, sync_rollouts
from municipalities.models import Representative
from municipalities.territory import DATA
from services.actions import deliver_component
from services.models import Component, Package
from tests import factories
from tests.conftest import TODAY, Person
from tests.municipalities.small_world import ALL_KINDS, DISTRICT, LONG_AGO, TOWN, VILLAGES, World, make_service

Ready = Callable[[str, date], None]


@pytest.fixture
def catalogue(db: None) -> None:
    """Two packages; the platform ready, ePayment not; three services, the last of unknown need."""
    for number in (1, 2):
        Package.objects.create(
            number=number,
            name=f"Paket {number}",
            short_rule="Regel",
            rule_text="Regel",
            letter_ref="Punkt 3",
            opens_words="",
            source="Test",
            is_assumption=False,
        )
    for ordinal, (slug, platform) in enumerate((("app", True), ("epayment", False), ("lza", False)), start=1):
        Component.objects.create(
            slug=slug,
            name=slug.upper(),
            responsible="ldi",
            in_scope=slug != "lza",
            is_platform=platform,
            source="Test",
            is_assumption=False,
            ordinal=ordinal,
        )
    make_service("10001", kinds=ALL_KINDS)
    make_service("10002", "epayment", kinds=ALL_KINDS)
    make_service("10003", kinds=("landkreis",), needs_known=False, package=None, assignment="unknown")


@pytest.fixture
def small(catalogue: None) -> World:
    """An independent town, a district and a Verbandsgemeinde in it; an officer of the town; an association of both."""
    town = factories.authority(TOWN, kind="kreisfreie_stadt", name="Koblenz", label="Stadt Koblenz", population=100)
    district = factories.authority(DISTRICT, kind="landkreis", name="Ahrweiler", label="Landkreis Ahrweiler")
    villages = factories.authority(
        VILLAGES, kind="verbandsgemeinde", name="Adenau", label="Verbandsgemeinde Adenau", district=district
    )
    officer = factories.person(Role.AUTHORITY)
    factories.mandate(officer, town)
    staff = factories.person(Role.ASSOCIATION)
    factories.mandate(staff, factories.association("staedtetag", members=(town,)))
    sync_rollouts(on=LONG_AGO)
    return World(town, district, villages, officer, staff)


@pytest.fixture
def ready(db: None) -> Ready:
    """ready("app", day): the component is ready since that day, as said on that day."""

    def say(slug: str, on: date) -> None:
        deliver_component(
            by=None, component=Component.objects.get(slug=slug), on=on, ready_on=on, forecast_on=None, reason=""
        )

    return say


@pytest.fixture
def straw(small: World, person: Person) -> User:
    """Somebody the ministry has invited."""
    return person(Role.AUTHORITY, name="S. Strohmann")


@pytest.fixture
def proposed(small: World, ministry: User, straw: User) -> Representative:
    """The ministry alone has named the straw person for the town, whose officer and association are in force."""
    return appoint(by=ministry, user=straw, authority=small.town, on=TODAY)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped tables that a test may damage."""
    return Path(shutil.copytree(DATA, tmp_path / "tables"))
