"""Which rollout package a service belongs to: a rule over the base components it needs (letter, item 3). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ozgtracker.findings import Finding, found


class Addressee(StrEnum):
    """Whom a service is for; citizens and businesses are shown separately (letter, aims)."""

    CITIZENS = "citizens"
    BUSINESSES = "businesses"
    BOTH = "both"


class Assigned(StrEnum):
    """What the rule says about a service."""

    PACKAGE = "package"
    WAITS_FOR_LZA = "waits_for_lza"
    UNKNOWN = "unknown"
    OUT_OF_PLAN = "out_of_plan"


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
    """The package number (None where the service belongs to none), and why."""

    assigned: Assigned
    package: int | None
    reason: Finding


# The letter names these two as what package 1 must do without (item 3).
BEYOND_PACKAGE_1 = frozenset({"epayment", "signatur"})


def assign(facts: ServiceFacts) -> Assignment:
    """The package of a service. Order of the rules: foreign-planned EfA, then LZA, then components (domain 1.6).

    Unknown needs are no package, never silently package 1.
    """
    if not facts.is_municipal_or_state:
        return Assignment(Assigned.OUT_OF_PLAN, None, found("package.federal"))
    if not facts.needs_known:
        return Assignment(Assigned.UNKNOWN, None, found("package.needs-unknown"))
    if facts.efa_land:
        return Assignment(Assigned.PACKAGE, 3, found("package.planned-elsewhere", land=facts.efa_land))
    if facts.needs & facts.out_of_scope:
        return Assignment(Assigned.WAITS_FOR_LZA, None, found("package.needs-undated-component"))
    beyond = sorted(facts.needs & BEYOND_PACKAGE_1)
    if beyond:
        return Assignment(Assigned.PACKAGE, 2, found("package.needs-payment-or-signature"))
    return Assignment(Assigned.PACKAGE, 1, found("package.needs-neither"))
