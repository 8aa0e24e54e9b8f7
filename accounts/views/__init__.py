"""The pages of this room: people, what two of them must want, the trail, and who came in."""

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
from accounts.views.sign_ins import sessions, sign_ins, sign_ins_csv

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
    "sessions",
    "sign_ins",
    "sign_ins_csv",
]
