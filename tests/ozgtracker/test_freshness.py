"""The data are as new as the newest report counted, whatever day the page is turned to."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from ozgtracker.freshness import newest_report
from tests.conftest import ClientOf
from tests.dashboards.conftest import TOLD, small, told
from tests.dashboards.small import Small

__all__ = ["small", "told"]


def stand(client_of: ClientOf, user: User, query: str) -> str:
    html = client_of(user).get(f"/packages/{query}").content.decode()
    found = re.search(r"Stand der Daten: ([^·]*?)\s*·", html)
    assert found
    return found[1]


@pytest.mark.world(TOLD)
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "neueste Meldung vom 08.06.2022"),
        ("?stichtag=2022-06-07", "neueste Meldung vom 20.03.2022"),
        ("?stichtag=2022-03-19", "neueste Meldung vom 15.03.2022"),
        ("?stichtag=2022-03-14", "noch keine Meldung"),
    ],
)
def test_it_names_the_newest_report_by_the_stichtag(
    told: Small, client_of: ClientOf, ministry: User, query: str, words: str
) -> None:
    assert stand(client_of, ministry, query) == words


@pytest.mark.world(TOLD)
def test_it_asks_once(told: Small) -> None:
    with CaptureQueriesContext(connection) as queries:
        newest_report(date(2022, 6, 15))

    assert len(queries) == 1


def test_every_appended_report_with_a_day_is_counted() -> None:
    counted = {
        config.get_model(name)._meta.label
        for config in apps.get_app_configs()
        for name in getattr(config, "counted_reports", ())
    }
    said = {
        model._meta.label
        for model in apps.get_models()
        if {"said_on", "recorded_at"} <= {field.name for field in model._meta.get_fields()}
    }

    assert counted == said


@pytest.mark.django_db
def test_a_stranger_is_told_nothing(client: Client) -> None:
    assert "Stand der Daten" not in client.get("/hilfe/").content.decode()
