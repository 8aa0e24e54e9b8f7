"""The pages of this room: people, what two of them must want, and the trail."""

from __future__ import annotations

from accounts.views.audit import audit, audit_csv
from accounts.views.people import (
    people,
    people_csv,
    person,
    person_activate,
    person_deactivate,
    person_link,
    person_role,
)
from accounts.views.requests import access_request, access_requests, access_requests_csv, access_withdraw

__all__ = [
    "access_request",
    "access_requests",
    "access_requests_csv",
    "access_withdraw",
    "audit",
    "audit_csv",
    "people",
    "people_csv",
    "person",
    "person_activate",
    "person_deactivate",
    "person_link",
    "person_role",
]
