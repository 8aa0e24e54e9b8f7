"""Filters: what the address asks for, read by django-filter; what cannot be read is said at its field and left out.

class PeopleFilter(FilterSet):
    q = Words(_("Name, Stelle oder E-Mail"), asks=UserQuerySet.search)
    role = Choice(_("Rolle"), ROLE_CHOICES)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from ozgtracker import german

type Label = Any  # str, or what gettext_lazy makes of one
type Choices = Iterable[tuple[str, Any]]
# (what was found, the value) -> what of it remains: a method of the query set, or a function of a list.
type Asks = Callable[[Any, Any], Any]
EMPTY = (None, "")


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class _Asking(django_filters.Filter):  # type: ignore[misc]  # has no types
    """`asks`: a method of the query set, or a function of a list; without it a field of the same name (field_name) must
    be equal, or a method of the filter set decides (method). `hidden`: a link sets it, no field shows it; `says`: how
    its chip words the value."""

    def __init__(
        self,
        label: Label,
        *,
        asks: Asks | None = None,
        hidden: bool = False,
        says: Callable[[Any], str] = str,
        **options: Any,
    ) -> None:
        if hidden:
            options["widget"] = forms.HiddenInput()
        super().__init__(label=label, **options)
        self.asks = asks
        self.says = says
        self.is_hidden = hidden

    def __deepcopy__(self, memo: dict[int, Any]) -> _Asking:
        # Each form has its own filters and gives them its own choices; deep copies of all choices took their time.
        found = copy(self)
        found.extra = dict(self.extra)
        # What asks a method of the filter set knows the filter it belongs to.
        found.method = self.method
        return found

    def filter(self, found: Any, value: Any) -> Any:
        if self.asks is None or value in EMPTY:
            return super().filter(found, value)
        return self.asks(found, value)


class Words(_Asking):
    """A few words somebody types."""

    field_class = forms.CharField

    def __init__(self, label: Label, **options: Any) -> None:
        super().__init__(label, **{"max_length": 100, **options})


class Choice(_Asking):
    """One of several, or all. Choices that stand in the database come late (FilterSet.late_choices)."""

    field_class = forms.ChoiceField

    def __init__(self, label: Label, choices: Choices = (), **options: Any) -> None:
        super().__init__(label, choices=with_all(choices), **options)


class Day(_Asking):
    """A day."""

    field_class = forms.DateField

    def __init__(self, label: Label, **options: Any) -> None:
        super().__init__(label, **{"widget": DayInput(), **options})


class Number(_Asking):
    """A whole number from 1."""

    field_class = forms.IntegerField

    def __init__(self, label: Label, **options: Any) -> None:
        super().__init__(label, **{"min_value": 1, "max_value": 1_000_000, **options})


class Key(_Asking):
    """The key of something, of a certain form ("[0-9]{12}"); set by links."""

    field_class = forms.RegexField

    def __init__(self, label: Label, form: str, **options: Any) -> None:
        super().__init__(label, regex=form, **{"hidden": True, **options})


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the list, and the address without it; or a way to another view of it."""

    label: str
    href: str
    current: bool = False


class FilterForm(forms.Form):
    """The fields of a filter. Nothing must be filled in."""

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix, auto_id="filter-%s")


class FilterSet(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    """Narrows a query set, or a list, to what the address of the request asks for."""

    class Meta:
        form = FilterForm

    def __init__(self, request: HttpRequest, found: Any) -> None:
        super().__init__(request.GET, _Listed(found) if isinstance(found, list) else found, request=request)
        for name, choices in self.late_choices().items():
            self.filters[name].extra["choices"] = with_all(choices)

    def late_choices(self) -> dict[str, Choices]:
        """Choices that depend on the database or on who asks: read once for each request."""
        return {}

    @property
    def found(self) -> Any:
        """What remains."""
        return self.qs

    def filter_queryset(self, queryset: Any) -> Any:
        """Of a list, too."""
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def chosen(self, name: str) -> Any:
        """The value of a filter; None where it is empty or makes no sense."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or None

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.chosen(name) for name in self.filters)

    @property
    def left_out(self) -> list[str]:
        """What the address says in hidden fields that makes no sense, as it was typed: no field shows it."""
        return [f"{name}={self.data.get(name)}" for name in self.errors if self.filters[name].is_hidden]

    @property
    def narrowed(self) -> list[Chip]:
        """What a link asks for beyond the fields one sees; each can be taken back."""
        hidden = ((name, one.says) for name, one in self.filters.items() if one.is_hidden)
        return [Chip(says(self.chosen(name)), self.without(name)) for name, says in hidden if self.chosen(name)]

    @property
    def in_words(self) -> list[str]:
        """All that narrows the list, as one reads it: "Stand: live"."""
        return [_in_words(self, name) for name in self.filters if self.chosen(name)]

    def without(self, *names: str) -> str:
        """This address without these parameters and from the first page."""
        query = self.data.copy()
        for gone in (*names, "seite", "vor"):
            query.pop(gone, None)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path


def _in_words(filters: FilterSet, name: str) -> str:
    asked, value = filters.filters[name], filters.chosen(name)
    if asked.is_hidden:
        return str(asked.says(value))
    choices = {str(code): words for code, words in getattr(filters.form.fields[name], "choices", ())}
    words = german.day(value) if isinstance(value, date) else choices.get(str(value), value)
    return f"{asked.label}: {words}"


class _Listed(list[Any]):
    """A list where django-filter expects a query set."""

    model = None

    def all(self) -> list[Any]:
        return self


def with_all(choices: Choices) -> list[tuple[str, Any]]:
    """The choices, after the one that leaves it open."""
    return [("", _("alle")), *choices]
