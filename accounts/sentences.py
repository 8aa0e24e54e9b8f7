"""What this room refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.saying import Sentence, teach

# Who may do what to whose access: accounts.permissions.
PERMISSIONS: dict[str, Sentence] = {
    "access.who-manages": _("Personen verwalten nur das Ministerium und die technische Administration."),
    "access.admins-by-admins": _("Die technische Administration vergibt nur, wer selbst zu ihr gehört."),
    "access.not-the-own": _("Den eigenen Zugang kann niemand selbst ändern. Bitte fragen Sie eine andere Person."),
    "request.somebody-else": _(
        "Darüber entscheidet eine andere Person: nie, wer es beantragt hat oder wen es betrifft."
    ),
}
# What cannot become of a person or an access: accounts.actions.
PEOPLE: dict[str, Sentence] = {
    "person.no-address": _("Das ist keine E-Mail-Adresse."),
    "person.no-name": _("Bitte nennen Sie den Namen."),
    "person.address-taken": _("Zu dieser E-Mail-Adresse gibt es schon eine Person."),
    "person.access-open": _("Bitte sperren Sie zuerst den Zugang: Wer ihn noch hat, wird nicht vergessen."),
    "access.changed-meanwhile": _("Ihre Rechte haben sich gerade geändert. Es wurde nichts gespeichert."),
    "access.last-admin": _("Es muss mindestens eine aktive Person der technischen Administration geben."),
    "access.given-by-two": _("Diese Rolle vergibt niemand allein. Bitte laden Sie die Person ein."),
    "link.too-many": _("Heute wurden schon sehr viele Einladungen in Auftrag gegeben. Bitte machen Sie morgen weiter."),
    "link.access-closed": _("Wer gesperrt ist, bekommt keinen Link. Bitte geben Sie den Zugang zuerst wieder frei."),
    "session.somebody-elses": _("Das ist keine Anmeldung von Ihnen."),
}
# What a second person cannot decide, or only with a sentence: accounts.actions.requests.
REQUESTS: dict[str, Sentence] = {
    "request.waits-already": _("Für %(name)s wartet schon ein Antrag auf Bestätigung."),
    "request.author-may-no-more": _("Wer das beantragt hat, dürfte es nicht mehr. Bitte lehnen Sie ab."),
    "request.why-not": _("Bitte sagen Sie in einem Satz, warum nicht."),
    "request.taken-back-by-author": _("Einen Antrag zieht nur zurück, wer ihn gestellt hat."),
    "request.decided-meanwhile": _("Darüber ist inzwischen entschieden. Bitte laden Sie die Seite neu."),
    "request.role-changed-meanwhile": _("Die Rolle dieser Person hat sich inzwischen geändert. Bitte lehnen Sie ab."),
}
# How often one may try: accounts.throttling.
TRIES: dict[str, Sentence] = {
    "tries.wait-minutes": _(
        "Zu viele Versuche in kurzer Zeit. Bitte warten Sie %(minutes)s Minuten und versuchen Sie es dann noch einmal."
    ),
}

teach({**PERMISSIONS, **PEOPLE, **REQUESTS, **TRIES})
