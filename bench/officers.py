"""Who saves: people who each speak for one authority that has enough left to report, and what they send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.actions import create_person
from accounts.models import User
from accounts.roles import Role
from bench.clients import request
from demonstration.cast import officer_of
from municipalities.actions import appoint
from municipalities.models import Authority, Representative, Rollout
from municipalities.rollout_states import RolloutState
from ozgtracker import clock

SAID = {
    "state": "planned",
    "forecast_on": "2022-12-01",
    "reason_category": "staff",
    "reason": "Für die Messung verschoben.",
}
_WORKING = (RolloutState.UNKNOWN, RolloutState.PLANNED, RolloutState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Officer:
    """A person signed in, the authority spoken for, and what is reported on, one after the other."""

    cookie: str
    ars: str
    rollouts: tuple[Rollout, ...]

    @property
    def page(self) -> str:
        """Where the rows stand."""
        return f"/report/?ars={self.ars}"

    def opens(self, port: int) -> bytes:
        """The page itself: with it comes the token for forms."""
        return request(port, "GET", self.page, self.cookie)

    def saves(self, port: int, token: str) -> list[tuple[int, bytes]]:
        """Each rollout with what HTMX sends when its row is saved on that page."""
        headers = {
            "HX-Request": "true",
            "HX-Current-URL": f"http://127.0.0.1:{port}{self.page}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        cookie = f"{self.cookie}; csrftoken={token}"
        return [
            (one.pk, request(port, "POST", self._address(one), cookie, body=_typed(one), headers=headers))
            for one in self.rollouts
        ]

    def _address(self, rollout: Rollout) -> str:
        return f"/report/{self.ars}/{rollout.service.ozg_id}/"


def find_officers(many: int, rollouts: int) -> list[Officer]:
    """So many, each with so many rollouts under way; where an authority has nobody yet, somebody is appointed."""
    found = []
    for person, authority in _speakers():
        rows = Rollout.objects.filter(authority=authority, is_competent=True, state__in=_WORKING)
        chosen = tuple(rows.select_related("service").order_by("pk")[:rollouts])
        if len(chosen) == rollouts:
            found.append(Officer(signed_in(person or _appointed(authority)), authority.ars, chosen))
        if len(found) == many:
            break
    return found


def signed_in(user: User) -> str:
    """The cookie of a session of that person."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _speakers() -> Iterator[tuple[User | None, Authority]]:
    """First whoever speaks for an authority already, then the authorities for which nobody does."""
    mandates = Representative.objects.filter(authority__isnull=False, user__role=Role.AUTHORITY, until__isnull=True)
    known = mandates.values("authority")
    for one in mandates.select_related("user", "authority").order_by("pk"):
        if one.authority is not None:
            yield one.user, one.authority
    for authority in Authority.objects.valid_on(clock.today()).exclude(pk__in=known).order_by("pk"):
        yield None, authority


def _appointed(authority: Authority) -> User:
    player, today = officer_of(authority.ars, authority.label), clock.today()
    person = create_person(
        by=None, email=player.email, name=player.name, role=player.role, organisation=player.organisation, on=today
    )
    appoint(by=None, user=person, authority=authority, on=today)
    return person


def _typed(rollout: Rollout) -> bytes:
    return urlencode({"supersedes": rollout.last_report_id or "", **SAID}).encode()
