"""The rows of the catalogue's tables, and the rule that derives the package of each service. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from accounts.roles import Side
from ozgtracker.tables import Blank, Flag, Maybe, Small, Sourced, TableRow, Text, digits, listed_in
from services.packages import Addressee, Assignment, ServiceFacts, assign

TOPIC_AREAS = "ozg_themenfelder.csv"
LIFE_EVENTS = "ozg_lagen.csv"
COMPONENTS = "components.csv"
SERVICES = "ozg_leistungen.csv"
BUNDLES = "bundles.csv"

type TopicAreaName = Annotated[Text, listed_in(TOPIC_AREAS)]
type LifeEventName = Annotated[Text, listed_in(LIFE_EVENTS)]
type ComponentSlug = Annotated[Text, listed_in(COMPONENTS)]
type BundleSlug = Annotated[Text, listed_in(BUNDLES)]
type OzgId = Annotated[Text, listed_in(SERVICES)]


class TopicAreaRow(TableRow):
    """Themenfeld."""

    KEY = ("code",)
    code: Text = Field(max_length=50)
    name: Text = Field(alias="themenfeld", max_length=100)


class LifeEventRow(TableRow):
    """Lage; topic_area is the name of its Themenfeld."""

    KEY = ("lage",)
    name: Text = Field(alias="lage", max_length=200)
    topic_area: TopicAreaName = Field(alias="themenfeld")


class PackageRow(Sourced):
    """Rollout package."""

    KEY = ("number",)
    number: Small
    name: Text = Field(max_length=100)
    short_rule: Text = Field(max_length=100)
    rule_text: Text
    letter_ref: Text = Field(max_length=100)
    opens_words: Text = Field(max_length=60)


class ComponentRow(Sourced):
    """Base component."""

    KEY = ("slug",)
    slug: Text = Field(max_length=50)
    name: Text = Field(max_length=120)
    responsible: Side
    in_scope: Flag
    is_platform: Flag
    description: Blank


class ServiceRow(TableRow):
    """OZG service as the catalogue has it; topic area and life event by name."""

    KEY = ("ozg_id",)
    ozg_id: Annotated[str, digits(5)]
    name: Text = Field(max_length=300)
    topic_area: TopicAreaName = Field(alias="themenfeld")
    life_event: LifeEventName = Field(alias="lage")
    leika_types: Blank = Field(alias="leika_typen", max_length=60)
    is_municipal_or_state: Flag = Field(alias="vollzug_land_kommune")
    sdg1: Flag
    sdg2: Flag


class FactsRow(Sourced):
    """What is known or assumed about a service beyond the catalogue."""

    KEY = ("ozg_id",)
    ozg_id: OzgId
    needs_known: Flag
    efa_land: Blank = Field(max_length=60)
    addressee: Addressee
    priority: Maybe[Small]
    priority_reason: Blank = Field(max_length=300)
    user_benefit: Blank = Field(max_length=300)


class NeedRow(Sourced):
    """A service needs a component."""

    KEY = ("ozg_id", "component")
    ozg_id: OzgId
    component: ComponentSlug


class WithoutKeyRow(TableRow):
    """Administrative service that the LeiKa does not have; no OZG-ID where no service claims it."""

    name: Text = Field(alias="bezeichnung", max_length=500)
    leika_type: Blank = Field(alias="leika_typ", max_length=10)
    ozg_id: Maybe[OzgId]


class LeikaRow(WithoutKeyRow):
    """Administrative service of the LeiKa."""

    KEY = ("leika_schluessel",)
    key: Annotated[str, digits(14)] = Field(alias="leika_schluessel")
    legal_basis: Blank = Field(alias="rechtsgrundlage_kurz", max_length=500)


class BundleRow(Sourced):
    """Life event as a product."""

    KEY = ("slug",)
    slug: Text = Field(max_length=50)
    name: Text = Field(alias="title", max_length=100)
    description: Blank


class BundleServiceRow(Sourced):
    """A service belongs to a bundle."""

    KEY = ("bundle", "ozg_id")
    bundle: BundleSlug
    ozg_id: OzgId
    position: Small


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
    leika_without_key: tuple[WithoutKeyRow, ...]
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
