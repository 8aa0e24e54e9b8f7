"""A second start repeats nothing as long as the sources are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import contents


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small checkout."""
    for place in ("requirements/development.lock", "manage.py", "room/models.py", "room/data/a.csv", "tests/test_a.py"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(place)
    return tmp_path


@pytest.mark.parametrize("place", ["requirements/development.lock", "manage.py", "room/models.py", "room/data/a.csv"])
def test_a_changed_source_is_noticed(root: Path, place: str) -> None:
    before = contents.sources(root)

    (root / place).write_text("changed")

    assert contents.sources(root) != before


def test_new_lost_and_renamed_sources_are_noticed(root: Path) -> None:
    seen = {contents.sources(root)}

    (root / "room" / "new.py").write_text("")
    seen.add(contents.sources(root))
    (root / "room" / "new.py").rename(root / "room" / "other.py")
    seen.add(contents.sources(root))
    (root / "room" / "models.py").unlink()
    seen.add(contents.sources(root))

    assert len(seen) == 4


def test_what_makes_no_contents_is_not_asked(root: Path) -> None:
    before = contents.sources(root)

    (root / "tests" / "test_a.py").write_text("changed")
    (root / "room" / "__pycache__").mkdir()
    (root / "room" / "__pycache__" / "models.pyc").write_text("")
    (root / "var").mkdir()
    (root / "var" / "a.log").write_text("")
    (root / ".mypy_cache").mkdir()

    assert contents.sources(root) == before
