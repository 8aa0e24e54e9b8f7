"""What an action refuses stands at the field it belongs to, all of it at once."""

from __future__ import annotations

import pytest
from django import forms

from ozgtracker.errors import Blocked, DomainError, InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say
from ozgtracker.ui.form_errors import show_refused

WHY, FAR = found("statement.what-was-wrong"), found("day.far-away")


class Asked(forms.Form):
    reason = forms.CharField(required=False)
    kind = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (InvalidInput(WHY, field="reason"), {"reason": WHY}),
        (InvalidInput(WHY), {"__all__": WHY}),
        (InvalidInput(WHY, field="no-such-field"), {"__all__": WHY}),
        (Blocked(FAR), {"__all__": FAR}),
        (InvalidInput(WHY, field="reason", others=[InvalidInput(FAR, field="kind")]), {"reason": WHY, "kind": FAR}),
    ],
)
def test_every_sentence_stands_at_its_field(error: DomainError, shown: dict[str, Finding]) -> None:
    form = Asked({})
    assert form.is_valid()

    show_refused(form, error)

    assert form.errors == {field: [say(finding)] for field, finding in shown.items()}
