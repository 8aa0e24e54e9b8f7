"""What lies elsewhere on behalf of a folder goes with it, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import checkout, engine_folder


def test_what_lies_elsewhere_goes_with_its_folder(tmp_path: Path) -> None:
    folder, elsewhere, sockets = tmp_path / "engines", tmp_path / "elsewhere", tmp_path / "sockets"
    for made in (folder, elsewhere / "data", sockets):
        made.mkdir(parents=True)
    (folder / "elsewhere").symlink_to(elsewhere)
    (folder / "sockets").symlink_to(sockets)

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


def test_sockets_whose_path_would_be_too_long_lie_beside_until_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    monkeypatch.setattr(engine_folder, "BESIDE", beside)
    monkeypatch.setattr(engine_folder, "_reaches", lambda *_: True)  # no tests' folder is everybody's
    folder = tmp_path / ("x" * 100)

    with engine_folder.prepared(checkout.current(), folder) as home:
        assert home.sockets.parent == beside
        assert (home.sockets.is_dir(), home.data) == (True, folder / "data")

    assert list(beside.iterdir()) == []
    assert [path.name for path in folder.iterdir()] == ["data"]
