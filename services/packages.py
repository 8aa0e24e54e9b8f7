"""Which rollout package a service belongs to: a rule over the base components it needs (letter, item 3). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Addressee(StrEnum):
    """Whom a service is for; citizens and businesses are shown separately (letter, aims)."""

    CITIZENS = "citizens"
    BUSINESSES = "businesses"
    BOTH = "both"

    @property
    def label(self) -> str:
        """The German word."""
        return {"citizens": "Bürgerinnen und Bürger", "businesses": "Unternehmen", "both": "beide"}[self.value]


class Assigned(StrEnum):
    """What the rule says about a service."""

    PACKAGE = "package"
    WAITS_FOR_LZA = "waits_for_lza"
    UNKNOWN = "unknown"
    OUT_OF_PLAN = "out_of_plan"


ASSIGNED: Mapping[Assigned, str] = {
    Assigned.PACKAGE: "zugeordnet",
    Assigned.WAITS_FOR_LZA: "wartet auf Langzeitarchivierung",
    Assigned.UNKNOWN: "Bedarf nicht bekannt",
    Assigned.OUT_OF_PLAN: "Vollzug nur durch den Bund",
}


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What the rule needs to know. needs holds component slugs; out_of_scope those the plan leaves out (LZA)."""

    is_municipal_or_state: bool
    needs_known: bool
    efa_land: str
    needs: frozenset[str]
    out_of_scope: frozenset[str]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The package number (None where the service belongs to none), and why, in words."""

    assigned: Assigned
    package: int | None
    reason: str


# The letter names these two as what package 1 must do without (item 3).
BEYOND_PACKAGE_1 = frozenset({"epayment", "signatur"})


def assign(facts: ServiceFacts) -> Assignment:
    """The package of a service. Order of the rules: foreign-planned EfA, then LZA, then components (domain 1.6).

    Unknown needs are no package, never silently package 1.
    """
    if not facts.is_municipal_or_state:
        return Assignment(Assigned.OUT_OF_PLAN, None, "Die Leistung wird nur vom Bund vollzogen.")
    if not facts.needs_known:
        return Assignment(Assigned.UNKNOWN, None, "Welche Basiskomponenten die Leistung braucht, ist nicht bekannt.")
    if facts.efa_land:
        return Assignment(
            Assigned.PACKAGE, 3, f"Die Leistung wird als Einer-für-Alle-Leistung durch {facts.efa_land} geplant."
        )
    if facts.needs & facts.out_of_scope:
        return Assignment(
            Assigned.WAITS_FOR_LZA,
            None,
            "Die Leistung braucht eine Komponente ohne Termin im Plan (Langzeitarchivierung).",
        )
    beyond = sorted(facts.needs & BEYOND_PACKAGE_1)
    if beyond:
        return Assignment(Assigned.PACKAGE, 2, "Die Leistung braucht ePayment oder Signaturdienste.")
    return Assignment(Assigned.PACKAGE, 1, "Die Leistung braucht weder ePayment noch Signaturdienste.")
