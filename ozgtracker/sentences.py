"""What the frame's own rules find, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.findings import Finding
from ozgtracker.saying import say, teach


def _says_nothing(question: Finding) -> str:
    return _("Das sagt noch nichts. %(question)s") % {"question": say(question)}


teach(
    {
        "day.far-away": _("Dieser Tag liegt mehr als zehn Jahre entfernt. Bitte prüfen Sie die Jahreszahl."),
        "statement.later-one": _("Zum %(day)s liegt schon eine spätere Meldung vor."),
        "statement.what-was-wrong": _("Was war falsch? Bitte begründen Sie die Berichtigung in einem Satz."),
        "statement.nothing-to-correct": _("Noch gibt es keine Meldung, die zu berichtigen wäre."),
        "statement.same-as-before": _("Das steht schon so da. Was ist zu berichtigen?"),
        "statement.says-nothing": _says_nothing,
        "stichtag.no-day": _("„%(typed)s“ ist kein Datum. Bitte schreiben Sie zum Beispiel %(example)s."),
        "stichtag.to-come": _("Der Stichtag %(day)s liegt in der Zukunft. Es wird der heutige Stand gezeigt."),
        "stichtag.before-the-law": _(
            "Der Stichtag liegt vor dem Onlinezugangsgesetz (%(law)s). Es wird der heutige Stand gezeigt."
        ),
    }
)
