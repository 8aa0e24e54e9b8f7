"""Failures as sentences: never a trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ozgtracker.errors import NotAllowed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old or came from elsewhere; says so and how to go on."""
    error = NotAllowed(_("Das Formular ist abgelaufen. Bitte laden Sie die Seite neu und senden Sie es noch einmal."))
    return render(request, "ozgtracker/refused.html", {"error": error}, status=403)
