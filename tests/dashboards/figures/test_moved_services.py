"""A service that moves to another package moves no page of a day before it did: what changes a figure has a day."""

from __future__ import annotations

import shutil
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry, User
from dashboards.figures.areas import places_in_package, places_of
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria, ServiceCriteria
from dashboards.figures.packages import assignment_counts, package_figures
from dashboards.figures.rollouts import find_rollouts, rollouts_in_package
from dashboards.figures.services import find_services
from dashboards.figures.tallies import state_tally
from municipalities.actions import tally_differences
from municipalities.tally_queries import groups_on
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf
from services.actions import load_catalogue
from services.catalogue.reading import DATA
from services.models import FormerAssignment, Service
from tests.closed_worlds import world as worlds
from tests.conftest import TODAY, ClientOf
from tests.refusals import refusing

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.world(worlds.REAL)]
# A service of package 1.
MOVED = "10124"
# Another, which is in no bundle: it counts like thirteen others.
ONE_OF_MANY = "10244"
PAST, YESTERDAY, NOW = (AsOf(day, TODAY) for day in (date(2022, 5, 31), date(2022, 6, 14), TODAY))


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The tables as they ship, but that service needs ePayment: so the rule moves it to package 2."""
    found = Path(shutil.copytree(DATA, tmp_path / "tables"))
    with (found / "service_needs.csv").open("a", encoding="utf-8") as file:
        file.write(f"{MOVED},epayment,Annahme: Test,1\n")
    return found


def told(at: AsOf) -> dict[str, Any]:
    """Everything that is counted or listed by package on a day."""
    numbers = (1, 2, 3)
    return {
        "rollouts": {number: count.total for number, count in state_tally(at).counts.items()},
        "services": assignment_counts(at),
        "cards": [(one.package.number, one.services, one.authorities, one.count.total) for one in package_figures(at)],
        "listed": [find_rollouts(RolloutCriteria(package=number), at).count() for number in numbers],
        "in need": [find_services(ServiceCriteria(component=slug), at).count() for slug in ("epayment", "app")],
        "rollouts in need": find_rollouts(RolloutCriteria(component="epayment"), at).count(),
        "needed": [[(need.component.slug, need.services) for need in one.needs] for one in package_figures(at)],
        "waiting": Service.objects.waiting_on(at.day).count(),
        "unassigned": find_rollouts(RolloutCriteria(assignment="unknown"), at).count(),
        "catalogue": [
            sorted(find_services(ServiceCriteria(assignment=str(number)), at).values_list("ozg_id", flat=True))
            for number in numbers
        ],
    }


def test_every_figure_of_a_day_before_stays_and_every_later_one_follows(tables: Path) -> None:
    before = {at: told(at) for at in (PAST, YESTERDAY, NOW)}
    rollouts = find_rollouts(RolloutCriteria(service=MOVED), NOW).count()
    assert rollouts > 100

    result = load_catalogue(on=TODAY, directory=tables)

    name = Service.objects.get(ozg_id=MOVED)
    assert result.moves == (
        f"{MOVED} {name}: Paket 1 → Paket 2, ab 15.06.2022",
        f"{name} braucht ePayment, ab 15.06.2022",
    )
    assert (told(PAST), told(YESTERDAY)) == (before[PAST], before[YESTERDAY])
    after = told(NOW)
    moved = [after["listed"][n] - before[NOW]["listed"][n] for n in range(3)]
    assert moved == [-rollouts, rollouts, 0]
    assert (MOVED in after["catalogue"][0], MOVED in after["catalogue"][1]) == (False, True)
    said = AuditEntry.objects.latest("pk").after
    assert said is not None
    assert said["andere Zuordnung"] == list(result.moves)


def test_a_service_that_counted_like_others_leaves_them(tmp_path: Path) -> None:
    before, rollouts = told(PAST), find_rollouts(RolloutCriteria(service=ONE_OF_MANY), NOW).count()
    tables = Path(shutil.copytree(DATA, tmp_path / "tables"))
    with (tables / "service_needs.csv").open("a", encoding="utf-8") as file:
        file.write(f"{ONE_OF_MANY},epayment,Annahme: Test,1\n")

    load_catalogue(on=TODAY, directory=tables)

    assert (told(PAST), rollouts) == (before, 170)
    places = places_in_package(1, NOW, groups_on(NOW))
    assert places == places_of(rollouts_in_package(1, NOW), NOW)
    assert tally_differences() == {"ServiceTally": 0, "PlaceTally": 0, "MonthTally": 0}


def test_the_day_from_which_it_holds_can_be_named(tables: Path) -> None:
    before = {at: told(at) for at in (PAST, YESTERDAY)}

    load_catalogue(on=TODAY, valid_from=date(2022, 6, 10), directory=tables)

    assert told(PAST) == before[PAST]
    assert told(YESTERDAY)["rollouts"] == told(NOW)["rollouts"] != before[YESTERDAY]["rollouts"]


def test_pages_lists_and_tables_of_the_day_say_the_package_of_the_day(
    tables: Path, client_of: ClientOf, steering: User
) -> None:
    client, past = client_of(steering), "stichtag=2022-05-31"
    addresses = (
        f"/services/{MOVED}/?{past}",
        f"/rollouts/?leistung={MOVED}&{past}",
        f"/rollouts/csv/?leistung={MOVED}&{past}",
        f"/services/csv/?name={MOVED}&{past}",
        f"/services/?sortierung=paket&zuordnung=1&{past}",
        AuthorityCriteria(live=1).href(PAST),
    )

    def pages() -> list[str]:
        answers: list[Any] = [client.get(address) for address in addresses]
        return [answer.getvalue().decode().partition("<h1")[2] for answer in answers]

    before = pages()
    load_catalogue(on=TODAY, directory=tables)

    for address, was, now in zip(addresses, before, pages(), strict=True):
        assert (address, now) == (address, was)
    assert "Paket 2" in client.get(f"/services/{MOVED}/").content.decode()


def test_there_and_back_on_one_day_is_no_move(tables: Path) -> None:
    before = told(PAST)

    load_catalogue(on=TODAY, directory=tables)
    load_catalogue(on=TODAY)

    assert (FormerAssignment.objects.count(), told(PAST), told(NOW)) == (0, before, told(NOW))


def test_twice_moved_each_day_knows_its_own(tables: Path) -> None:
    before = told(PAST)
    load_catalogue(on=date(2022, 6, 1), directory=tables)
    between = AsOf(date(2022, 6, 5), TODAY)
    moved = told(between)

    load_catalogue(on=TODAY)

    assert (told(PAST), told(between)) == (before, moved)
    assert told(NOW)["rollouts"] == before["rollouts"] != moved["rollouts"]


@pytest.mark.parametrize(
    ("valid_from", "why"),
    [
        (date(2022, 6, 16), found("load.to-come")),
        (date(2022, 5, 1), found("catalogue.moved-later", day=date(2022, 6, 1))),
    ],
)
def test_a_day_to_come_and_one_before_the_last_move_are_refused(tables: Path, valid_from: date, why: Finding) -> None:
    load_catalogue(on=date(2022, 6, 1), directory=tables)
    before = told(PAST)

    with refusing(InvalidInput, why, field="valid_from"):
        load_catalogue(on=TODAY, valid_from=valid_from)

    assert told(PAST) == before


def test_the_command_says_what_moves_and_can_only_look(tables: Path) -> None:
    def run(*arguments: str) -> list[str]:
        out = StringIO()
        call_command("load_catalogue", f"--directory={tables}", *arguments, stdout=out)
        return out.getvalue().splitlines()

    looked = run("--preview", "--valid-from=2022-06-10")

    assert looked[-3].endswith("Paket 1 → Paket 2, ab 10.06.2022")
    assert looked[-2].endswith("braucht ePayment, ab 10.06.2022")
    assert (looked[-1], FormerAssignment.objects.count()) == ("Nur angesehen: Es wurde nichts gespeichert.", 0)
    assert run("--valid-from=2022-06-10")[-1] == looked[-2]
    with pytest.raises(CommandError) as stopped:
        run("--valid-from=2022-06-20")
    assert str(stopped.value) == say(found("load.to-come"))
