"""The half year on the real plan, territory and catalogue: its counts, its labels, its sign-ins, its refusals."""

from __future__ import annotations

import json
import stat
from collections import Counter
from collections.abc import Iterable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import AuditEntry, DemonstrationMark, User
from accounts.roles import Role
from bench.accepted import worse
from bench.measuring import measure
from bench.table import lines
from dashboards.figures.authorities import reported
from demonstration.cast import CAST
from milestones.actions import report_milestone
from milestones.models import BecameOverdue, DeliverableRelease, Milestone, MilestoneReport
from milestones.states import State
from municipalities.models import Rollout, RolloutReport
from municipalities.months import Reporting
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from reports.models import Delivery, StatusReport
from services.models import Delivery as ComponentDelivery
from tests import factories
from tests.closed_worlds import world as worlds
from tests.closed_worlds.labelled import contradictions, walk
from tests.conftest import TODAY
from tests.demonstration.digest import digest
from tests.demonstration.played import PLAYED, UNTIL, simulate

pytestmark = pytest.mark.slow
WORD = "Demonstrationsdaten"


@pytest.mark.world(PLAYED)
class TestPlayed(TestCase):
    """What the command leaves."""

    @pytest.fixture(autouse=True)
    def _files(self, settings: Settings, tmp_path: Path) -> None:
        settings.VAR_DIR = tmp_path
        self.file = tmp_path / "demo-accounts.json"

    def test_its_counts_are_those_of_the_story(self) -> None:
        live = Rollout.objects.competent().filter(state="live", service__package__number=1)
        states = Counter(Rollout.objects.competent().values_list("state", flat=True))

        assert live.values("authority").distinct().count() == 61
        assert reported(AsOf(TODAY, TODAY)) == Reporting(complete=12, partly=159, nothing=23)
        assert Rollout.objects.competent().filter(state="live", service__package__number=2).count() == 0
        assert Rollout.objects.competent().filter(state="live", service__package__number=3).exists()
        assert states["withdrawn"] == 1
        assert set(states) == set(RolloutState)
        without_evidence = Rollout.objects.competent().now().without_evidence().count()
        assert 0.05 < without_evidence / states["live"] < 0.3
        assert Rollout.objects.competent().filter(state="live", is_own_solution=True).exists()
        assert 0.05 < states["unknown"] / states.total() < 0.2
        assert 0.03 < states["live"] / states.total() < 0.1
        assert states["later"] / states.total() < 0.05

    def test_the_plan_stands_as_told(self) -> None:
        rows: Iterable[Any] = Milestone.objects.overdue(TODAY)
        overdue = {row.code: (TODAY - row.due_on).days for row in rows}
        noticed = BecameOverdue.objects.order_by("noticed_on", "milestone__code")

        assert overdue == {"M4": 15}
        assert list(noticed.values_list("milestone__code", "noticed_on", "announced_on")) == [
            ("M2a", date(2022, 2, 1), date(2022, 2, 1)),
            ("M1", date(2022, 4, 1), date(2022, 4, 1)),
            ("M3", date(2022, 6, 1), date(2022, 6, 1)),
            ("M4", date(2022, 6, 1), date(2022, 6, 1)),
        ]
        reached = Milestone.objects.filter(state="reached").order_by("actual_on")
        assert list(reached.values_list("code", "actual_on")) == [
            ("M2a", date(2022, 3, 15)),
            ("L1", date(2022, 3, 31)),
            ("M1", date(2022, 4, 14)),
            ("M3", date(2022, 6, 7)),
        ]

    def test_every_month_has_its_report_and_everything_that_left_waits_in_the_outbox(self) -> None:
        issued = StatusReport.objects.order_by("number").values_list("number", "month", "created_on")

        assert list(issued) == [
            (1, date(2021, 12, 1), date(2022, 1, 3)),
            (2, date(2022, 1, 1), date(2022, 2, 1)),
            (3, date(2022, 2, 1), date(2022, 3, 1)),
            (4, date(2022, 3, 1), date(2022, 4, 1)),
            (5, date(2022, 4, 1), date(2022, 5, 2)),
            (6, date(2022, 5, 1), date(2022, 6, 1)),
        ]
        assert set(Delivery.objects.values_list("state", flat=True)) == {"queued"}
        assert Delivery.objects.filter(kind="report").count() == 6 * 5

    def test_every_row_says_that_it_is_a_demonstration(self) -> None:
        said = (MilestoneReport, DeliverableRelease, RolloutReport, ComponentDelivery, StatusReport, Delivery)

        assert {model.__name__: model._default_manager.filter(is_demonstration=False).count() for model in said} == {
            model.__name__: 0 for model in said
        }
        assert [model.__name__ for model in said if not model._default_manager.exists()] == []

    def test_a_second_run_says_so_and_changes_nothing(self) -> None:
        rows = {model: model._default_manager.count() for model in (AuditEntry, RolloutReport, Delivery, User)}

        assert simulate(UNTIL, "--seed=1") == (
            "Vorführung bis 15.06.2022 (Startwert 1): war schon gespielt; nichts geändert."
        )
        assert {model: model._default_manager.count() for model in rows} == rows

    def test_another_day_or_seed_is_refused(self) -> None:
        for arguments in (("--until=2022-06-14", "--seed=1"), (UNTIL, "--seed=2")):
            with self.subTest(arguments=arguments), pytest.raises(CommandError) as refusal:
                simulate(*arguments)
            assert str(refusal.value) == (
                "Hier steht schon eine andere Vorführung (bis 15.06.2022, Startwert 1). "
                "Bitte nehmen Sie eine leere Datenbank."
            )

    def test_every_sign_in_of_the_file_opens_the_door(self) -> None:
        out = StringIO()
        call_command("demo_accounts", stdout=out)

        lines = json.loads(self.file.read_text("utf-8"))

        assert stat.S_IMODE(self.file.stat().st_mode) == 0o600
        assert [line["role"] for line in lines] == [player.role.value for player in CAST]
        assert Counter(line["role"] for line in lines) == Counter(
            {role.value: 1 for role in Role} | {Role.ASSOCIATION.value: 3, Role.AUTHORITY.value: 3}
        )
        assert [sorted(line) for line in lines] == [["email", "name", "password", "role", "speaks_for"]] * len(lines)
        assert [line["email"] for line in lines if line["password"] not in out.getvalue()] == []
        for line in lines:
            client = Client()
            answer = client.post(reverse("account_login"), {"login": line["email"], "password": line["password"]})
            with self.subTest(email=line["email"]):
                assert (answer.status_code, client.get("/").status_code) == (302, 200)

    def test_a_second_run_keeps_the_passwords_also_of_a_damaged_file(self) -> None:
        call_command("demo_accounts", stdout=StringIO())
        first = self.file.read_text("utf-8")
        call_command("demo_accounts", stdout=StringIO())
        second = self.file.read_text("utf-8")
        self.file.write_text("[{", "utf-8")
        call_command("demo_accounts", stdout=StringIO())

        assert second == first
        assert len(json.loads(self.file.read_text("utf-8"))) == len(CAST)
        assert self.file.read_text("utf-8") != first

    def test_a_file_somebody_else_could_read_is_closed_again(self) -> None:
        self.file.write_text("[]", "utf-8")
        self.file.chmod(0o644)

        call_command("demo_accounts", stdout=StringIO())

        assert stat.S_IMODE(self.file.stat().st_mode) == 0o600

    def test_without_the_mark_there_are_no_sign_ins(self) -> None:
        DemonstrationMark.objects.all().delete()

        with pytest.raises(CommandError) as refusal:
            call_command("demo_accounts", stdout=StringIO())

        assert str(refusal.value) == ("Diese Datenbank ist keine Vorführung. Personen lädt das Ministerium ein.")
        assert not self.file.exists()

    def test_equal_labels_are_equal_numbers(self) -> None:
        world = worlds.furnish()
        ministry, nameless = walk(world, Role.MINISTRY, TODAY)
        officer, more = walk(world, Role.AUTHORITY, TODAY)

        assert "\n".join(contradictions([*ministry, *officer])) == ""
        assert [*nameless, *more] == []

    def test_the_benchmark_finds_and_measures_its_pages(self) -> None:
        measured = measure(rounds=1)

        printed = list(lines({"rlp": measured}, "rlp"))
        assert len(printed) == len(measured) + 4 == 25
        assert printed[4].split()[:2] == ["leere", "Seite"]
        overview = measured[1]
        before = {"rlp": {overview.page.name: {"factor": 1e9, "queries": overview.queries - 1}}}
        assert worse({"rlp": measured}, before) == [
            f"rlp, Übersicht: {overview.queries} Abfragen statt {overview.queries - 1}."
        ]

    def test_exports_say_it_in_their_name(self) -> None:
        client = Client()
        client.force_login(User.objects.get(email="ministerium@demo.example"))

        answer = client.get(reverse("audit-csv"))

        assert answer["Content-Disposition"] == (
            'attachment; filename="demonstrationsdaten-protokoll-bis-2022-06-15.csv"'
        )

    def test_mail_and_paper_say_it_too(self) -> None:
        assert [letter.subject for letter in Delivery.objects.all() if WORD not in letter.subject + letter.body] == []
        for report in StatusReport.objects.all():
            assert report.snapshot["is_demonstration"] is True


@pytest.mark.world(worlds.SMALL)
class TestBeforePlaying(TestCase):
    """Refusals, and sameness, with nothing said yet: on a few real places, of which every table is filled as on all."""

    def played(self, until: str, seed: int) -> dict[str, str]:
        """The digest of what was played, which is undone again."""
        with transaction.atomic():
            simulate(f"--until={until}", f"--seed={seed}")
            found = digest()
            transaction.set_rollback(True)
        return found

    def test_the_same_seed_leaves_the_same_data_and_another_one_does_not(self) -> None:
        first, second = self.played("2022-02-04", 1), self.played("2022-02-04", 1)

        assert first == second
        assert self.played("2022-02-04", 2) != first

    def test_real_reports_are_not_mixed_with_invented_ones(self) -> None:
        milestone = Milestone.objects.select_related("plan").get(code="M4")
        report_milestone(
            by=factories.person(Role.OPERATOR),
            milestone=milestone,
            on=date(2022, 1, 10),
            state=State.STARTED,
            forecast_on=date(2022, 5, 31),
            supersedes=None,
        )

        with pytest.raises(CommandError) as refusal:
            simulate(UNTIL)

        assert str(refusal.value) == (
            "In dieser Datenbank stehen schon Meldungen. Eine Vorführung würde sie verfälschen."
        )
        assert not DemonstrationMark.objects.exists()

    def test_days_outside_the_story_are_refused(self) -> None:
        for day in ("2021-12-20", "2022-06-16"):
            with pytest.raises(CommandError) as refusal:
                simulate(f"--until={day}")
            assert str(refusal.value) == "Die Vorführung reicht vom 21.12.2021 bis zum 15.06.2022."


@pytest.mark.django_db
def test_without_the_plan_there_is_nothing_to_play() -> None:
    with pytest.raises(CommandError) as refusal:
        simulate(UNTIL)

    assert str(refusal.value) == "Der Plan fehlt noch. Bitte führen Sie zuerst „manage.py load_plan“ aus."
