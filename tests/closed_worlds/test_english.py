"""The English catalogue is complete for the overview and the officer's report, with the fragments they load."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.test import TestCase, override_settings
from django.urls import reverse

from accounts.roles import Role
from tests import factories
from tests.closed_worlds import world as worlds
from tests.closed_worlds.marked import Data, marked, plain_texts
from tests.closed_worlds.test_labels import tell
from tests.closed_worlds.world import World

ROOT = Path(settings.BASE_DIR)
# The same in both languages, or in the words a licence asks for.
SAME = {"OZG-Meilensteine", "LDI", "live", "Name", "offline", "(Daten verändert)", "CSV", *month_abbr, *month_name}


@cache
def catalogue(path: Path) -> dict[str, str]:
    """Messages and their translations; of those with several forms the first."""
    with path.open("rb") as file:
        stored = vars(GNUTranslations(file))["_catalog"]
    return {key[0] if isinstance(key, tuple) else key: words for key, words in stored.items()}


@cache
def of_libraries() -> frozenset[str]:
    """What Django and allauth say themselves: English by birth."""
    found: set[str] = set()
    for name in ("django", "allauth"):
        spec = find_spec(name)
        assert spec is not None
        [folder] = spec.submodule_search_locations or []
        for path in Path(folder).rglob("locale/de/LC_MESSAGES/django.mo"):
            found |= catalogue(path).keys()
    return frozenset(found)


@pytest.mark.world(worlds.SMALL)
class TestEnglish(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]

    @classmethod
    def setUpTestData(cls) -> None:
        tell(factories.person(Role.AUTHORITY))
        cls.world = worlds.furnish()

    def test_every_sentence_of_the_two_pages_is_translated(self) -> None:
        with marked() as language:
            shown = list(self.pages())

        english = catalogue(ROOT / "locale/en/LC_MESSAGES/django.mo")
        assert language.asked - english.keys() - of_libraries() == set()
        assert (len(shown), len(language.asked) > 200) == (14, True)

    def test_in_english_nothing_of_the_german_page_is_left_but_data(self) -> None:
        data = Data.read()
        data.whole |= SAME
        german = {piece for page in self.pages() for piece in plain_texts(page)}
        with override_settings(LANGUAGE_CODE="en", LANGUAGES=[("en", "English")]):
            english = list(self.pages())

        left = german & {piece for page in english for piece in plain_texts(page)}
        assert {piece for piece in left if not data.has(piece)} == set()
        assert all('<html lang="en">' in page for page in english if "<html" in page)
        assert re.search("Overview</a>", english[0])

    def pages(self) -> Iterator[str]:
        """Both pages with the fragments they load, for whoever may see them, on several days."""
        days = ("", "?stichtag=2022-05-31", "?stichtag=2021-12-01", "?stichtag=x")
        for role, asked in (*((Role.MINISTRY, day) for day in days), (Role.AUTHORITY, ""), (Role.STEERING, "")):
            yield self.world.client(role).get(reverse("overview") + asked).content.decode()
        officer, report = self.world.client(Role.AUTHORITY), reverse("report")
        for asked in ("", "?zeigen=offen", "?stichtag=2022-05-31"):
            yield officer.get(report + asked).content.decode()
        part = {"HX-Request": "true"}
        yield officer.get(report, headers=part | {"HX-Target": "rows"}).content.decode()
        one = reverse("rollout-report", kwargs=self.world.things["rollout:own"])
        yield officer.get(one).content.decode()
        yield officer.get(one, headers=part).content.decode()
        for typed in ({}, {"state": "live"}):
            yield officer.post(one, typed, headers=part).content.decode()
