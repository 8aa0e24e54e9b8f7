"""One state has one sign, one word and one colour in the whole product: all of them come from one table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from accounts.words import PERSON_STATES
from dashboards.parts.bars import DRAWN
from milestones.words import LIGHTS
from milestones.words import STATES as MILESTONE_STATES
from municipalities.words import STATES as ROLLOUT_STATES
from ozgtracker.charts.palette import LIGHTS as DRAWN_LIGHTS
from ozgtracker.charts.palette import STATES as DRAWN_STATES
from ozgtracker.ui.badges import BADGES, Badge
from reports.words import DELIVERY_STATES

ROOT = Path(__file__).parents[2]
ROOMS: dict[str, Mapping[Any, Badge]] = {
    "light": LIGHTS,
    "milestone": MILESTONE_STATES,
    "rollout": ROLLOUT_STATES,
    "delivery": DELIVERY_STATES,
    "person": PERSON_STATES,
}


@pytest.mark.parametrize("room", ROOMS)
def test_every_look_is_that_of_the_table(room: str) -> None:
    looks = {f"{room}.{state.value}": (look.slug, look.sign, look.label) for state, look in ROOMS[room].items()}

    assert looks == {code: (BADGES[code].slug, BADGES[code].sign, BADGES[code].label) for code in looks}


def test_one_word_has_one_sign_and_one_class() -> None:
    """The light that nobody reported is round, the square of a rollout is not: both hatched, both a question mark."""
    looks: dict[str, set[tuple[str, str]]] = {}
    for badge in BADGES.values():
        looks.setdefault(badge.label, set()).add((badge.slug, badge.sign))

    assert {word for word, found in looks.items() if len({sign for _slug, sign in found}) > 1} == set()
    assert {word for word, found in looks.items() if len(found) > 1} == {"keine Meldung"}


def test_one_class_draws_one_sign() -> None:
    signs: dict[str, set[str]] = {}
    for badge in BADGES.values():
        signs.setdefault(badge.slug, set()).add(badge.sign)

    assert {slug: found for slug, found in signs.items() if len(found) > 1} == {}
    css = (ROOT / "static/look/parts.css").read_text("utf-8")
    assert [slug for slug in signs if not re.search(rf"\.sign--{slug}\b", css)] == []


def test_the_state_language_is_that_of_the_drawings() -> None:
    spoken = {
        code.removeprefix("rollout."): badge.sign for code, badge in BADGES.items() if code.startswith("rollout.")
    }

    assert spoken == {
        "unknown": "?", "planned": "○", "in-progress": "◐", "ready": "◆", "live": "✓", "later": "→",
        "withdrawn": "✕", "not-competent": "–", "not-digitisable": "⊘",
    }  # fmt: skip


def test_bars_and_lights_are_drawn_by_the_same_slugs() -> None:
    slugs = [ROLLOUT_STATES[state].slug for state in DRAWN]

    assert (len(slugs), set(slugs) - {"unknown"} <= set(DRAWN_STATES)) == (len(set(slugs)), True)
    assert {look.mark for look in LIGHTS.values()} == set(DRAWN_LIGHTS)


def test_no_template_and_no_room_writes_a_sign_of_its_own() -> None:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    hard_coded = re.compile(r'class="sign sign--[a-z-]+"')
    assert [path.name for path in templates if hard_coded.search(path.read_text("utf-8"))] == []
    rooms = (
        "accounts",
        "exports",
        "services",
        "municipalities",
        "milestones",
        "dashboards",
        "reports",
        "demonstration",
    )
    code = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    assert [path.name for path in code if re.search("[◆◐◕⏸⨯○●▲⊘✓✕]", path.read_text("utf-8"))] == []
