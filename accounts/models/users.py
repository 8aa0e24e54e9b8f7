"""People with access."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.person_states import PersonState
from accounts.roles import PEOPLE_MANAGERS, SPEAKS_FOR, Role, Side
from accounts.words import PERSON_STATES, ROLES
from ozgtracker.ui.badges import Badge


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


class User(AbstractBaseUser):
    """A person with exactly one role. For which authority somebody speaks is known upstairs, in municipalities."""

    email = models.EmailField(
        _("E-Mail-Adresse"),
        unique=True,
        error_messages={"unique": _("Zu dieser E-Mail-Adresse gibt es schon eine Person.")},
    )
    name = models.CharField(_("Name"), max_length=120)
    organisation = models.CharField(_("Stelle"), max_length=200, blank=True)
    role = models.CharField(_("Rolle"), max_length=20, choices=ROLES.choices())
    is_active = models.BooleanField(_("aktiv"), default=True)
    closings = models.PositiveIntegerField(_("wie oft gesperrt"), default=0)
    created_at = models.DateTimeField(_("angelegt am"), db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects = UserManager()

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        constraints = (
            # Small letters only: so unique means unique, whatever somebody types, and every look-up uses the index.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_lower"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="accounts_user_role_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Changes when the access is closed: its sessions end for good, also if it is opened again."""
        known = f"{super().get_session_auth_hash()}{self.closings}"
        return salted_hmac("accounts.closings", known, algorithm="sha256").hexdigest()

    @property
    def state(self) -> Badge:
        """Active, invited (never signed in yet) or deactivated, as the pages show it."""
        if not self.is_active:
            return PERSON_STATES[PersonState.INACTIVE]
        return PERSON_STATES[PersonState.ACTIVE if self.last_login else PersonState.INVITED]

    @property
    def role_label(self) -> str:
        """The German name of the role."""
        return ROLES[Role(self.role)]

    @property
    def side(self) -> Side | None:
        """The side this person speaks for, if any."""
        return SPEAKS_FOR[Role(self.role)]
