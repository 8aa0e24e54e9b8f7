"""The columns of this room's lists: people, what waits for a second person, the trail, who came in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts import audit_words
from accounts.audit_cells import AuditCells
from accounts.models import SignIn
from ozgtracker.ui.columns import Column, Day, Moment, RowHead, State
from ozgtracker.ui.tables import Table


class PeopleTable(Table):
    """Who has access."""

    caption = _("Personen mit Zugang")
    nothing = _("Niemand passt zu dieser Suche.")

    name = RowHead(_("Name"), link=lambda person: reverse("person", args=[person.pk]))
    organisation = Column(_("Stelle"), css="bare line")
    email = Column(_("E-Mail-Adresse"), css="bare wrap-anywhere")
    role = Column(_("Rolle"), "role_label", css="bare")
    access = State(_("Zugang"), "state")
    last_login = Day(_("zuletzt angemeldet"), none=_("noch nie"))


class RequestTable(Table):
    """What a second person decided on; to take away, what still waits as well."""

    cells = "accounts/requests.html"

    name = RowHead(_("Person"))
    organisation = Column(_("Stelle"), shown=False)
    email = Column(_("E-Mail-Adresse"), shown=False)
    kind = Column(_("Beantragt"), "get_kind_display", css="bare line", cell="asked")
    role_before = Column(_("bisherige Rolle"), "role_before_label", shown=False)
    role = Column(_("Rolle"), "role_label", shown=False)
    by = Column(_("Von"), "requested_by__name", css="bare")
    requested_on = Day(_("beantragt am"), shown=False)
    state = State(_("Stand"), "look", css="line", cell="state")
    decided_on = Day(_("Entschieden"), csv=_("entschieden am"), css="bare line", cell="decided")
    decided_by = Column(_("entschieden von"), lambda one: one.decided_by and one.decided_by.name, shown=False)
    reason = Column(_("Begründung"), shown=False)


class AuditTable(Table):
    """Who changed what, when, why."""

    caption = _("Einträge des Protokolls")
    nothing = _("Zu dieser Auswahl gibt es keinen Eintrag.")
    cells = AuditCells

    number = Column(_("Nummer"), "entry__pk", shown=False)
    day = RowHead(_("Tag"), "entry__on", css="date", cell="when")
    moment = Moment(_("Zeitpunkt"), "entry__at", shown=False)
    person = Column(_("Person"), "entry__by_name", css="bare line", cell="who")
    role = Column(_("Rolle"), "entry__role_label", shown=False)
    on_behalf_of = Column(_("im Auftrag von"), "entry__on_behalf_of", shown=False)
    verb = Column(_("Vorgang"), shown=False)
    subject = Column(_("Gegenstand"), "entry__subject_label", css="bare line", cell="subject")
    sentence = Column(_("Was geschah"), "entry__sentence", css="bare line", cell="what")
    reason = Column(_("Begründung"), "entry__reason", shown=False)
    changes = Column(
        _("Änderung"),
        lambda row: audit_words.in_one_line(row.entry),
        csv=_("Änderungen"),
        css="bare line",
        cell="changes",
    )

    class Meta:
        sequence = ("day", "person", "sentence", "subject", "changes", "...")


def _whose(one: SignIn) -> str:
    return one.person.name if one.person else _now("unbekannte Adresse")


class SignInTable(Table):
    """Who came in from where; an address that is nobody's is not known."""

    caption = _("Anmeldungen")
    nothing = _("Zu dieser Auswahl gibt es keinen Eintrag.")
    cells = "accounts/sign_ins.html"

    day = Day(_("Tag"), "on", shown=False)
    moment = RowHead(_("Zeitpunkt"), "at_here", css="date", cell="when")
    event = Column(_("Ereignis"), "get_event_display", css="bare line")
    person = Column(_("Person"), _whose, css="bare line", cell="who")
    email = Column(_("E-Mail-Adresse"), lambda one: one.person and one.person.email, shown=False)
    address = Column(_("Internetadresse"), css="bare wrap-anywhere")


class OwnSignInTable(SignInTable):
    """The same of one's own access."""

    caption = _("Ereignisse am eigenen Zugang")
    nothing = _("Noch nichts.")

    class Meta:
        exclude = ("day", "person", "email")
