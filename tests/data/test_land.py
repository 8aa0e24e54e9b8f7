"""What makes it this Land is one folder and one setting; another folder makes it another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from municipalities.kinds import SERVED, Kind
from municipalities.words import KINDS
from ozgtracker import land as lands
from ozgtracker.environment import SettingsError
from ozgtracker.land import Called, land, read_land

ROOT = Path(__file__).parents[2]
# Where a Land may be named: what is invented, what only explains, and what a person says about this project.
ELSEWHERE = {"demonstration", "tests", "docs", "bench", "lands", ".venv", "var", "node_modules"}


def test_it_is_rheinland_pfalz() -> None:
    found = land()

    assert (found.folder.name, found.name, found.holidays) == ("rlp", "Rheinland-Pfalz", "RP")
    assert found.product == "OZG-Meilensteine Rheinland-Pfalz"
    assert str(found.plan.agreed_on) == "2021-12-21"


@pytest.mark.parametrize("key", ["xx", "", "../rlp", "rlp/../rlp", "rlp\x00"])
def test_a_land_without_a_folder_stops_the_start_and_names_those_there_are(key: str) -> None:
    with pytest.raises(SettingsError, match="bekannt: rlp"):
        read_land(key)


def test_another_folder_is_another_land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = (ROOT / "lands" / "rlp" / "land.toml").read_text("utf-8")
    (tmp_path / "sl").mkdir()
    (tmp_path / "sl" / "land.toml").write_text(
        own.replace("Rheinland-Pfalz", "Saarland")
        .replace('"RP"', '"SL"')
        .replace('"kreisfreie_stadt"', '"stadtverband"')
    )
    monkeypatch.setattr(lands, "LANDS", tmp_path)

    found = read_land("sl")

    assert (found.name, found.holidays, found.product) == ("Saarland", "SL", "OZG-Meilensteine Saarland")
    assert "Saarland" in found.law.data_protection_office
    assert found.kinds.independent_town == Called("stadtverband", "Kreisfreie Stadt")


def test_what_is_stored_of_a_kind_is_the_word_of_the_land() -> None:
    """The database, the tables and two constraints of it know these words."""
    words = ["landkreis", "kreisfreie_stadt", "verbandsgemeinde", "verbandsfreie_gemeinde"]
    names = ["Landkreis", "Kreisfreie Stadt", "Verbandsgemeinde", "Verbandsfreie Gemeinde oder Stadt"]

    assert [kind.value for kind in Kind] == words
    assert list(KINDS.values()) == names
    assert SERVED == "ortsgemeinde"


def test_no_program_and_no_template_names_a_land() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{number}"
        for pattern in ("*/**/*.py", "*/**/*.html", "*/**/*.txt")
        for path in ROOT.glob(pattern)
        if path.relative_to(ROOT).parts[0] not in ELSEWHERE
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if "Rheinland-Pfalz" in line and "``" not in line
    ]

    assert named == []
