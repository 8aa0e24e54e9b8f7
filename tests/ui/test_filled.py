"""Values stand in HTML as Django puts them there."""

from __future__ import annotations

from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.ui.filled import escaped, filled

WORDS = st.text(alphabet="a<>&\"'ä{}% ", max_size=12)
VALUES = st.one_of(WORDS, WORDS.map(mark_safe), st.integers(), st.none(), st.just(gettext_lazy("A & B")))


@given(first=VALUES, second=VALUES)
def test_html_is_filled_as_django_does_it(first: Any, second: Any) -> None:
    ours = filled('<a href="{}">{}</a>', first, second)

    assert (ours, type(ours)) == (format_html('<a href="{}">{}</a>', first, second), SafeString)


@given(value=VALUES)
def test_words_are_escaped_as_django_does_it(value: Any) -> None:
    assert escaped(value) == conditional_escape(value)
