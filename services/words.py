"""What this room's codes are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.saying import Labels
from services.packages import Addressee, Assigned
from services.reasons import ReasonCategory

ADDRESSEES = Labels(
    {
        Addressee.CITIZENS: _("Bürgerinnen und Bürger"),
        Addressee.BUSINESSES: _("Unternehmen"),
        Addressee.BOTH: _("beide"),
    }
)
ASSIGNED = Labels(
    {
        Assigned.PACKAGE: _("zugeordnet"),
        Assigned.WAITS_FOR_LZA: _("wartet auf Langzeitarchivierung"),
        Assigned.UNKNOWN: _("Bedarf nicht bekannt"),
        Assigned.OUT_OF_PLAN: _("Vollzug nur durch den Bund"),
    }
)
REASON_CATEGORIES = Labels(
    {
        ReasonCategory.CONTRACT: _("Vertrag oder Vergabe"),
        ReasonCategory.STAFF: _("Personal"),
        ReasonCategory.TECHNOLOGY: _("Technik oder Schnittstelle"),
        ReasonCategory.DEPENDENCY: _("Abhängigkeit von anderen"),
        ReasonCategory.LAW: _("Recht"),
        ReasonCategory.DECISION: _("Abstimmung oder Entscheidung"),
        ReasonCategory.KNOWLEDGE: _("neue Erkenntnis, genauere Planung"),
        ReasonCategory.ESTIMATE: _("Korrektur der Schätzung"),
    }
)


def category_words(category: str) -> str:
    """The words of a stored category, "" for none."""
    return REASON_CATEGORIES[ReasonCategory(category)] if category else ""


def with_category(reason: str, category: str) -> str:
    """ "Personal: Es fehlt an Betreuung."."""
    return f"{category_words(category)}: {reason}" if category and reason else reason
