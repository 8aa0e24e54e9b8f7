"""The same label on the same day is the same number everywhere: page, fragment, paper and mail; whoever looks."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from django.template.loader import render_to_string
from django.test import TestCase
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from dashboards.figures import register
from dashboards.figures.named import FIGURES
from dashboards.overview.page import Situation, situation
from municipalities.actions import Entry, report_rollouts
from municipalities.models import Authority, Rollout
from municipalities.reporting import RolloutInput
from municipalities.rollout_states import RolloutState as S
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from reports.issue import formats
from reports.issue.parts import ShownIssue
from reports.models import Delivery, StatusReport
from services.actions import deliver_component
from services.models import Component, ServiceQuerySet
from tests import factories
from tests.closed_worlds import world as worlds
from tests.closed_worlds.labelled import Figure, contradictions, read, walk
from tests.closed_worlds.world import World
from tests.conftest import TODAY

pytestmark = pytest.mark.slow
BY_NAME = {one.name for one in FIGURES}
MARCH, MAY, ISSUED = date(2022, 3, 15), date(2022, 5, 10), date(2022, 5, 31)
JUNE = date(2022, 6, 8)


def tell(officer: User) -> None:
    """What three towns and a district said in May and in June: of everything something, of much nothing."""
    for slug, ready in (("app", MARCH), ("nutzerkonto", MARCH)):
        component = Component.objects.get(slug=slug)
        deliver_component(by=None, component=component, on=ready, ready_on=ready, forecast_on=None, reason="")
    places = Authority.objects.filter(label__in=("Stadt Koblenz", "Stadt Trier", "Stadt Worms", "Landkreis Ahrweiler"))
    for number, place in enumerate(places.order_by("ars")):
        factories.mandate(officer, place)
        first = Rollout.objects.competent().filter(authority=place, service__package__number=1).order_by("pk")
        _say(officer, place, list(first[: 3 + 4 * number]), MAY)
        everything = Rollout.objects.competent().filter(authority=place).select_related("last_report").order_by("pk")
        _say(officer, place, list(everything)[: None if number == 1 else 9], JUNE)


def _say(officer: User, place: Authority, rollouts: list[Rollout], on: date) -> None:
    gated = set(Rollout.objects.filter(service__package__number=1).values_list("pk", flat=True))
    entries = []
    for number, rollout in enumerate(rollouts):
        is_live = rollout.state == S.LIVE or (number % 3 == 0 and rollout.pk in gated)
        said = (
            RolloutInput(S.LIVE, live_on=rollout.live_on or on, maturity=2 + number % 2)
            if is_live
            else RolloutInput(S.PLANNED)
        )
        entries.append(Entry(rollout, said, rollout.last_report))
    report_rollouts(by=officer, authority=place, on=on, entries=entries)


@pytest.mark.world(worlds.REAL)
class TestLabels(TestCase):
    """A TestCase, because all of them look at one world."""

    world: ClassVar[World]
    # What the ministry reads on the day of the issue: every page is asked for once.
    issued: ClassVar[list[Figure]]

    @classmethod
    def setUpTestData(cls) -> None:
        tell(factories.person(Role.AUTHORITY))
        cls.world = worlds.furnish()
        cls.issued, _nameless = walk(cls.world, Role.MINISTRY, ISSUED)

    def paper(self) -> tuple[StatusReport, ShownIssue]:
        report = StatusReport.objects.get()
        return report, formats.read(report.snapshot)

    def shown(self) -> Situation:
        return situation(AsOf(ISSUED, TODAY))

    def printed(self) -> list[Figure]:
        """The figures of the issue: as page, and as the document the PDF is made of."""
        report, paper = self.paper()
        page = reverse("report-issue", args=[report.number])
        document = render_to_string("reports/issue/document.html", {"issue": paper})
        answer = self.world.client(Role.MINISTRY).get(page)
        return read(answer.content.decode(), page)[0] + read(document, "PDF")[0]

    def test_equal_labels_are_equal_numbers_today(self) -> None:
        ministry, nameless = walk(self.world, Role.MINISTRY, TODAY)
        officer, more = walk(self.world, Role.AUTHORITY, TODAY)
        found = [*ministry, *officer]

        assert "\n".join(contradictions(found)) == ""
        assert [*nameless, *more] == []
        assert {base_of(one.name) for one in found} - {one.name for one in FIGURES} == set()
        assert len({(one.name, one.about) for one in found}) > 500

    def test_equal_labels_are_equal_numbers_in_page_and_paper_of_a_day(self) -> None:
        printed = self.printed()

        assert "\n".join(contradictions([*self.issued, *printed])) == ""
        on_pages = {(one.name, one.about) for one in self.issued}
        assert {(one.name, one.about) for one in printed} - on_pages == set()

    def test_every_number_of_a_page_is_what_the_register_says_to_its_name(self) -> None:
        at = AsOf(ISSUED, TODAY)
        once = {(one.name, one.about): one for one in self.issued}.values()
        answers = {one: asked_again(one, at) for one in once}

        assert [(one, said) for one, said in answers.items() if said and said != one.words.partition(" ")[0]] == []
        assert sum(bool(said) for said in answers.values()) > 300

    def test_paper_and_mail_say_the_sentences_and_notes_of_the_page(self) -> None:
        report, paper = self.paper()
        shown = self.shown()
        client = self.world.client(Role.MINISTRY)
        overview = client.get(f"/?stichtag={ISSUED.isoformat()}").context
        letter = squeezed(Delivery.objects.filter(kind="report").get().body)

        assert (paper.sentence_text, paper.reported) == (shown.sentence_text, overview["reported"])
        assert paper.reach == overview["shown"].reach == shown.reach
        assert [(one.label, one.value, one.of, one.note) for one in paper.figures] == [
            (one.label, one.value, one.of, one.note) for one in overview["shown"].figures
        ]
        said = [paper.sentence_text, paper.reported, paper.reach]
        tiles = [f"{one.label}: {one.value}" + (f" von {one.of}" if one.of else "") for one in paper.figures]
        assert [words for words in (*said, *tiles) if squeezed(words) not in letter] == []
        printed = text_of(bytes(report.pdf))
        rows = [f"{row.name} {row.side} {row.state} {row.when} {row.services}" for row in paper.components]
        assert [words for words in (*said, *rows) if squeezed(words) not in printed] == []

    def test_it_sees_a_label_that_is_counted_in_a_second_way(self) -> None:
        """What the issue reproduced: the report counted only services of packages, and called them the same."""
        found, _nameless = read(self.world.client(Role.MINISTRY).get("/components/").content.decode(), "/components/")

        def in_packages_only(_services: ServiceQuerySet, _day: date) -> dict[int, int]:
            return dict.fromkeys(Component.objects.values_list("pk", flat=True), 75)

        with patch.object(ServiceQuerySet, "counted_by_component", in_packages_only):
            other, _nameless = read(self.world.client(Role.MINISTRY).get("/components/").content.decode(), "anderswo")

        assert contradictions(found) == []
        assert contradictions([*found, *other])[0].startswith("services (component-")


def base_of(name: str) -> str:
    """The figure of the register that a share, a span or the most it can be is said of."""
    return re.sub(r"(/of|\.share(-high)?|-high)$", "", name)


def asked_again(one: Figure, at: AsOf) -> str:
    """What the register says to the name on the page, about the same thing; nothing for a share, and for classes of the
    map, whose inhabitants have no list of their own."""
    if one.name not in BY_NAME or "%" in one.words or (one.name == "people" and "area_class" in one.about):
        return ""
    about = dict(said.split("-", 1) for said in one.about.split())
    numbers = {field: int(value) for field, value in about.items() if field in {"package", "live", "mapped_package"}}
    return german.number(register.value(one.name, at, **{**about, **numbers}))


def squeezed(words: Any) -> str:
    """Without spaces, breaks and what only holds words together."""
    return re.sub(r"[\s\u00a0\u2060]+", "", str(words))


def text_of(pdf: bytes) -> str:
    """All that stands on paper, by poppler's pdftotext, squeezed."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.pdf")
        path.write_bytes(pdf)
        words = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    return squeezed(words.stdout)
