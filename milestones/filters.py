"""What the list of milestones can be asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.words import SIDES
from milestones.listing import OVERDUE, counted, of_light, of_phase, of_side
from milestones.words import LIGHTS
from ozgtracker.ui.badges import badge_choices
from ozgtracker.ui.filters import Choice, Choices, FilterSet


class MilestoneFilter(FilterSet):
    """Which milestones of the plan the list shows."""

    verantwortlich = Choice(_("Verantwortlich"), SIDES.choices(), asks=of_side)
    ampel = Choice(
        _("Ampel"),
        [(OVERDUE, _("überfällig")), *badge_choices(LIGHTS)],
        asks=of_light,
    )
    phase = Choice(_("Phase"), asks=of_phase)
    zaehlt = Choice(_("Zählt als Meilenstein"), [("ja", _("ja")), ("nein", _("nein"))], asks=counted)

    def late_choices(self) -> dict[str, Choices]:
        """The phases of the plan."""
        phases = dict.fromkeys(one.milestone.phase for one in self.queryset if one.milestone.phase)
        return {"phase": [(str(phase.number), phase.name) for phase in phases]}
