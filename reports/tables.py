"""The columns of this room's lists: issues, the distribution list, the outbox."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.ui.columns import Column, Day, Moment, RowHead, State
from ozgtracker.ui.tables import Table


class IssueTable(Table):
    """The archive, the newest issue first."""

    nothing = _("Noch kein Statusbericht.")
    nothing_why = _("Der erste erscheint am ersten Arbeitstag nach dem ersten vollen Monat.")
    flows = False
    cells = "reports/archive.html"

    number = RowHead(_("Nr."), "report__number", cell="number")
    month = Column(_("Monat"), cell="month")
    day = Day(_("Stichtag"), "report__day")
    created_on = Day(_("erstellt am"), "report__created_on")
    tallies = Column(_("Zustellungen"), cell="tallies", csv=False)
    sha256 = Column(
        _("Prüfsumme"), "report__sha256", csv=_("Prüfsumme (SHA-256)"), css="wrap-anywhere small", cell="sha256"
    )
    file = Column(_("Datei"), "report__file_name", cell="file")


class RecipientTable(Table):
    """Everybody who gets the next report, to take away."""

    name = Column(_("Name oder Stelle"))
    email = Column(_("E-Mail-Adresse"))


class DeliveryTable(Table):
    """Mails, without their text."""

    nothing = _("Keine Nachricht passt zu dieser Auswahl.")
    cells = "reports/_deliveries.html"

    subject = RowHead(_("Nachricht"), cell="subject")
    kind = Column(_("Art"), "get_kind_display", shown=False)
    to = Column(_("an"), "recipient_name", cell="to")
    address = Column(_("E-Mail-Adresse"), "recipient", shown=False)
    queued_on = Day(_("eingereiht"))
    state = State(_("Stand"), "look", cell="state")
    sent_at = Moment(_("gesendet"), shown=False)
    error = Column(_("Fehler"), shown=False)
    message_id = Column(_("Kennung"), shown=False)
