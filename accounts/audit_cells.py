"""Cells of the trail that are more than their value."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.audit_rows import AuditRow
from ozgtracker import german
from ozgtracker.ui.cells import Cells, below, link, muted, small
from ozgtracker.ui.filled import filled


class AuditCells(Cells):
    """Those of AuditRow."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.for_whom, self.ground = _("im Auftrag von"), _("Grund:")
        # What the list is asked for beside a thing: the way to all about that thing keeps it.
        kept = {name: values for name, values in self.request.GET.lists() if name not in {"kind", "key", "vor"}}
        self.about = f"{reverse('audit')}?{urlencode(kept, doseq=True)}{'&' if kept else ''}"

    def when(self, row: AuditRow) -> SafeString:
        """Day and time."""
        on: date = row.entry.on
        html = '<time datetime="{}">{}</time>'
        time = f"{row.entry.at.astimezone(timezone.get_current_timezone()):%H:%M}"
        return below([filled(html, on.isoformat(), f"{on:%d.%m.%Y}"), small(time)])

    def who(self, row: AuditRow) -> SafeString:
        """Whoever did it, as what, and in whose name."""
        behalf = f", {self.for_whom} {row.entry.on_behalf_of}" if row.entry.on_behalf_of else ""
        return below([row.entry.by_name, small(f"{row.entry.role_label}{behalf}")])

    def what(self, row: AuditRow) -> SafeString:
        """What happened, and why."""
        reason = [muted(f"{self.ground} {row.entry.reason}")] if row.entry.reason else []
        return below([row.entry.sentence, *reason])

    def subject(self, row: AuditRow) -> SafeString:
        """The thing it is about, which leads to all there is about it."""
        thing = urlencode({"kind": row.entry.subject_kind, "key": row.entry.subject_key})
        return link(self.about + thing, row.entry.subject_label)

    def changes(self, row: AuditRow) -> str | SafeString:
        """Field by field, long lists shortened."""
        changes = row.changes
        if not changes:
            return german.DASH
        said = ((change.label, change.sentence) for change in changes)
        rows = format_html_join("", '<div><dt>{}</dt><dd class="wrap-anywhere">{}</dd></div>', said)
        return filled('<dl class="facts facts--running small">{}</dl>', rows)
