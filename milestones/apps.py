"""The room's entry in Django."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class MilestonesConfig(AppConfig):
    """Meilensteine."""

    name = "milestones"
    verbose_name = _("Meilensteine")
    navigation: ClassVar[tuple[tuple[int, Any, str], ...]] = ((20, _("Meilensteine"), "milestones"),)
    # What this room writes to the trail (accounts.audit_words shows it in German).
    counted_reports: ClassVar[tuple[str, ...]] = (
        "MilestoneReport",
        "DeliverableRelease",
        "Proposal",
        "Answer",
    )
    audit_kinds: ClassVar[tuple[str, ...]] = ("milestone", "plan")
    audit_verbs: ClassVar[dict[str, str]] = {
        "milestone.reported": gettext_noop("Meilenstein gemeldet"),
        "milestone.proposed": gettext_noop("Vorschlag gemacht"),
        "milestone.proposal_confirmed": gettext_noop("Vorschlag bestätigt"),
        "milestone.proposal_objected": gettext_noop("einem Vorschlag widersprochen"),
        "milestone.proposal_withdrawn": gettext_noop("Vorschlag zurückgezogen"),
        "milestone.became_overdue": gettext_noop("überfällig geworden"),
        "deliverable.released": gettext_noop("Liefergegenstand freigegeben"),
        "deliverable.corrected": gettext_noop("Freigabe eines Liefergegenstands berichtigt"),
        "milestone.undone": gettext_noop("Meldung zum Meilenstein rückgängig gemacht"),
        "dependency.added": gettext_noop("Abhängigkeit ergänzt"),
        "plan.loaded": gettext_noop("Plan geladen"),
    }
