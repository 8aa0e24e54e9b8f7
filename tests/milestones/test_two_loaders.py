"""Two who load the same files for the first time at once: the second waits, and finds everything as it should be."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import AuditEntry
from milestones.actions import load_plan
from municipalities.actions import load_competences, load_territory
from services.actions import load_catalogue
from services.loading import LoadResult
from tests.conftest import TODAY
from tests.database_roles import holding
from tests.reports.elsewhere import until, waiting_for_a_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(load: Callable[..., LoadResult]) -> list[int]:
    """How many rows each of two loads wrote, both begun before either is committed."""
    wrote: list[int] = []

    def run() -> None:
        try:
            wrote.append(load(on=TODAY).touched)
        finally:
            connection.close()

    loaders = [threading.Thread(target=run) for _ in range(2)]
    # The first has written its rows and stops at its entry in the trail; the second stops behind the first.
    with holding("LOCK TABLE accounts_auditentry IN SHARE MODE"):
        for loader in loaders:
            loader.start()
        until(lambda: waiting_for_a_lock() == 2, 60)
    for loader in loaders:
        loader.join(timeout=60)
    return sorted(wrote)


def assert_only_one_wrote(load: Callable[..., LoadResult], verb: str) -> None:
    nothing, everything = at_once(load)

    assert nothing == 0
    assert everything == load_figures(verb)


def load_figures(verb: str) -> int:
    """What the one entry in the trail says was new."""
    after = AuditEntry.objects.get(verb=verb).after
    assert after is not None
    return int(after["neu"])


def test_the_catalogue() -> None:
    assert_only_one_wrote(load_catalogue, "catalogue_loaded")


def test_the_territory() -> None:
    assert_only_one_wrote(load_territory, "territory_loaded")


def test_the_competences() -> None:
    load_catalogue(on=TODAY)

    assert_only_one_wrote(load_competences, "competences_loaded")


def test_the_plan(catalogue: None) -> None:
    assert_only_one_wrote(load_plan, "plan.loaded")
