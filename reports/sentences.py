"""What this room's codes and facts come to, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from ozgtracker.saying import teach
from reports.words import month_words


def _month_not_over(month: date) -> str:
    return _("Der %(month)s ist noch nicht zu Ende.") % {"month": month_words(month)}


teach(
    {
        "report.title": _("Statusbericht Nr. %(number)s, %(month)s"),
        "report.month-not-over": _month_not_over,
        "report.no-plan": _("Bis zum %(day)s war kein Plan vereinbart: Es gibt nichts zu berichten."),
        "report.who-issues": _("Statusberichte erstellt der Zeitplan oder das Ministerium."),
        "mail.who-handles": _("Verteiler und Zustellungen pflegt das Ministerium."),
        "mail.decided-meanwhile": _("Der Stand dieser Zustellung hat sich geändert oder lässt das nicht zu."),
        "recipient.no-name": _("Bitte nennen Sie einen Namen oder eine Stelle."),
        "recipient.known": _("Diese Adresse steht schon im Verteiler."),
    }
)
