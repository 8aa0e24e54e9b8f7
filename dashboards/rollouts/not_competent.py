"""The answer where an authority does not carry a service out: who does, as far as anybody has said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from dashboards.figures.rollouts import rollouts_on
from dashboards.parts.rollout_rows import RolloutRow, rollout_rows
from dashboards.permissions import Openable
from municipalities.kinds import Kind
from municipalities.models import Authority, Rollout
from municipalities.words import KINDS
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from services.models import Service


@dataclass(frozen=True, slots=True)
class NotCompetentPage:
    """Why there is nothing to report here; instead: how far those are who serve the same people."""

    authority: Authority
    service: Service
    sentence: str
    instead: tuple[RolloutRow, ...]
    agreed_on: date | None


def not_competent_page(authority: Authority, service: Service, at: AsOf, openable: Openable) -> NotCompetentPage:
    """For a pair without a rollout: a question all the same, and it has an answer (four queries)."""
    here = Authority.objects.as_of(at).filter(pk=authority.pk)
    found = rollouts_on(at).filter(service=service).offered_to(here).select_related("authority", "service__package")
    instead = tuple(rollout_rows(found, at, openable))
    exempt = Rollout.objects.filter(authority=authority, service=service, is_exempt=True)
    agreed_on = exempt.aggregate(day=Max("last_report__answers__said_on"))["day"]
    return NotCompetentPage(
        authority, service, _sentence(authority, service, instead, is_exempt=bool(agreed_on)), instead, agreed_on
    )


def _sentence(authority: Authority, service: Service, instead: Sequence[RolloutRow], *, is_exempt: bool) -> str:
    if not service.is_municipal_or_state:
        return service.assignment_reason
    if instead:
        words = _("%(authority)s ist nicht zuständig. Für die Menschen dort zuständig: %(others)s.")
        others = german.listing([row.rollout.authority.label for row in instead])
        return words % {"authority": authority.label, "others": others}
    if is_exempt:
        # Others of its kind carry it out, but nobody has said who does it here.
        return _("%(authority)s ist nicht zuständig.") % {"authority": authority.label}
    kinds = set(service.competences.values_list("kind", flat=True))
    if not kinds:
        return _("Welche Verwaltungen zuständig sind, ist noch nicht bekannt.")
    words = _("%(authority)s ist nicht zuständig. Zuständig: %(kinds)s.")
    return words % {"authority": authority.label, "kinds": " · ".join(KINDS[kind] for kind in Kind if kind in kinds)}
