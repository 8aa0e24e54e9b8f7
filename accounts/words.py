"""What this room's codes are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from accounts.access_events import AccessEvent
from accounts.access_requests import RequestKind, RequestState
from accounts.person_states import PersonState
from accounts.roles import Role, Side
from accounts.sign_in_events import SignInEvent
from ozgtracker.saying import Labels, teach
from ozgtracker.ui.badges import Badge, badges_of

ROLES = Labels(
    {
        Role.MINISTRY: _("Ministerium"),
        Role.ASSOCIATION: _("Kommunaler Spitzenverband"),
        Role.AUTHORITY: _("Verwaltung (IT-Verantwortliche)"),
        Role.OPERATOR: _("Plattformbetrieb (LDI)"),
        Role.STEERING: _("Lenkungsausschuss"),
        Role.AUDITOR: _("Prüfung (Rechnungshof, Datenschutz)"),
        Role.ADMIN: _("Technische Administration"),
    }
)
WHAT_ROLES_DO = Labels(
    {
        Role.MINISTRY: _(
            "Meldet zu Meilensteinen und Basiskomponenten des Landes, lädt Personen ein, benennt Ansprechpersonen"
            " und pflegt den Verteiler der Berichte."
        ),
        Role.ASSOCIATION: _(
            "Sieht den ganzen Plan, meldet zu Meilensteinen der Kommunen und im Auftrag der eigenen Mitglieder und"
            " bestätigt, wer für diese spricht."
        ),
        Role.AUTHORITY: _(
            "Meldet den Stand der eigenen Verwaltung und sieht die eigene Geschichte und landesweite Zahlen."
        ),
        Role.OPERATOR: _("Betreibt die Plattform und meldet zu Meilensteinen und Basiskomponenten des LDI."),
        Role.STEERING: _("Liest alles Gemeinsame: Übersicht, Plan, Ausspielung und Berichte."),
        Role.AUDITOR: _("Liest alles, auch das Protokoll."),
        Role.ADMIN: _("Verwaltet Personen; meldet nichts in fremdem Namen."),
    }
)
SIDES = Labels(
    {
        Side.LAND: _("Land"),
        Side.KOMMUNEN: _("Kommunen"),
        Side.LDI: _("LDI"),
        Side.JOINT: _("Land und Kommunen"),
        Side.EXTERNAL: _("andere Länder"),
    }
)
ACCESS_EVENTS = Labels(
    {
        AccessEvent.PASSWORD: _("Ihr Passwort wurde geändert"),
        AccessEvent.ROLE: _("Ihre Rolle wurde geändert"),
        AccessEvent.CLOSED: _("Ihr Zugang wurde gesperrt"),
        AccessEvent.REOPENED: _("Ihr Zugang wurde wieder freigegeben"),
    }
)
REQUEST_KINDS = Labels(
    {
        RequestKind.INVITATION: _("Einladung"),
        RequestKind.ROLE: _("Rollenwechsel"),
        RequestKind.REOPENING: _("Wiederfreigabe"),
    }
)
REQUEST_STATES: Mapping[RequestState, Badge] = badges_of("request", RequestState)
PERSON_STATES: Mapping[PersonState, Badge] = badges_of("person", PersonState)
SIGN_IN_EVENTS = Labels(
    {
        SignInEvent.SIGNED_IN: _("angemeldet"),
        SignInEvent.REFUSED: _("Anmeldung abgewiesen"),
        SignInEvent.SIGNED_OUT: _("abgemeldet"),
        SignInEvent.ENDED: _("Anmeldung an anderem Gerät beendet"),
        SignInEvent.LINK_REQUESTED: _("Link für ein neues Passwort angefordert"),
        SignInEvent.PASSWORD_SET: _("neues Passwort gesetzt"),
    }
)

teach({}, ROLES, SIDES)
