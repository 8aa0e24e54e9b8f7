"""Killed half way nothing has happened, and the next run plays; of two at once one plays."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator

import pytest

from accounts.models import AuditEntry, DemonstrationMark, User
from milestones.models import MilestoneReport
from municipalities.models import RolloutReport
from reports.models import Delivery, StatusReport
from tests.closed_worlds import world as worlds
from tests.reports.conftest import processes
from tests.reports.elsewhere import elsewhere, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.world(worlds.REAL)]
Play = Callable[[], "subprocess.Popen[str]"]
# Seconds; a crowded machine needs most of them.
PATIENCE = 600.0
REPORTING = """
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL
    AND query LIKE '%municipalities_rolloutreport%' AND pid <> pg_backend_pid()
"""


@pytest.fixture
def play() -> Iterator[Play]:
    """Starts `manage.py simulate` on the real data in a process of its own; what still runs at the end is killed."""
    with processes(None) as manage:
        yield lambda: manage("simulate", "--until=2022-02-04", "--seed=1")


def test_killed_half_way_nothing_has_happened_and_the_next_run_plays(play: Play) -> None:
    before = AuditEntry.objects.count()
    process = play()
    # By now there are people, reports on milestones, and a status report, all of it in the one transaction.
    until(lambda: bool(elsewhere(REPORTING)), PATIENCE)
    process.kill()
    process.wait()
    until(lambda: not elsewhere(REPORTING), PATIENCE)

    kept = (DemonstrationMark, User, MilestoneReport, RolloutReport, StatusReport, Delivery)
    assert {model.__name__: model._default_manager.count() for model in kept} == {model.__name__: 0 for model in kept}
    assert AuditEntry.objects.count() == before

    out, errors = play().communicate(timeout=PATIENCE)

    assert (out.strip(), errors) == ("Vorführung bis 04.02.2022 (Startwert 1): gespielt.", "")
    assert RolloutReport.objects.filter(is_demonstration=True).exists()


def test_of_two_at_once_one_plays_and_the_other_says_so(play: Play) -> None:
    processes = [play(), play()]

    said = sorted(process.communicate(timeout=PATIENCE)[0].strip() for process in processes)

    assert said == [
        "Vorführung bis 04.02.2022 (Startwert 1): gespielt.",
        "Vorführung bis 04.02.2022 (Startwert 1): war schon gespielt; nichts geändert.",
    ]
    assert DemonstrationMark.objects.count() == 1
    assert User.objects.count() == 45
