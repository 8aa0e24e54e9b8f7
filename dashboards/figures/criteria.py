"""What a list is asked for. A figure counts with the same criteria that its link carries, so both agree."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf

OPEN, UNDER_WAY, DISPUTED = "open", "under-way", "not-competent-open"
# Authorities that have not reported everything: partly or not at all.
INCOMPLETE = "unvollstaendig"


class Criteria(ABC):
    """What a figure counts gives it its name: two numbers of one name about the same must be equal, wherever shown."""

    __slots__ = ()
    ROWS: ClassVar[str]
    # Fields that say what the rows are about (a package, a place); all others say which of them are counted.
    ABOUT: ClassVar[tuple[str, ...]]

    @abstractmethod
    def href(self, at: AsOf) -> str:
        """The list of exactly these rows."""

    @property
    def name(self) -> str:
        """What is counted: "rollouts.state-live"."""
        return ".".join([self.ROWS, *self._said(about=False)])

    @property
    def about(self) -> str:
        """Of what: "package-1"."""
        return " ".join(self._said(about=True))

    def opens(self, at: AsOf) -> dict[str, str]:
        """Address, name and context, as Figure and Number take them."""
        return {"href": self.href(at), "name": self.name, "about": self.about}

    def _said(self, *, about: bool) -> Iterator[str]:
        for field in fields(self):  # type: ignore[arg-type]  # every criteria is a dataclass
            value = getattr(self, field.name)
            if value and (field.name in self.ABOUT) == about:
                yield field.name if value is True else f"{field.name}-{value}"


@dataclass(frozen=True, slots=True)
class RolloutCriteria(Criteria):
    """Which rollouts: empty values leave the question open. changed_since: another state on that day than now.

    component: the slug of a base component that the service needs; is_open: waits for the platform; is_under_way:
    ready or in progress; is_disputed: the authority says that it is not competent and the ministry has not answered;
    offered_to: the ARS of an authority whose inhabitants they are for, so its Landkreis's too; assignment: why the
    service belongs to no package; maturity: the lowest Reifegrad that counts; evidence: "ja" or "nein" (if live).
    """

    ROWS: ClassVar[str] = "rollouts"
    ABOUT: ClassVar[tuple[str, ...]] = (
        "component",
        "package",
        "assignment",
        "service",
        "authority",
        "offered_to",
        "kind",
        "district",
    )

    state: RolloutState | None = None
    is_open: bool = False
    is_under_way: bool = False
    is_disputed: bool = False
    component: str = ""
    package: int | None = None
    assignment: str = ""
    service: str = ""
    authority: str = ""
    offered_to: str = ""
    kind: str = ""
    district: str = ""
    reported: str = ""
    maturity: int | None = None
    evidence: str = ""
    changed_since: date | None = None
    what: str = ""
    where: str = ""

    def csv(self, at: AsOf) -> str:
        """The same rollouts as a table to take away."""
        return self.href(at, "rollouts-csv")

    def href(self, at: AsOf, page: str = "rollouts") -> str:
        """The list of exactly these rollouts."""
        return at.href(
            page,
            stand=self._state,
            komponente=self.component,
            paket=self.package or self.assignment,
            leistung=self.service,
            verwaltung=self.authority,
            fuer=self.offered_to,
            art=self.kind,
            kreis=self.district,
            gemeldet=self.reported,
            reifegrad=self.maturity or "",
            nachweis=self.evidence,
            geaendert_seit=self.changed_since.isoformat() if self.changed_since else "",
            was=self.what,
            wo=self.where,
        )

    @property
    def _state(self) -> str:
        if self.is_open:
            return OPEN
        if self.is_under_way:
            return UNDER_WAY
        if self.is_disputed:
            return DISPUTED
        return self.state.value if self.state else ""


@dataclass(frozen=True, slots=True)
class AuthorityCriteria(Criteria):
    """Which authorities. reported: a member of Reported, or INCOMPLETE, in the month of the Stichtag. live: a package
    number of which at least one rollout is live there. area_class: the class of the map (areas.CLASSES) that a place
    has for the package or service mapped."""

    ROWS: ClassVar[str] = "authorities"
    ABOUT: ClassVar[tuple[str, ...]] = ("kind", "district", "live", "area_class", "mapped_package", "mapped_service")

    words: str = ""
    kind: str = ""
    district: str = ""
    reported: str = ""
    live: int | None = None
    area_class: str = ""
    mapped_package: int | None = None
    mapped_service: str = ""

    def href(self, at: AsOf) -> str:
        """The list of exactly these authorities."""
        return at.href(
            "municipalities",
            name=self.words,
            art=self.kind,
            kreis=self.district,
            gemeldet=self.reported,
            paket_live=self.live or "",
            gebiet=self.area_class,
            paket=self.mapped_package or "",
            leistung=self.mapped_service,
        )


@dataclass(frozen=True, slots=True)
class MunicipalityCriteria(Criteria):
    """Which municipalities (Gemeinden). complete: "ja" or "nein" for the bundle of that slug."""

    ROWS: ClassVar[str] = "municipalities"
    ABOUT: ClassVar[tuple[str, ...]] = ("district", "bundle")

    words: str = ""
    district: str = ""
    bundle: str = ""
    complete: str = ""

    def href(self, at: AsOf) -> str:
        """The list of exactly these municipalities."""
        return at.href(
            "municipalities",
            ebene="gemeinden",
            name=self.words,
            kreis=self.district,
            buendel=self.bundle,
            vollstaendig=self.complete,
        )


@dataclass(frozen=True, slots=True)
class ServiceCriteria(Criteria):
    """Which services of the catalogue. component: the slug of a base component they need."""

    ROWS: ClassVar[str] = "services"
    ABOUT: ClassVar[tuple[str, ...]] = ("assignment", "topic", "life_event", "component")

    words: str = ""
    assignment: str = ""
    topic: str = ""
    life_event: str = ""
    competence: str = ""
    live: str = ""
    component: str = ""

    def href(self, at: AsOf) -> str:
        """The list of exactly these services."""
        return at.href(
            "services",
            name=self.words,
            zuordnung=self.assignment,
            themenfeld=self.topic,
            lage=self.life_event,
            zustaendigkeit=self.competence,
            live=self.live,
            komponente=self.component,
        )
