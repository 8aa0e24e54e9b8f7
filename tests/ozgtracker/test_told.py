"""Sentences whose numbers are named: plain text for mail and paper, marked for pages, and never markup by accident."""

from __future__ import annotations

from django.template import Context, Template

from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, joined, tell

PAYLOAD = "<script>"


def test_a_sentence_is_its_text_and_a_page_sees_its_figures() -> None:
    said = tell(
        "%(live)s von %(total)s in %(place)s", live=Told(1204, "live", "package-1"), total=Told(8752, "all"), place="A"
    )

    assert said == "1.204 von 8.752 in A"
    assert Template("{{ said }}").render(Context({"said": said})) == (
        '<span data-figure="live" data-of="package-1">1.204</span> von '
        '<span data-figure="all" data-of="">8.752</span> in A'
    )
    # Mail is rendered without escaping, and gets the words alone.
    letter = Template("{% autoescape off %}{{ said }}{% endautoescape %}").render(Context({"said": said}))
    assert str(letter) == "1.204 von 8.752 in A"


def test_parts_are_joined_and_empty_ones_left_out() -> None:
    assert joined((Sentence("eins"), "", Told(2, "two")), " · ") == "eins · 2"


def test_what_somebody_typed_stays_text() -> None:
    for said in (tell("%(name)s", name=PAYLOAD), Sentence(PAYLOAD), joined((PAYLOAD,)), Told(PAYLOAD, PAYLOAD, '"')):
        assert PAYLOAD not in Template("{{ said }}").render(Context({"said": said}))
