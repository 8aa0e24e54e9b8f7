"""Rollouts that are live although a base component they need was declared not ready afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.rollouts import rollouts_in_package, rollouts_on
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from services.models import Component


@dataclass(frozen=True, slots=True)
class Undercut:
    """A component that is gone, and how many rollouts are live without it; href opens exactly those."""

    component: Component
    count: int
    href: str

    @property
    def sentence(self) -> str:
        """ "3 Ausspielungen sind live, obwohl ePayment nicht mehr bereit gemeldet ist."."""
        words = ngettext(
            "%(n)s Ausspielung ist live, obwohl %(component)s nicht mehr bereit gemeldet ist.",
            "%(n)s Ausspielungen sind live, obwohl %(component)s nicht mehr bereit gemeldet ist.",
            self.count,
        )
        return words % {"n": german.number(self.count), "component": self.component.name}


def undercut(at: AsOf, package: int | None = None) -> tuple[Undercut, ...]:
    """Every such component, of all rollouts or of one package; nothing in the ordinary case (one query).

    A gate that closes again takes nothing offline: the page says so, and nobody's report is changed by it.
    """
    rollouts = rollouts_on(at) if package is None else rollouts_in_package(package, at)
    return tuple(
        Undercut(
            component,
            count,
            RolloutCriteria(state=RolloutState.LIVE, component=component.slug, package=package).href(at),
        )
        for component, count in rollouts.live_on_what_is_gone(at.day).items()
    )
