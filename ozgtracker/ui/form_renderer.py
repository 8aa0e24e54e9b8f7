"""Draws the inputs and selects of every form: byte for byte what Django's templates make of them.

Django draws each option of a select by two templates: the list of 400 Landkreise took longer than the rows below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData, SafeString

type Widget = Mapping[str, Any]


class FormRenderer(TemplatesSetting):
    """By templates, as Django's own; what a page has many of is put together here."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The field, or the form, as HTML."""
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: Widget) -> SafeString:
    value = widget["value"]
    said = "" if value is None else f' value="{_plain(value)}"'
    return SafeString(
        f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{said}{_attributes(widget["attrs"])}>'
    )


def _select(widget: Widget) -> SafeString:
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return SafeString(f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>{groups}\n</select>')


def _group(name: Any, options: Iterable[Widget]) -> str:
    drawn = "".join(_option(option) for option in options)
    return f'\n  <optgroup label="{_words(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(option: Widget) -> str:
    value, attributes, words = _plain(option["value"]), _attributes(option["attrs"]), _words(option["label"])
    return f'\n  <option value="{value}"{attributes}>{words}</option>\n'


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{_plain(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _plain(value: Any) -> str:
    """As a form sends it: without separators."""
    return conditional_escape(value if isinstance(value, SafeData) else str(value))


def _words(value: Any) -> str:
    """As people read it."""
    return conditional_escape(localize(value))


DRAWN: Mapping[str, Callable[[Widget], SafeString]] = {
    "django/forms/widgets/date.html": _input,
    "django/forms/widgets/email.html": _input,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/input.html": _input,
    "django/forms/widgets/number.html": _input,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/text.html": _input,
}
