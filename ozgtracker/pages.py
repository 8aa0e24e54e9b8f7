"""Pages about the application itself: who runs it, what it stores, where its data comes from. Open to everybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ozgtracker.access import public
from ozgtracker.data_sources import data_sources
from ozgtracker.ui.badges import BADGES


@public
@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who is responsible for this installation."""
    return render(request, "ozgtracker/imprint.html", _operator())


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about whom, why, and how long (Art. 13 DSGVO)."""
    periods = {
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "idle_minutes": settings.IDLE_MINUTES,
        "known_days": settings.KNOWN_BROWSER_DAYS,
        "sign_in_days": settings.SIGN_IN_DAYS,
        "export_days": settings.EXPORT_DAYS,
    }
    return render(request, "ozgtracker/privacy.html", {**_operator(), **periods})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (BITV RP)."""
    return render(request, "ozgtracker/accessibility.html", _operator())


@public
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where the shipped data comes from, with the attributions their licences ask for."""
    return render(request, "ozgtracker/sources.html", {"sources": data_sources()})


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Roles and how to do things."""
    rollout_states = [badge for code, badge in BADGES.items() if code.startswith("rollout.")]
    context = {"rollout_states": rollout_states, "export_days": settings.EXPORT_DAYS}
    return render(request, "ozgtracker/help.html", {**_operator(), **context})


def _operator() -> dict[str, str]:
    """Without a name this is no real operation (the start would have been refused): the page says what it is."""
    name = settings.OPERATOR_NAME or _("Vorführung zum Ausprobieren, ohne Betreiber")
    return {"operator_name": name, "operator_contact": settings.OPERATOR_CONTACT}
