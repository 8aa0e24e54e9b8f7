"""One municipality, or a body that is no more: who acts for it, what it came from, what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.permissions import Openable
from municipalities.models import FormerAuthority, FormerMunicipality, Municipality, Succession
from ozgtracker import german
from ozgtracker.former import as_held
from ozgtracker.ui.as_of import AsOf


@dataclass(frozen=True, slots=True)
class Link:
    """What happened, and the other body."""

    succession: Succession
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """municipality is None for a body the tables know by its former name only."""

    ars: str
    name: str
    municipality: Municipality | None
    exists: bool
    became: tuple[Link, ...]
    came_from: tuple[Link, ...]
    authority_href: str

    @property
    def sentence(self) -> str:
        """What a reader wants to know first."""
        if self.became:
            successors = german.listing([link.name for link in self.became])
            return _("aufgelöst, Nachfolgerin ist %(name)s") % {"name": successors}
        if self.municipality is None or not self.exists:
            return _("eine frühere Gemeinde")
        return _("es handelt %(authority)s") % {"authority": self.municipality.authority.label}


def municipality_page(ars: str, at: AsOf, openable: Openable) -> MunicipalityPage | None:
    """The page of that key; None where the tables know no such body (four queries at most)."""
    one = Municipality.objects.select_related("authority__district", "district").filter(ars=ars).first()
    if one is not None:
        as_held(FormerMunicipality, at)(one)
        as_held(FormerAuthority, at)(one.authority)
    named = Succession.objects.out_of(ars).first()
    if one is None and named is None:
        return None
    became, came_from = successions(ars, at)
    return MunicipalityPage(
        ars=ars,
        name=one.name if one else named.predecessor_name if named else "",
        municipality=one,
        exists=one is not None and Municipality.objects.valid_on(at.day).filter(pk=one.pk).exists(),
        became=became,
        came_from=came_from,
        authority_href=at.href("authority", one.authority.ars) if one and openable.includes(one.authority_id) else "",
    )


def successions(ars: str, at: AsOf) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The other bodies that followed this one by the day; and what it came from by then: other bodies, with their
    pages, and its own names (one query)."""
    found = list(Succession.objects.about(ars).known_on(at.day))
    became = [
        Link(one, one.successor_name, at.href("authority", one.successor_ars))
        for one in found
        if one.predecessor_ars == ars and one.is_another_body
    ]
    came_from = [
        Link(
            one,
            one.predecessor_name if one.is_another_body else str(one),
            at.href("authority", one.predecessor_ars) if one.is_another_body else "",
        )
        for one in found
        if one.successor_ars == ars
    ]
    return tuple(became), tuple(came_from)
