"""What this room's codes are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from exports.states import ExportState, Failure
from ozgtracker.saying import Labels, teach
from ozgtracker.ui.badges import Badge, badges_of

EXPORT_STATES: Mapping[ExportState, Badge] = badges_of("export", ExportState)
FAILURES = Labels(
    {
        Failure.LOST: _("unterbrochen"),
        Failure.SPACE: _("kein Platz"),
        Failure.RIGHTS: _("Rechte geändert"),
        Failure.BROKEN: _("Fehler"),
    }
)

teach({}, EXPORT_STATES, FAILURES)
