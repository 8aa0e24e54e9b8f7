"""The room's entry in Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Berichte. The room declares what it writes to the trail."""

    name = "reports"
    verbose_name = "Berichte"
    audit_kinds: ClassVar[tuple[str, ...]] = ("statusreport", "recipient", "delivery")
    audit_verbs: ClassVar[dict[str, str]] = {
        "report_issued": "Statusbericht erstellt",
        "recipient_added": "in den Verteiler aufgenommen",
        "recipient_removed": "aus dem Verteiler genommen",
        "overdue_announced": "Überfälligkeit gemeldet",
        "delivery_sent": "Nachricht gesendet",
        "delivery_failed": "Versand fehlgeschlagen",
        "delivery_unknown": "Versand ungewiss",
        "delivery_requeued": "Zustellung erneut eingereiht",
        "delivery_confirmed": "Zustellung bestätigt",
    }
