"""Brings the cast into the house: people, their mandates, the distribution list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts import actions as accounts
from accounts.models import User
from demonstration.cast import ASSOCIATIONS, CAST, MINISTRY, OFFICERS, RECIPIENTS, Player, officer_of
from municipalities import actions as municipalities
from municipalities.kinds import Kind
from municipalities.models import Association, Authority
from reports import actions as reports


class Speakers:
    """Who says what: a player for the plan; for an authority its own officer, or else its association."""

    def __init__(self, on: date) -> None:
        """Add everybody from that day on."""
        self._people = {player.key: _person(player, on) for player in CAST}
        for player in RECIPIENTS:
            reports.add_recipient(by=self._people[MINISTRY.key], email=player.email, name=player.name, on=on)
        self._by_authority = self._on_behalf(on) | self._officers(on)

    def of(self, player: Player) -> User:
        """The person this player is."""
        return self._people[player.key]

    def for_authority(self, ars: str) -> User:
        """The person on whose mandate the authority's reports are made."""
        return self._by_authority[ars]

    def _on_behalf(self, on: date) -> dict[str, User]:
        """Associations ask their members and report for those without an officer of their own."""
        found: dict[str, User] = {}
        for player in ASSOCIATIONS:
            association = Association.objects.get(slug=player.body)
            municipalities.appoint(by=None, user=self.of(player), association=association, on=on)
            found |= dict.fromkeys(association.members.values_list("ars", flat=True), self.of(player))
        return found

    def _officers(self, on: date) -> dict[str, User]:
        """The officers on stage, and one for every Landkreis and kreisfreie Stadt."""
        on_stage = {player.body: player for player in OFFICERS}
        found: dict[str, User] = {}
        for authority in _with_officer(on_stage):
            player = on_stage.get(authority.ars)
            user = self.of(player) if player else _person(officer_of(authority.ars, authority.label), on)
            municipalities.appoint(by=None, user=user, authority=authority, on=on)
            found[authority.ars] = user
        return found


def _with_officer(on_stage: Iterable[str]) -> Iterable[Authority]:
    large = Authority.objects.filter(kind__in=(Kind.DISTRICT, Kind.INDEPENDENT_TOWN))
    return (large | Authority.objects.filter(ars__in=on_stage)).order_by("ars")


def _person(player: Player, on: date) -> User:
    return accounts.create_person(
        by=None, email=player.email, name=player.name, role=player.role, organisation=player.organisation, on=on
    )
