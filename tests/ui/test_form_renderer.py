"""Fields drawn by ourselves are what Django's templates would have made of them."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.ui.filters import DayInput
from ozgtracker.ui.form_renderer import DRAWN, FormRenderer

SAID = st.one_of(st.none(), st.text(alphabet="a <>&\"'ä1.{}%", max_size=8), st.integers(-9999, 99999), st.booleans())
ATTRS = st.dictionaries(
    st.sampled_from(["class", "data-x", "required", "aria-invalid", "id", "max"]),
    st.one_of(SAID, st.just(mark_safe("&amp;"))),
)
LABELS = st.one_of(st.text(alphabet="a <&ä", max_size=8), st.integers(0, 99999))
CHOICES = st.lists(st.tuples(SAID, st.one_of(LABELS, st.lists(st.tuples(SAID, LABELS), max_size=3))), max_size=5)
INPUTS = [forms.TextInput, forms.EmailInput, forms.NumberInput, forms.HiddenInput, forms.PasswordInput, DayInput]


def alike(widget: forms.Widget, value: Any, attrs: dict[str, Any]) -> bool:
    """Whether both draw the same."""
    ours, theirs = (widget.render("na<me", value, attrs, renderer) for renderer in (FormRenderer(), TemplatesSetting()))
    return ours == theirs


@pytest.mark.parametrize("kind", INPUTS)
@given(value=SAID, attrs=ATTRS)
def test_an_input_is_that_of_django(kind: type[forms.Widget], value: Any, attrs: dict[str, Any]) -> None:
    """Whatever its value and attributes."""
    assert alike(kind(), value, attrs)


@given(choices=CHOICES, value=SAID, attrs=ATTRS)
def test_a_select_is_that_of_django(choices: list[Any], value: Any, attrs: dict[str, Any]) -> None:
    """With groups and without, whatever is chosen."""
    assert alike(forms.Select(choices=choices), value, attrs)
    assert alike(forms.SelectMultiple(choices=choices), [value], attrs)


def test_what_is_drawn_here_is_what_django_draws_by_these_templates() -> None:
    """A widget of another template is left to it."""
    assert "django/forms/widgets/textarea.html" not in DRAWN
    assert alike(forms.Textarea(), "a <b>", {"rows": 3})
    assert alike(forms.RadioSelect(choices=[("a", "b")]), "a", {"id": "x"})
