"""How what this room refuses is said: the one place where its sentences are read."""

from __future__ import annotations

import pytest

from ozgtracker.findings import Finding, found
from ozgtracker.saying import say


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (found("person.address-taken"), "Zu dieser E-Mail-Adresse gibt es schon eine Person."),
        (
            found("access.not-the-own"),
            "Den eigenen Zugang kann niemand selbst ändern. Bitte fragen Sie eine andere Person.",
        ),
        (
            found("access.admins-by-admins"),
            "Die technische Administration vergibt nur, wer selbst zu ihr gehört.",
        ),
        (
            found("access.last-admin"),
            "Es muss mindestens eine aktive Person der technischen Administration geben.",
        ),
        (
            found("link.too-many"),
            "Heute wurden schon sehr viele Einladungen in Auftrag gegeben. Bitte machen Sie morgen weiter.",
        ),
        (
            found("request.somebody-else"),
            "Darüber entscheidet eine andere Person: nie, wer es beantragt hat oder wen es betrifft.",
        ),
        (
            found("request.waits-already", name="A. Muster"),
            "Für A. Muster wartet schon ein Antrag auf Bestätigung.",
        ),
        (
            found("request.decided-meanwhile"),
            "Darüber ist inzwischen entschieden. Bitte laden Sie die Seite neu.",
        ),
        (
            found("tries.wait-minutes", minutes=5),
            "Zu viele Versuche in kurzer Zeit. Bitte warten Sie 5 Minuten und versuchen Sie es dann noch einmal.",
        ),
    ],
)
def test_what_is_refused(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence
