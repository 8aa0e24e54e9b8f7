"""What lies elsewhere on behalf of a folder goes with it, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import checkout, engine_folder


def test_what_lies_elsewhere_goes_with_its_folder(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "engines", tmp_path / "elsewhere"
    for made in (folder, elsewhere / "data"):
        made.mkdir(parents=True)
    (folder / "elsewhere").symlink_to(elsewhere)

    engine_folder.remove(folder)

    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_on_is_not_followed(tmp_path: Path) -> None:
    folder, foreign = tmp_path / "engines", tmp_path / "foreign"
    folder.mkdir()
    foreign.mkdir()
    (tmp_path / "planted").symlink_to(foreign)
    (folder / "elsewhere").symlink_to(tmp_path / "planted")

    engine_folder.remove(folder)

    assert foreign.is_dir()
    assert not folder.exists()


def test_a_lost_target_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / "engines"
    folder.mkdir()
    (folder / "elsewhere").symlink_to(tmp_path / "gone")

    engine_folder.remove(folder)

    assert not folder.exists()


def test_where_a_socket_s_path_would_be_too_long_all_of_theirs_lies_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    monkeypatch.setattr(engine_folder, "BESIDE", beside)
    folder = tmp_path / ("x" * 100)
    for _start in range(2):
        with engine_folder.prepared(checkout.current(), folder) as home:
            assert home.sockets.is_dir()
            assert home.postgres("postgres").is_relative_to(home.programs)
        (only,) = beside.iterdir()
        assert {path.name for path in only.iterdir()} == {"data", "programs"}

    engine_folder.remove(folder)

    assert list(beside.iterdir()) == []
