"""What the lists of people, of the trail and of sign-ins can be asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts import audit_words
from accounts.confidences import verbs_withheld_from
from accounts.models import AuditEntryQuerySet, SignInQuerySet, UserQuerySet
from accounts.words import ROLES, SIGN_IN_EVENTS
from ozgtracker.ui.filters import Chip, Choice, Choices, Day, FilterSet, Words


class PeopleFilter(FilterSet):
    """Which people the list shows."""

    q = Words(_("Name, Stelle oder E-Mail"), asks=UserQuerySet.search)
    role = Choice(_("Rolle"), ROLES.choices())


class SignInFilter(FilterSet):
    """Which events at the door the page shows."""

    since = Day(_("Von"), asks=SignInQuerySet.since)
    until = Day(_("Bis"), asks=SignInQuerySet.until)
    q = Words(_("Person oder Internetadresse"), asks=SignInQuerySet.search)
    event = Choice(_("Ereignis"), SIGN_IN_EVENTS.choices())


class AuditFilter(FilterSet):
    """Which entries of the trail the page shows."""

    since = Day(_("Von"), asks=AuditEntryQuerySet.since)
    until = Day(_("Bis"), asks=AuditEntryQuerySet.until)
    person = Words(_("Person"), asks=AuditEntryQuerySet.by_person)
    kind = Choice(_("Art"), field_name="subject_kind")
    # Set by the links in the rows: all entries about one thing.
    key = Words("", field_name="subject_key", max_length=80, hidden=True)
    verb = Choice(_("Vorgang"))

    def late_choices(self) -> dict[str, Choices]:
        """No verb that this reader never sees."""
        withheld = verbs_withheld_from(self.request.user.role)
        verbs = {verb: words for verb, words in audit_words.verbs().items() if verb not in withheld}
        return {"kind": audit_words.kinds().items(), "verb": verbs.items()}

    @property
    def narrowed(self) -> list[Chip]:
        """The kind goes with the thing."""
        return [Chip(str(_("nur zu einem Gegenstand")), self.without("kind", "key"))] if self.chosen("key") else []
