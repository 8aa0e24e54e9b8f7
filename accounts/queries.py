"""Every question about people and the trail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from accounts.access_requests import OVERSIGHT, RequestState
from accounts.confidences import verbs_withheld_from
from accounts.roles import PEOPLE_MANAGERS, Role

if TYPE_CHECKING:
    # named in the types of the query sets
    from accounts.models import AccessRequest, AuditEntry, SignIn, User  # noqa: F401


# Rows of a page that goes by key.
PAGE = 50


def page_by_key(found: Any, asked: str) -> tuple[list[Any], int | None]:
    """One page of a list with the newest first, and the key after which the next one begins (None: the last).

    asked: the key after which this page begins; anything else gives the first one. Pages by key stay quick after years.
    """
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        found = found.older_than(int(asked))
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


class UserQuerySet(models.QuerySet["User"]):
    """Questions the people page asks."""

    def active(self) -> UserQuerySet:
        """Those who may sign in."""
        return self.filter(is_active=True)

    def with_role(self, role: str) -> UserQuerySet:
        """Those of one role; all for an empty word."""
        return self.filter(role=role) if role else self

    def search(self, words: str) -> UserQuerySet:
        """Those whose name, address or organisation contains every word."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(organisation__icontains=word))
        return found

    def in_order(self) -> UserQuerySet:
        """By organisation, then by name."""
        return self.order_by("organisation", "name", "pk")

    def counts(self) -> dict[str, int]:
        """How many have access, and how many of them were never here; one query."""
        active = Q(is_active=True)
        return self.aggregate(
            active=Count("pk", filter=active), invited=Count("pk", filter=active & Q(last_login__isnull=True))
        )

    def concerning(self, person: User) -> UserQuerySet:
        """This person and all administrators: the rows a change of access must hold still."""
        return self.filter(Q(pk=person.pk) | Q(role=Role.ADMIN))

    def second_people(self, *besides: int | None) -> UserQuerySet:
        """Ministry and administration without those: who may be asked where nobody else can confirm.

        Somebody whose access was closed still counts, though not as able to confirm: whoever may close the access of
        others must not become alone by it. One who was never here does not count any more.
        """
        known = Q(is_active=True) | Q(last_login__isnull=False)
        return self.filter(known, role__in=PEOPLE_MANAGERS).exclude(pk__in=[pk for pk in besides if pk is not None])

    def other_active_admins(self, person: User) -> UserQuerySet:
        """The administrators who remain when this person goes."""
        return self.active().filter(role=Role.ADMIN).exclude(pk=person.pk)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]  # built at run time
    """Finds people by their e-mail address, whatever its case; addresses are stored in small letters."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this address; raises DoesNotExist."""
        person: User = self.get(email=(username or "").lower())
        return person

    def create_user(self, email: str, password: str | None, **fields: Any) -> User:
        """Only for accounts.actions and fixtures: one person with a hashed password (None: none yet)."""
        user: User = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Requests that need a second person."""

    def open(self) -> AccessRequestQuerySet:
        """Those nobody has decided on."""
        return self.filter(state=RequestState.OPEN)

    def decidable_by(self, user: User) -> AccessRequestQuerySet:
        """Open ones this person may decide on: neither the own ones nor those about oneself.

        About auditors and administrators an administrator decides; where there is no other one, the ministry.
        """
        found = self.open().exclude(requested_by=user).exclude(person=user)
        if not user.is_active or user.role not in PEOPLE_MANAGERS:
            return found.none()
        if user.role == Role.ADMIN:
            return found
        others = apps.get_model("accounts", "User").objects.active().filter(role=Role.ADMIN)
        others = others.exclude(pk=OuterRef("requested_by")).exclude(pk=Coalesce(OuterRef("person"), Value(0)))
        return found.exclude(Q(role__in=OVERSIGHT) | Q(role_before__in=OVERSIGHT), Exists(others))

    def with_people(self) -> AccessRequestQuerySet:
        """With everybody the page names."""
        return self.select_related("person", "requested_by", "decided_by")


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Questions about who came in from where."""

    def of(self, person: User) -> SignInQuerySet:
        """What happened at the door of this person's access."""
        return self.filter(person=person)

    def until(self, day: date) -> SignInQuerySet:
        """What had happened by the end of that day."""
        return self.filter(on__lte=day)

    def since(self, day: date) -> SignInQuerySet:
        """What happened on that day or later."""
        return self.filter(on__gte=day)

    def before(self, day: date) -> SignInQuerySet:
        """What is older than that day."""
        return self.filter(on__lt=day)

    def search(self, words: str) -> SignInQuerySet:
        """Those of somebody of this name or mail address, or from this internet address; every word must occur."""
        found = self
        for word in words.split():
            named = Q(person__name__icontains=word) | Q(person__email__icontains=word)
            found = found.filter(named | Q(address__startswith=word))
        return found

    def older_than(self, number: int) -> SignInQuerySet:
        """Those before this one, newest first."""
        return self.filter(pk__lt=number)


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Questions the audit page asks."""

    def readable_by(self, user: User) -> AuditEntryQuerySet:
        """Without what does not exist for this person: the history of authorities (adr/0010)."""
        withheld = verbs_withheld_from(user.role)
        return self.exclude(verb__in=withheld) if withheld else self.all()

    def about(self, kind: str, key: str) -> AuditEntryQuerySet:
        """All entries about one thing."""
        return self.filter(subject_kind=kind, subject_key=key)

    def until(self, day: date) -> AuditEntryQuerySet:
        """What had happened by the end of that day."""
        return self.filter(on__lte=day)

    def since(self, day: date) -> AuditEntryQuerySet:
        """What happened on that day or later."""
        return self.filter(on__gte=day)

    def by_person(self, words: str) -> AuditEntryQuerySet:
        """What somebody of this name or address did; every word must occur in one of them."""
        people = apps.get_model("accounts", "PersonName").objects.all()
        for word in words.split():
            people = people.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(code__iexact=word))
        return self.filter(by__in=people.values("code")) if words.split() else self

    def older_than(self, number: int) -> AuditEntryQuerySet:
        """Entries before this one, newest first."""
        return self.filter(pk__lt=number)

    def counted(self, *, by: User, verb: str, on: date) -> int:
        """How often somebody did this on that day."""
        people = apps.get_model("accounts", "PersonName").objects.filter(email=by.email)
        return self.filter(by__in=people.values("code"), verb=verb, on=on).count()
