"""Builders of what tests stand on. Each takes values by keyword and invents only what a test does not care about."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from accounts.models import User
from accounts.roles import Role
from accounts.words import ROLES
from municipalities.confirmation import Confirmation
from municipalities.models import Association, Authority, Membership, Representative

PASSWORD = "Nur-zum-Testen-2022"
_count = itertools.count(1)
_series = ""


@contextmanager
def series(name: str) -> Iterator[None]:
    """Whoever is made until the end has addresses of this series, which no other process gives."""
    global _series  # noqa: PLW0603
    _series, before = f"{name}-", _series
    try:
        yield
    finally:
        _series = before


def person(role: Role = Role.MINISTRY, **fields: object) -> User:
    """A person of this role who signs in with PASSWORD."""
    values: dict[str, object] = {
        "email": f"{role.value}-{_series}{next(_count)}@demo.example",
        "name": f"A. {role.value.capitalize()}",
        "organisation": ROLES[role],
    } | fields
    password = values.pop("password", PASSWORD)
    assert password is None or isinstance(password, str)
    return User.objects.create_user(password=password, role=role, **values)  # type: ignore[arg-type]  # any field


def authority(ars: str = "073385001001", **fields: object) -> Authority:
    """One administration; a verbandsfreie Gemeinde unless a test says otherwise."""
    name = str(fields.get("name", f"Ort {ars}"))
    values: dict[str, object] = {
        "ars": ars,
        "kind": "verbandsfreie_gemeinde",
        "name": name,
        "label": f"Verwaltung {name}",
        "sort_key": name.casefold(),
        "population": 10_000,
        "area_km2": "50.00",
        "municipality_count": 1,
    } | fields
    return Authority.objects.create(**values)


def association(slug: str = "verband", *, members: tuple[Authority, ...] = ()) -> Association:
    """A Spitzenverband with these members."""
    built = Association.objects.create(
        slug=slug, name=f"Verband {slug}", short_name=slug, source="Test", is_assumption=False
    )
    for member in members:
        Membership.objects.create(association=built, authority=member, source="Test", is_assumption=False)
    return built


def mandate(user: User, body: Authority | Association, *, since: date = date(2022, 1, 1)) -> Representative:
    """The person speaks for this body."""
    field = "authority" if isinstance(body, Authority) else "association"
    return Representative.objects.create(
        user=user, since=since, appointed_on=since, confirmation=Confirmation.SYSTEM, **{field: body}
    )
