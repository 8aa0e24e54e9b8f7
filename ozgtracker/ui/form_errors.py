"""What an action refused, shown at the fields of the form it was typed into."""

from __future__ import annotations

from django.forms import BaseForm

from ozgtracker.errors import DomainError, InvalidInput
from ozgtracker.saying import refusal


def show_refused(form: BaseForm, error: DomainError) -> None:
    """Adds the sentence to its field, and every further one it names; above the form if it has no such field."""
    field = error.field if isinstance(error, InvalidInput) else ""
    form.add_error(field if field in form.fields else None, refusal(error))
    for other in error.others if isinstance(error, InvalidInput) else ():
        show_refused(form, other)
