"""The room's entry in Django."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ReportsConfig(AppConfig):
    """Berichte. The room declares what it writes to the trail."""

    name = "reports"
    verbose_name = _("Berichte")
    navigation: ClassVar[tuple[tuple[int, Any, str], ...]] = (
        (80, _("Berichte"), "reports"),
        (90, _("Postausgang"), "mail"),
    )
    audit_kinds: ClassVar[tuple[str, ...]] = ("statusreport", "recipient", "delivery", "mailline")
    audit_verbs: ClassVar[dict[str, str]] = {
        "report_issued": gettext_noop("Statusbericht erstellt"),
        "recipient_added": gettext_noop("in den Verteiler aufgenommen"),
        "recipient_removed": gettext_noop("aus dem Verteiler genommen"),
        "overdue_announced": gettext_noop("Überfälligkeit gemeldet"),
        "delivery_sent": gettext_noop("Nachricht gesendet"),
        "delivery_failed": gettext_noop("Versand fehlgeschlagen"),
        "delivery_unknown": gettext_noop("Versand ungewiss"),
        "delivery_requeued": gettext_noop("Zustellung erneut eingereiht"),
        "delivery_confirmed": gettext_noop("Zustellung bestätigt"),
        "sending_stopped": gettext_noop("Versand angehalten"),
        "sending_resumed": gettext_noop("Versand geht weiter"),
        "sending_continued": gettext_noop("Versand sofort versucht"),
    }
