"""What goes wrong in the story: something live is switched off again, and something was never live at all. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from demonstration.round import PACKAGE_1_OPENS, Place, Round
from municipalities.reporting import RolloutInput
from municipalities.rollout_states import RolloutState
from services.reasons import NO_CATEGORY

WITHDRAWN_ON = date(2022, 6, 10)
WITHDRAWN_REASON = "Fehler bei der Übergabe der Anträge an die Fachanwendung; bis zur Behebung abgeschaltet."
WRONGLY_LIVE_ON, CORRECTED_ON = date(2022, 6, 13), date(2022, 6, 14)
CORRECTED_REASON = "Gemeldet war die falsche Zeile; live ging hier noch nichts."


def withdrawal(told: Sequence[Round], rng: random.Random) -> list[Round]:
    """One service that went live early is switched off again: a step back is said, too."""
    live = [
        (one.ars, ozg_id)
        for one in told
        if one.on < PACKAGE_1_OPENS
        for ozg_id, said in one.said
        if said.state is RolloutState.LIVE
    ]
    if not live:
        return []
    ars, ozg_id = rng.choice(sorted(live))
    return [Round(WITHDRAWN_ON, ars, ((ozg_id, RolloutInput(RolloutState.WITHDRAWN, reason=WITHDRAWN_REASON)),))]


def correction(places: Sequence[Place], told: Sequence[Round], rng: random.Random) -> list[Round]:
    """Once the wrong line is reported live, and put right the next day; what stood before stands again."""
    open_to_all = {
        (place.ars, offer.ozg_id)
        for place in places
        for offer in place.services
        if offer.package == 1 and offer.gate_opens_on and offer.gate_opens_on <= WRONGLY_LIVE_ON
    }
    stands = {(one.ars, ozg_id): said for one in sorted(told, key=lambda one: one.on) for ozg_id, said in one.said}
    # Whoever has reported in June already: the round is over, nothing else is confirmed along with it.
    ready = {one.ars for one in told if one.on.month == WRONGLY_LIVE_ON.month and one.on < WRONGLY_LIVE_ON}
    found = sorted(
        key for key, said in stands.items()
        if said.state is RolloutState.IN_PROGRESS and key in open_to_all and key[0] in ready
    )  # fmt: skip
    if not found:
        return []
    ars, ozg_id = rng.choice(found)
    wrong = RolloutInput(RolloutState.LIVE, live_on=WRONGLY_LIVE_ON - timedelta(days=3), maturity=3)
    right = replace(stands[ars, ozg_id], reason=CORRECTED_REASON, reason_category=NO_CATEGORY, is_correction=True)
    return [Round(day, ars, ((ozg_id, said),)) for day, said in ((WRONGLY_LIVE_ON, wrong), (CORRECTED_ON, right))]
