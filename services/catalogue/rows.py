"""The rows of the catalogue's tables, and the rule that derives the package of each service. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.roles import Side
from services.packages import Assignment, ServiceFacts, assign


@dataclass(frozen=True, slots=True)
class TopicAreaRow:
    """Themenfeld."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class LifeEventRow:
    """Lage; topic_area is the name of its Themenfeld."""

    name: str
    topic_area: str


@dataclass(frozen=True, slots=True)
class PackageRow:
    """Rollout package."""

    number: int
    name: str
    short_rule: str
    rule_text: str
    letter_ref: str
    opens_words: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """Base component."""

    slug: str
    name: str
    responsible: Side
    in_scope: bool
    is_platform: bool
    description: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """OZG service as the catalogue has it."""

    ozg_id: str
    name: str
    topic_area: str
    life_event: str
    leika_types: str
    is_municipal_or_state: bool
    sdg1: bool
    sdg2: bool


@dataclass(frozen=True, slots=True)
class FactsRow:
    """What is known or assumed about a service beyond the catalogue."""

    ozg_id: str
    needs_known: bool
    efa_land: str
    addressee: str
    priority: int | None
    priority_reason: str
    user_benefit: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A service needs a component."""

    ozg_id: str
    component: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class LeikaRow:
    """Administrative service; no key where the LeiKa has none, no OZG-ID where no service claims it."""

    key: str
    name: str
    leika_type: str
    legal_basis: str
    ozg_id: str


@dataclass(frozen=True, slots=True)
class BundleRow:
    """Life event as a product."""

    slug: str
    name: str
    description: str
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class BundleServiceRow:
    """A service belongs to a bundle."""

    bundle: str
    ozg_id: str
    position: int
    source: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All tables together."""

    topic_areas: tuple[TopicAreaRow, ...]
    life_events: tuple[LifeEventRow, ...]
    packages: tuple[PackageRow, ...]
    components: tuple[ComponentRow, ...]
    services: tuple[ServiceRow, ...]
    facts: dict[str, FactsRow]
    needs: tuple[NeedRow, ...]
    leika: tuple[LeikaRow, ...]
    bundles: tuple[BundleRow, ...]
    bundle_services: tuple[BundleServiceRow, ...]

    def assignments(self) -> dict[str, Assignment]:
        """The package of every service by OZG-ID, by the rule over what it needs."""
        outside = frozenset(component.slug for component in self.components if not component.in_scope)
        needs: dict[str, set[str]] = {}
        for need in self.needs:
            needs.setdefault(need.ozg_id, set()).add(need.component)
        return {
            row.ozg_id: assign(
                ServiceFacts(
                    is_municipal_or_state=row.is_municipal_or_state,
                    needs_known=(facts := self.facts.get(row.ozg_id)) is not None and facts.needs_known,
                    efa_land=facts.efa_land if facts else "",
                    needs=frozenset(needs.get(row.ozg_id, ())),
                    out_of_scope=outside,
                )
            )
            for row in self.services
        }
