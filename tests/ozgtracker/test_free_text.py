"""What is typed is cleaned of everything invisible first, and only then judged."""

from __future__ import annotations

import unicodedata

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.fields import LineField, TextField
from ozgtracker.free_text import clean_line, clean_text, says_something

NOTHING = [".", "\u200b", "\u2060", "\u0001", "\u3164\u3164", "\u202e\u202c", "\u2800", "- – …", " \n\t ", "\ufe0f"]


@pytest.mark.parametrize("typed", [*NOTHING, "x", "weil", "aaaaaaaaaaaa aaaaa", "123 456 7890", "Lasttestwiederholung"])
def test_it_gives_no_reason(typed: str) -> None:
    assert not says_something(typed)


@pytest.mark.parametrize("typed", ["Der Lasttest ist nicht bestanden.", "Vertrag\u200b fehlt noch", "Personal fehlt."])
def test_a_short_sentence_does(typed: str) -> None:
    assert says_something(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Muster\u202egnp.exe", "Mustergnp.exe"),
        ("a\x00b\tc", "a b c"),
        ("  eins \r\n zwei\u2028drei\n\n\n\nvier ", "eins\nzwei\ndrei\n\nvier"),
        ("Bu\u0308ro", "Büro"),
        ("Straße 7 – „Amt“ € 5", "Straße 7 – „Amt“ € 5"),
        ("\u200b\u2060", ""),
    ],
)
def test_what_nobody_sees_is_not_stored(typed: str, stored: str) -> None:
    assert clean_text(typed) == stored


@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_nothing_unseen(typed: str) -> None:
    cleaned = clean_text(typed)

    assert clean_text(cleaned) == cleaned
    assert {char for char in cleaned if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs"}} <= {"\n"}
    assert "\n" not in clean_line(typed)
    assert clean_line(cleaned) == clean_line(typed)


class Typed(forms.Form):
    """One field of each kind."""

    line = LineField()
    text = TextField()


def test_a_field_of_invisible_characters_is_an_empty_field() -> None:
    form = Typed({"line": "\u200b\u2060", "text": "\u0001\n\u202e"})

    assert form.errors.as_data().keys() == {"line", "text"}
    assert {error.code for errors in form.errors.as_data().values() for error in errors} == {"required"}


def test_a_field_gives_what_is_stored() -> None:
    form = Typed({"line": " ein\nName\u200b ", "text": "eins\r\nzwei"})

    assert form.is_valid()
    assert form.cleaned_data == {"line": "ein Name", "text": "eins\nzwei"}
