"""What a list is asked for. A figure counts with the same criteria that its link carries, so both agree."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from municipalities.months import Reported
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.told import Told


class Asked(StrEnum):
    """What a list is asked for beyond a state; the value stands in addresses, the name in the names of figures."""

    UNDER_WAY = "under-way"
    WAITING = "open"
    DISPUTED = "not-competent-open"
    LATE = "late"

    @property
    def word(self) -> str:
        """ "under-way"."""
        return self.name.lower().replace("_", "-")


# Authorities that have not reported everything: partly or not at all.
INCOMPLETE = "unvollstaendig"
# What the addresses say in German, in the names of figures.
_EVIDENCE_WORDS = {"ja": "with-evidence", "nein": "without-evidence"}
_REPORTED_WORDS = {"ja": "reported", "nein": "unreported"}
_COMPLETE_WORDS = {"ja": "complete", "nein": "incomplete"}
_COMPETENCE_WORDS = {"ja": "with-competence", "nein": "without-competence"}
_REPORTED_CLASSES = {INCOMPLETE: "incomplete", **{one.value: one.name.lower() for one in Reported}}
_LIVE_WORDS = {"ja": "live", "nein": "not-live"}


@dataclass(frozen=True, slots=True)
class Criteria(ABC):
    """Rows asked for: of what (a package, a place), and which of them. The same on page, list, CSV and paper."""

    ROWS: ClassVar[str]
    # URL names of the list of these rows, and of the same as a table to take away.
    PAGE: ClassVar[str]
    CSV: ClassVar[str]
    # Fields that say what the rows are about; all others say which of them are counted.
    ABOUT: ClassVar[tuple[str, ...]]

    @abstractmethod
    def query(self) -> dict[str, str]:
        """The same as parameters of an address; empty ones ask nothing."""

    @abstractmethod
    def narrowing(self) -> Iterator[str]:
        """What is counted of them, word by word; empty words are left out."""

    @property
    def name(self) -> str:
        """The figure that counts these rows: "rollouts.live" (dashboards.figures.register)."""
        return ".".join([self.ROWS, *filter(None, self.narrowing())])

    @property
    def about(self) -> str:
        """Of what: "package-1"."""
        said = ((name, getattr(self, name)) for name in self.ABOUT)
        return " ".join(f"{name}-{value}" for name, value in said if value)

    def href(self, at: AsOf) -> str:
        """The list of exactly these rows."""
        return at.href(self.PAGE, **self.query())

    def csv(self, at: AsOf) -> str:
        """The same rows as a table to take away."""
        return at.href(self.CSV, **self.query())

    def opens(self, at: AsOf) -> dict[str, str]:
        """Address, name and context, as Tile and Number take them."""
        return {"href": self.href(at), "name": self.name, "about": self.about}

    def told(self, number: int | str) -> Told:
        """The number, or words that say it ("11 %"), with the name of its figure."""
        return Told(number, self.name, self.about)


@dataclass(frozen=True, slots=True)
class RolloutCriteria(Criteria):
    """Which rollouts: empty values leave the question open. changed_since: another state on that day than now.

    component: the slug of a base component that the service needs; asked: more than a state can say (rollouts.ASKED);
    offered_to: the ARS of an authority whose inhabitants they are for, so its Landkreis's too; assignment: why the
    service belongs to no package; maturity: the lowest Reifegrad that counts; evidence: "ja" or "nein" (if live).
    """

    ROWS: ClassVar[str] = "rollouts"
    PAGE: ClassVar[str] = "rollouts"
    CSV: ClassVar[str] = "rollouts-csv"
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
    asked: Asked | None = None
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

    def narrowing(self) -> Iterator[str]:
        """State first; what a form alone can ask for comes last."""
        yield self.asked.word if self.asked else ""
        yield self.state.value if self.state else ""
        yield f"maturity-{self.maturity}" if self.maturity else ""
        yield _EVIDENCE_WORDS.get(self.evidence, "")
        yield _REPORTED_WORDS.get(self.reported, "")
        yield f"changed-since-{self.changed_since}" if self.changed_since else ""
        yield f"what-{self.what}" if self.what else ""
        yield f"where-{self.where}" if self.where else ""

    def query(self) -> dict[str, str]:
        """As the list of rollouts asks."""
        return {
            "stand": self.asked or self.state or "",
            "komponente": self.component,
            "paket": str(self.package or self.assignment),
            "leistung": self.service,
            "verwaltung": self.authority,
            "fuer": self.offered_to,
            "art": self.kind,
            "kreis": self.district,
            "gemeldet": self.reported,
            "reifegrad": str(self.maturity or ""),
            "nachweis": self.evidence,
            "geaendert_seit": self.changed_since.isoformat() if self.changed_since else "",
            "was": self.what,
            "wo": self.where,
        }


@dataclass(frozen=True, slots=True)
class AuthorityCriteria(Criteria):
    """Which authorities. reported: a member of Reported, or INCOMPLETE, in the month of the Stichtag. live: a package
    number of which at least one rollout is live there. area_class: the class of the map (areas.CLASSES) that a place
    has for the package or service mapped."""

    ROWS: ClassVar[str] = "authorities"
    PAGE: ClassVar[str] = "municipalities"
    CSV: ClassVar[str] = "municipalities-csv"
    ABOUT: ClassVar[tuple[str, ...]] = (
        "kind",
        "district",
        "live",
        "area_class",
        "mapped_package",
        "mapped_service",
    )

    words: str = ""
    kind: str = ""
    district: str = ""
    reported: str = ""
    live: int | None = None
    area_class: str = ""
    mapped_package: int | None = None
    mapped_service: str = ""

    def narrowing(self) -> Iterator[str]:
        """Who has reported, where anything is live, how the map paints them."""
        yield f"reported-{_REPORTED_CLASSES[self.reported]}" if self.reported else ""
        yield "live" if self.live else ""
        yield "area" if self.area_class else ""
        yield f"words-{self.words}" if self.words else ""

    def query(self) -> dict[str, str]:
        """As the list of authorities asks."""
        return {
            "name": self.words,
            "art": self.kind,
            "kreis": self.district,
            "gemeldet": self.reported,
            "paket_live": str(self.live or ""),
            "gebiet": self.area_class,
            "paket": str(self.mapped_package or ""),
            "leistung": self.mapped_service,
        }


@dataclass(frozen=True, slots=True)
class MunicipalityCriteria(Criteria):
    """Which municipalities (Gemeinden). complete: "ja" or "nein" for the bundle of that slug."""

    ROWS: ClassVar[str] = "municipalities"
    PAGE: ClassVar[str] = "municipalities"
    CSV: ClassVar[str] = "municipalities-csv"
    ABOUT: ClassVar[tuple[str, ...]] = ("district", "bundle")

    words: str = ""
    district: str = ""
    bundle: str = ""
    complete: str = ""

    def narrowing(self) -> Iterator[str]:
        """Where all of the bundle is live."""
        yield _COMPLETE_WORDS.get(self.complete, "")
        yield f"words-{self.words}" if self.words else ""

    def query(self) -> dict[str, str]:
        """As the list of municipalities asks."""
        return {
            "ebene": "gemeinden",
            "name": self.words,
            "kreis": self.district,
            "buendel": self.bundle,
            "vollstaendig": self.complete,
        }


@dataclass(frozen=True, slots=True)
class ServiceCriteria(Criteria):
    """Which services of the catalogue. component: the slug of a base component they need."""

    ROWS: ClassVar[str] = "services"
    PAGE: ClassVar[str] = "services"
    CSV: ClassVar[str] = "services-csv"
    ABOUT: ClassVar[tuple[str, ...]] = ("assignment", "topic", "life_event", "component")

    words: str = ""
    assignment: str = ""
    topic: str = ""
    life_event: str = ""
    competence: str = ""
    live: str = ""
    component: str = ""

    def narrowing(self) -> Iterator[str]:
        """Where competence is known, what is live anywhere."""
        yield _COMPETENCE_WORDS.get(self.competence, "")
        yield _LIVE_WORDS.get(self.live, "")
        yield f"words-{self.words}" if self.words else ""

    def query(self) -> dict[str, str]:
        """As the list of services asks."""
        return {
            "name": self.words,
            "zuordnung": self.assignment,
            "themenfeld": self.topic,
            "lage": self.life_event,
            "zustaendigkeit": self.competence,
            "live": self.live,
            "komponente": self.component,
        }


@dataclass(frozen=True, slots=True)
class MilestoneCriteria(Criteria):
    """Which milestones of the current plan. light: a member of Light, or "overdue"; is_counted: neither open-ended
    streams nor statutory dates nor what was dropped."""

    ROWS: ClassVar[str] = "milestones"
    PAGE: ClassVar[str] = "milestones"
    CSV: ClassVar[str] = "milestones-csv"
    ABOUT: ClassVar[tuple[str, ...]] = ("side", "phase")

    light: str = ""
    is_counted: bool = False
    side: str = ""
    phase: str = ""

    def narrowing(self) -> Iterator[str]:
        """The light, or that it is counted at all."""
        yield self.light or ("counted" if self.is_counted else "")

    def query(self) -> dict[str, str]:
        """As the list of milestones asks."""
        counted = "ja" if self.is_counted else ""
        return {"ampel": self.light, "zaehlt": counted, "verantwortlich": self.side, "phase": self.phase}
