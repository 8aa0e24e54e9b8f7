"""What ships is what the letter and the sources say: counts, keys, dates, and a source in every curated row."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from ozgtracker.data_sources import data_sources
from ozgtracker.tables import Sourced, read_cells, read_table
from services.packages import Assigned, ServiceFacts, assign

ROOT = Path(__file__).parents[2]
SERVICES = ROOT / "lands" / "rlp" / "services"
MUNICIPALITIES = ROOT / "lands" / "rlp" / "municipalities"
MILESTONES = ROOT / "lands" / "rlp" / "milestones"

ROOMS = (SERVICES, MUNICIPALITIES, MILESTONES)
CURATED = {
    "lands/rlp/milestones/deliverables.csv": ("slug",),
    "lands/rlp/milestones/dependencies.csv": ("predecessor", "successor"),
    "lands/rlp/milestones/milestones.csv": ("slug",),
    "lands/rlp/milestones/phases.csv": ("number",),
    "lands/rlp/municipalities/associations.csv": ("slug",),
    "lands/rlp/municipalities/competences.csv": ("ozg_id", "kind"),
    "lands/rlp/municipalities/large_towns.csv": ("ars",),
    "lands/rlp/municipalities/memberships.csv": ("association", "ars"),
    "lands/rlp/services/bundle_services.csv": ("bundle", "ozg_id"),
    "lands/rlp/services/bundles.csv": ("slug",),
    "lands/rlp/services/components.csv": ("slug",),
    "lands/rlp/services/packages.csv": ("number",),
    "lands/rlp/services/service_facts.csv": ("ozg_id",),
    "lands/rlp/services/service_needs.csv": ("ozg_id", "component"),
}
KINDS = {"landkreis": 24, "kreisfreie_stadt": 12, "verbandsgemeinde": 129, "verbandsfreie_gemeinde": 29}


type Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    return [cells for _, cells in read_cells(path)]


def several(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def administrations() -> list[Row]:
    return [unit for unit in rows(MUNICIPALITIES / "verwaltungseinheiten.csv") if unit["eigene_verwaltung"] == "1"]


def column(path: Path, name: str) -> set[str]:
    return {row[name] for row in rows(path)}


@pytest.mark.parametrize(
    "table", [path for room in ROOMS for path in sorted(room.glob("*.csv"))], ids=lambda path: path.stem
)
def test_every_cell_is_clean(table: Path) -> None:
    cells = [cell for row in rows(table) for cell in row.values()]

    assert [cell for cell in cells if cell != cell.strip() or not cell.isprintable()] == []
    assert cells


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.parent.name)
def test_the_readme_beside_the_tables_names_and_counts_them_all(room: Path) -> None:
    said: dict[str, int] = {}
    for line in (room / "README.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 2 and cells[1].startswith("`") and cells[2][:1].isdigit():
            names = [name.strip("` ") for name in cells[1].split(",")]
            counts = cells[2].split(", ") if len(names) > 1 else [cells[2].replace(",", "")]
            said |= {name: int(count) for name, count in zip(names, counts, strict=True)}

    assert said == {path.name: len(rows(path)) for path in room.glob("*.csv")}


@pytest.mark.parametrize(("table", "key"), CURATED.items())
def test_every_curated_row_names_its_source_and_owns_up_to_assumptions(table: str, key: tuple[str, ...]) -> None:
    class Curated(Sourced):
        KEY = key
        note: str = ""

    sources = read_table(ROOT / table, Curated)

    assert [row for row in sources if ("Annahme" in row.source + row.note) != row.is_assumption] == []


def test_territory_has_194_administrations_and_2300_municipalities() -> None:
    units = rows(MUNICIPALITIES / "verwaltungseinheiten.csv")

    kinds = Counter(unit["typ"] for unit in units)

    assert kinds == {"land": 1, "ortsgemeinde": 2259, **KINDS}
    assert len(administrations()) == sum(KINDS.values()) == 194
    assert sum(kinds[kind] for kind in ("kreisfreie_stadt", "verbandsfreie_gemeinde", "ortsgemeinde")) == 2300
    assert {unit["parent_ars"] for unit in units} - {unit["ars"] for unit in units} == {""}


def test_the_population_adds_up_on_every_level() -> None:
    people: Counter[str] = Counter()
    for unit in rows(MUNICIPALITIES / "verwaltungseinheiten.csv"):
        people[unit["typ"]] += int(unit["bevoelkerung"])

    towns = people["kreisfreie_stadt"]
    assert people["land"] == 4_129_569
    assert people["landkreis"] + towns == 4_129_569
    assert people["verbandsgemeinde"] + people["verbandsfreie_gemeinde"] + towns == 4_129_569
    assert people["ortsgemeinde"] == people["verbandsgemeinde"]


def test_the_catalogue_is_whole() -> None:
    catalogue = rows(SERVICES / "ozg_leistungen.csv")
    services = [row["ozg_id"] for row in catalogue]
    entries = [row["leika_schluessel"] for row in rows(SERVICES / "leika_leistungen.csv")]
    topics = {(row["themenfeld_code"], row["themenfeld"]) for row in catalogue}

    assert (len(services), len(set(services))) == (557, 557)
    assert (len(entries), len(set(entries))) == (4813, 4813)
    assert column(SERVICES / "leika_leistungen.csv", "ozg_id") - set(services) == {""}
    assert column(SERVICES / "ozg_einzelleistungen_ohne_leika.csv", "ozg_id") - set(services) == {""}
    assert topics == {(row["code"], row["themenfeld"]) for row in rows(SERVICES / "ozg_themenfelder.csv")}
    assert {row["lage"] for row in catalogue} == column(SERVICES / "ozg_lagen.csv", "lage")


def test_every_curated_service_exists_and_is_carried_out_by_land_or_municipalities() -> None:
    municipal = {row["ozg_id"] for row in rows(SERVICES / "ozg_leistungen.csv") if row["vollzug_land_kommune"] == "1"}
    curated = column(SERVICES / "service_facts.csv", "ozg_id")

    assert len(municipal) == 461
    assert curated <= municipal
    assert column(SERVICES / "service_needs.csv", "ozg_id") <= curated
    assert column(SERVICES / "bundle_services.csv", "ozg_id") <= curated
    assert column(MUNICIPALITIES / "competences.csv", "ozg_id") == curated


def test_the_services_everybody_knows_are_curated() -> None:
    everyday = {"10124", "10160", "10439", "10173", "10092", "10026", "10557", "10145", "10119"}
    business = {"10294", "10564", "10348", "10519"}

    assert (everyday | business) - column(SERVICES / "service_facts.csv", "ozg_id") == set()


def test_needs_name_known_components_and_are_all_assumptions() -> None:
    needs = rows(SERVICES / "service_needs.csv")

    assert {need["component"] for need in needs} <= column(SERVICES / "components.csv", "slug") - {"app"}
    assert {need["assumption"] for need in needs} == {"1"}


def test_components_have_one_platform_and_leave_out_only_lza() -> None:
    components = rows(SERVICES / "components.csv")

    assert [c["slug"] for c in components if c["is_platform"] == "1"] == ["app"]
    assert [c["slug"] for c in components if c["in_scope"] == "0"] == ["lza"]


def test_facts_use_the_agreed_words_and_give_a_reason_for_every_priority() -> None:
    facts = rows(SERVICES / "service_facts.csv")

    assert {fact["addressee"] for fact in facts} == {"citizens", "businesses", "both"}
    assert {fact["priority"] for fact in facts} == {"1", "2", ""}
    assert [fact["ozg_id"] for fact in facts if bool(fact["priority"]) != bool(fact["priority_reason"])] == []
    assert [fact["ozg_id"] for fact in facts if fact["efa_land"] and fact["assumption"] != "1"] == []
    assert [fact["ozg_id"] for fact in facts if not fact["user_benefit"]] == []


def test_each_service_has_36_44_170_or_194_competent_administrations() -> None:
    large_towns = len(rows(MUNICIPALITIES / "large_towns.csv"))
    competent: Counter[str] = Counter()
    for row in rows(MUNICIPALITIES / "competences.csv"):
        competent[row["ozg_id"]] += KINDS[row["kind"]] + large_towns * int(row["large_towns"])

    assert (large_towns, set(competent.values())) == (8, {36, 44, 170, 194})
    assert [competent[ozg_id] for ozg_id in ("10439", "10092", "10124", "10116")] == [36, 44, 170, 194]


def test_the_large_towns_within_districts_are_members_of_the_staedtetag() -> None:
    towns = {row["ars"] for row in rows(MUNICIPALITIES / "memberships.csv") if row["association"] == "staedtetag"}
    assert column(MUNICIPALITIES / "large_towns.csv", "ars") == {ars for ars in towns if not ars.endswith("0000000")}


def test_every_administration_belongs_to_an_association_of_its_kind() -> None:
    kind = {unit["ars"]: unit["typ"] for unit in administrations()}
    memberships = rows(MUNICIPALITIES / "memberships.csv")

    assert {row["ars"] for row in memberships} == set(kind)
    assert Counter((row["association"], kind[row["ars"]]) for row in memberships) == {
        ("landkreistag", "landkreis"): 24,
        ("staedtetag", "kreisfreie_stadt"): 12,
        ("staedtetag", "verbandsfreie_gemeinde"): 8,
        ("gstb", "verbandsgemeinde"): 129,
        ("gstb", "verbandsfreie_gemeinde"): 21,
    }
    assert {row["association"] for row in memberships} == column(MUNICIPALITIES / "associations.csv", "slug")


def test_bundles_are_the_two_of_the_letter_in_a_gapless_order() -> None:
    places: dict[str, list[int]] = {}
    for row in rows(SERVICES / "bundle_services.csv"):
        places.setdefault(row["bundle"], []).append(int(row["position"]))

    assert places == {"neu-zugezogen": [1, 2, 3, 4, 5, 6], "gewerbe-anmelden": [1, 2, 3, 4]}
    assert set(places) == column(SERVICES / "bundles.csv", "slug")


def test_the_milestones_are_those_of_the_letter() -> None:
    columns = ("code", "phase", "date", "precision", "kind", "commitment")

    assert [tuple(row[column] for column in columns) for row in rows(MILESTONES / "milestones.csv")] == [
        ("M1", "1", "2022-03-31", "day", "deliverable", "agreed"),
        ("M2a", "2", "2022-01-31", "day", "declaration", "planned"),
        ("M2", "2", "2022-09-30", "day", "aggregate", "agreed"),
        ("M3", "3", "2022-05-31", "month_end_from", "start", "intent"),
        ("P2", "3", "2022-09-30", "from_day", "start", "intent"),
        ("P3", "3", "", "continuous", "stream", "agreed"),
        ("M4", "4", "2022-05-31", "day", "deliverable", "agreed"),
        ("L1", "3", "2022-03-31", "quarter", "review", "agreed"),
        ("LZA", "2", "", "none", "open", "intent"),
        ("M5", "", "2022-12-31", "day", "statutory", "agreed"),
    ]


def test_the_plan_names_only_what_exists() -> None:
    milestones = rows(MILESTONES / "milestones.csv")
    slugs = {row["slug"] for row in milestones}
    sides = {"land", "kommunen", "ldi", "joint", "external"}
    delivered = [slug for row in milestones for slug in several(row["delivers"])]

    assert {row["phase"] for row in milestones} - {""} == column(MILESTONES / "phases.csv", "number")
    assert {row["responsible"] for row in milestones} == sides
    assert {side for row in milestones for side in several(row["contributors"])} <= sides
    assert sorted(delivered) == sorted(column(SERVICES / "components.csv", "slug"))
    assert sorted(row["opens_package"] for row in milestones if row["opens_package"]) == ["1", "2", "3"]
    assert [row["code"] for row in milestones if row["central"] == "1"] == ["M2"]
    assert [int(row["order"]) for row in milestones] == list(range(1, 11))
    assert column(MILESTONES / "deliverables.csv", "milestone") <= slugs
    assert [row["code"] for row in milestones if row["kind"] == "declaration" and not row["declaring_body"]] == []
    assert [row["code"] for row in milestones if bool(row["note"]) != (row["assumption"] == "1")] == []


def test_dependencies_lead_from_the_earlier_to_the_later() -> None:
    due = {row["slug"]: row["date"] for row in rows(MILESTONES / "milestones.csv")}
    edges = [
        (row["predecessor"], row["successor"], row["kind"], row["assumption"])
        for row in rows(MILESTONES / "dependencies.csv")
    ]

    assert set(edges) == {
        ("app-betriebsbereit", "start-paket-1", "hard", "0"),
        ("app-betriebsbereit", "infrastruktur-komplett", "hard", "0"),
        ("infrastruktur-komplett", "start-paket-2", "hard", "0"),
        ("betrieb-vorbereitet", "start-paket-1", "soft", "1"),
        ("pilot-erfahrungen", "start-paket-1", "soft", "1"),
    }
    assert [edge for edge in edges if not due[edge[0]] <= due[edge[1]]] == []


def test_the_rule_finds_services_for_every_package_and_one_that_waits() -> None:
    needs: dict[str, set[str]] = {}
    for row in rows(SERVICES / "service_needs.csv"):
        needs.setdefault(row["ozg_id"], set()).add(row["component"])

    found = {
        row["ozg_id"]: assign(
            ServiceFacts(
                is_municipal_or_state=True,
                needs_known=row["needs_known"] == "1",
                efa_land=row["efa_land"],
                needs=frozenset(needs.get(row["ozg_id"], ())),
                out_of_scope=frozenset({"lza"}),
            )
        )
        for row in rows(SERVICES / "service_facts.csv")
    }

    assert {assignment.package for assignment in found.values()} == {1, 2, 3, None}
    assert (found["10124"].package, found["10439"].package, found["10092"].package) == (1, 2, 3)
    assert found["10517"].assigned is Assigned.WAITS_FOR_LZA


@pytest.mark.parametrize("room", ROOMS[:2], ids=lambda room: room.parent.name)
def test_the_attribution_the_licence_asks_for_stands_in_the_application(room: Path) -> None:
    def flat(words: str) -> str:
        return " ".join(unescape(words).split())

    page = flat(" ".join(one.shown for one in data_sources()))
    asked = re.findall(r"Show: `([^`]+)`", (room / "README.md").read_text())

    assert [words for words in asked if flat(words) not in page] == []
    assert len(asked) == 1
