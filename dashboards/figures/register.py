"""The register of figures: each exists once; pages, lists, tables, paper, mail and API ask for it by its name.

A figure is a name, a label and the rows it counts (dashboards.figures.criteria), so its count, its denominator, the
address of its rows and their table follow without further code. All of them stand in dashboards.figures.named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from dashboards.figures.authorities import find_authorities, find_municipalities
from dashboards.figures.criteria import (
    AuthorityCriteria,
    Criteria,
    MilestoneCriteria,
    MunicipalityCriteria,
    RolloutCriteria,
    ServiceCriteria,
)
from dashboards.figures.figure import Figure, Tally
from dashboards.figures.named import FIGURES
from dashboards.figures.plan import find_milestones
from dashboards.figures.rollouts import find_rollouts
from dashboards.figures.services import find_services
from ozgtracker.ui.as_of import AsOf

_FIND: Mapping[type[Criteria], Callable[[Any, AsOf], QuerySet[Any]]] = {
    RolloutCriteria: find_rollouts,
    AuthorityCriteria: find_authorities,
    MunicipalityCriteria: find_municipalities,
    ServiceCriteria: find_services,
    MilestoneCriteria: find_milestones,
}


_FIGURES = {one.name: one for one in FIGURES}


def figure(name: str) -> Figure:
    """The figure of that name. Raises KeyError."""
    return _FIGURES[name]


def label(rows: Criteria) -> str:
    """What the figure that counts these rows is called, where it is asked about what they are about."""
    named = _FIGURES[rows.name]
    of_what = (words for name, words in named.about.items() if getattr(rows, name))
    return str(next(of_what, named.label))


def find(rows: Criteria, at: AsOf) -> QuerySet[Any]:
    """The rows themselves, in no particular order."""
    return _FIND[type(rows)](rows, at)


def count(rows: Criteria, at: AsOf, tallies: Iterable[Tally] = ()) -> int:
    """How many there are: from the first tally that can say it, else counted (one query)."""
    for tally in tallies:
        answered = tally.answer(rows)
        if answered is not None:
            return answered
    return find(rows, at).count()


def denominator(rows: Criteria) -> Criteria | None:
    """The rows of which these are a part, about the same; None where they are a part of nothing."""
    whole = _FIGURES[rows.name].of
    if not whole:
        return None
    shape = _FIGURES[whole].rows
    return replace(shape, **{name: getattr(rows, name) for name in rows.ABOUT}) if shape else None


def value(name: str, at: AsOf, **about: Any) -> int:
    """The figure of that name, about what the fields of its criteria say (package=1). Raises KeyError."""
    named = _FIGURES[name]
    rows = replace(named.rows, **about) if named.rows else None
    if named.measure:
        return named.measure(rows, at)
    return count(rows, at) if rows else 0
