"""Whether the inhabitants of a place can do a whole bundle online: the rule, one place at a time. Pure.

The list asks the same in SQL (dashboards.figures.bundles.complete_places); a test proves that both agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from municipalities.rollout_states import RolloutState

LIVE = frozenset({RolloutState.LIVE})
LIVE_OR_UNKNOWN = frozenset({RolloutState.LIVE, RolloutState.UNKNOWN})

# (authority, service) -> state, for competent authorities only.
type States = Mapping[tuple[int, int], RolloutState]


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """An administration, the Landkreis that serves its inhabitants too (None: none), and who lives there.

    taken_over: the services that the Landkreis does not carry out here, because a large town does it itself.
    """

    authority: int
    district: int | None
    municipalities: int
    inhabitants: int
    taken_over: Collection[int] = ()


def has_service(place: PlaceFacts, service: int, states: States, accepted: Collection[RolloutState]) -> bool:
    """Every authority competent for the inhabitants is in an accepted state, and there is at least one."""
    competent = [place.authority, None if service in place.taken_over else place.district]
    here = [states[key, service] for key in competent if key is not None and (key, service) in states]
    return bool(here) and all(state in accepted for state in here)


def has_bundle(
    place: PlaceFacts, services: Collection[int], states: States, accepted: Collection[RolloutState]
) -> bool:
    """Every service of the bundle; a bundle without services is complete nowhere."""
    return bool(services) and all(has_service(place, service, states, accepted) for service in services)


def may_have_service(place: PlaceFacts, service: int, states: States, barred: Collection[int]) -> bool:
    """The most that can be: what nobody reported counts as live, unless the gate keeps the service closed (barred)."""
    return has_service(place, service, states, LIVE if service in barred else LIVE_OR_UNKNOWN)


def may_have_bundle(place: PlaceFacts, services: Collection[int], states: States, barred: Collection[int]) -> bool:
    """The same for every service of the bundle."""
    return bool(services) and all(may_have_service(place, service, states, barred) for service in services)


def is_missing(place: PlaceFacts, service: int, states: States) -> bool:
    """Somebody competent has said that it is not live, or nobody is competent at all."""
    return not has_service(place, service, states, LIVE_OR_UNKNOWN)


def is_unreported(place: PlaceFacts, service: int, states: States) -> bool:
    """Nothing is known to be missing, but somebody competent has not reported: that is not "no"."""
    return has_service(place, service, states, LIVE_OR_UNKNOWN) and not has_service(place, service, states, LIVE)


def inhabitants(places: Iterable[PlaceFacts]) -> int:
    """All people who live in these places."""
    return sum(place.inhabitants for place in places)
