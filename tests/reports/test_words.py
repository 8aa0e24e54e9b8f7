"""How what this room finds and refuses is said: the one place where its sentences are read."""

from __future__ import annotations

from datetime import date

import pytest

from ozgtracker.findings import Finding, found
from ozgtracker.saying import say


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (found("report.title", number=7, month="Mai 2022"), "Statusbericht Nr. 7, Mai 2022"),
        (found("report.month-not-over", month=date(2022, 5, 1)), "Der Mai 2022 ist noch nicht zu Ende."),
        (
            found("report.no-plan", day=date(2021, 11, 30)),
            "Bis zum 30.11.2021 war kein Plan vereinbart: Es gibt nichts zu berichten.",
        ),
        (found("report.who-issues"), "Statusberichte erstellt der Zeitplan oder das Ministerium."),
        (found("recipient.known"), "Diese Adresse steht schon im Verteiler."),
        (
            found("mail.decided-meanwhile"),
            "Der Stand dieser Zustellung hat sich geändert oder lässt das nicht zu.",
        ),
    ],
)
def test_what_is_found_and_refused(finding: Finding, sentence: str) -> None:
    assert say(finding) == sentence
