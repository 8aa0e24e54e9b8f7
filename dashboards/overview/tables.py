"""What changed, under its heads; and what needs attention, as a table to take away."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dashboards.overview.changes import Change
from ozgtracker.ui.columns import Column, RowHead
from ozgtracker.ui.tables import Table


class AttentionTable(Table):
    """One duty a line, the most serious first; of Attention. The page shows them as a list."""

    light = Column(_("Ampel"), "look__label")
    side = Column(_("verantwortlich"), "side_label")
    title = Column(_("Was"))
    text = Column(_("Grund"))


def _distance(change: Change) -> str:
    """ "+20 Arbeitstage" in words: a cell that begins with a sign is a formula to the program that opens it."""
    if not change.note:
        return ""
    words = _now("%(days)s später") if change.note.startswith("+") else _now("%(days)s früher")
    return words % {"days": change.note[1:]}


class ChangeTable(Table):
    """One change a line; of Change."""

    flows = False
    cells = "dashboards/overview/cells.html"

    what = RowHead(_("Was"), link=lambda change: change.href)
    before = Column(_("Vorher"), csv=_("vorher"))
    now = Column(_("Jetzt"), cell="now", csv=_("jetzt"))
    distance = Column(_("Abstand"), _distance, shown=False)
    reason = Column(_("Grund"))
    side = Column(_("Seite"))
