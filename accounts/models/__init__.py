"""People, and the trail of what they did."""

from __future__ import annotations

from accounts.models.requests import AccessNotice, AccessRequest, AccessRequestQuerySet
from accounts.models.sign_ins import SignIn, SignInQuerySet
from accounts.models.trail import AuditEntry, AuditEntryQuerySet, AuditSeal, DemonstrationMark, PersonName
from accounts.models.users import User, UserManager, UserQuerySet

__all__ = [
    "AccessNotice",
    "AccessRequest",
    "AccessRequestQuerySet",
    "AuditEntry",
    "AuditEntryQuerySet",
    "AuditSeal",
    "DemonstrationMark",
    "PersonName",
    "SignIn",
    "SignInQuerySet",
    "User",
    "UserManager",
    "UserQuerySet",
]
