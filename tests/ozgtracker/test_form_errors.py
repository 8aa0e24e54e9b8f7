"""What an action refuses stands at the field it belongs to, all of it at once."""

from __future__ import annotations

import pytest
from django import forms

from ozgtracker.errors import Blocked, DomainError, InvalidInput
from ozgtracker.ui.form_errors import show_refused


class Asked(forms.Form):
    reason = forms.CharField(required=False)
    kind = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (InvalidInput("Warum?", field="reason"), {"reason": ["Warum?"]}),
        (InvalidInput("Nicht hier."), {"__all__": ["Nicht hier."]}),
        (InvalidInput("Dieses Feld fehlt hier.", field="other"), {"__all__": ["Dieses Feld fehlt hier."]}),
        (Blocked("Noch nicht."), {"__all__": ["Noch nicht."]}),
        (
            InvalidInput("Warum?", field="reason", others=[InvalidInput("Welcher Art?", field="kind")]),
            {"reason": ["Warum?"], "kind": ["Welcher Art?"]},
        ),
    ],
)
def test_every_sentence_stands_at_its_field(error: DomainError, shown: dict[str, list[str]]) -> None:
    form = Asked({})
    assert form.is_valid()

    show_refused(form, error)

    assert form.errors == shown
