"""Every question about people and the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager
from django.db import models

if TYPE_CHECKING:
    from accounts.models import AuditEntry, User


class UserManager(BaseUserManager["User"]):
    """Finds people by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this address; raises DoesNotExist."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None, **fields: Any) -> User:
        """Only for accounts.actions and fixtures: one person with a hashed password."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Questions the audit page asks."""

    def about(self, kind: str, key: str) -> AuditEntryQuerySet:
        """All entries about one thing."""
        return self.filter(subject_kind=kind, subject_key=key)
