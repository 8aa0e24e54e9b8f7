"""Sessions in the database, read together with whose they are and what has changed: settings.SESSION_ENGINE.

Three questions that every page begins with, in one statement (docs/adr/0025-kept-pages.md).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection

from accounts.models import User
from ozgtracker import changes, clock


class SessionStore(db.SessionStore):
    """Django's own. person: whom the list of sessions names for this one, as it stood when the session was read; the
    session alone says who is signed in (accounts.who_asks)."""

    person: User | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where it has ended."""
        asked: dict[str, Any] = {"key": self.session_key, "now": clock.instant()}
        if changes.is_asked_once():
            statement, asked["names"] = _statement(changes.NEWEST), sorted(changes.names())
        else:
            statement = _statement("NULL")
        with connection.cursor() as cursor:
            cursor.execute(statement, asked)
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, newest, *person = row
        if newest is not None:
            changes.noted(newest)
        self.person = User.from_db(connection.alias, _columns(), person) if person[0] is not None else None
        found: dict[str, Any] = self.decode(data)
        return found


@cache
def _columns() -> tuple[str, ...]:
    return tuple(field.attname for field in User._meta.concrete_fields)


@cache
def _statement(newest: str) -> str:
    person = ", ".join(f'person."{field.column}"' for field in User._meta.concrete_fields)
    return f"""
        SELECT session.session_data, {newest}, {person} FROM "{Session._meta.db_table}" AS session
        LEFT JOIN "{UserSession._meta.db_table}" AS listed ON listed.session_key = session.session_key
        LEFT JOIN "{User._meta.db_table}" AS person ON person.id = listed.user_id
        WHERE session.session_key = %(key)s AND session.expire_date > %(now)s
    """  # noqa: S608 - names of our own tables
