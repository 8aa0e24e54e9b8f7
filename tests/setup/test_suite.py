"""All tests run as several processes that share engines and no more; on engines of somebody else's, as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import suite
from house.checkout import Checkout

from tests import workers


def option(checkout: Checkout, name: str) -> str:
    """What the command that runs everything says to that option."""
    words = [str(word) for word in suite.everything(checkout)]
    return words[words.index(name) + 1]


def test_there_are_as_many_workers_as_cores_but_not_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    found = {}
    for cores in (None, 1, 2, 64):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        found[cores] = option(Checkout(tmp_path), "--numprocesses")

    assert found == {None: "1", 1: "1", 2: "2", 64: "8"}


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_on_engines_somebody_brings_one_test_runs_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "somebody's")

    assert option(Checkout(tmp_path), "--numprocesses") == "0"


def test_what_looks_at_one_world_stays_together_in_the_order_of_the_suite(tmp_path: Path) -> None:
    assert option(Checkout(tmp_path), "--dist") == "loadfile"
    assert "--no-loadscope-reorder" in suite.everything(Checkout(tmp_path))


def test_each_worker_has_messages_and_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OZG_VAR_DIR", str(tmp_path))
    monkeypatch.setenv("REDIS_URL", "redis+socket:///run/valkey.sock?virtual_host=0")

    first, second = workers.place(0), workers.place(1)

    assert first == {
        "REDIS_URL": "redis+socket:///run/valkey.sock?virtual_host=0",
        "OZG_VAR_DIR": str(tmp_path / "worker-0"),
    }
    assert second["REDIS_URL"] == "redis+socket:///run/valkey.sock?virtual_host=1"
    assert [(Path(one["OZG_VAR_DIR"]) / "static").is_dir() for one in (first, second)] == [True, True]


def test_the_number_of_a_broker_stands_at_the_end_of_its_address() -> None:
    assert workers.numbered("redis://127.0.0.1:6379/0", 3) == "redis://127.0.0.1:6379/3"
    with pytest.raises(ValueError, match="nennt keine Nummer"):
        workers.numbered("redis://127.0.0.1:6379", 3)
