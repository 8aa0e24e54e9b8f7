"""Who has reported, as a sentence: "has reported" means everything; one has, several have."""

from __future__ import annotations

from datetime import date

from dashboards.figures.authorities import reported
from dashboards.parts.reported import reported_sentence
from municipalities.rollout_states import RolloutState as S
from ozgtracker.ui.as_of import AsOf
from tests.dashboards.small import Small

JUNE = date(2022, 6, 8)


def _said(at: AsOf) -> str:
    return reported_sentence(reported(at), at)


def test_who_reported_one_of_several_has_not_reported(small: Small, at: AsOf) -> None:
    assert _said(at) == "0 von 4 Verwaltungen haben im Juni 2022 vollständig gemeldet, 0 teilweise, 4 gar nicht."

    small.say(small.free, "10001", S.PLANNED, JUNE)
    assert _said(at) == "0 von 4 Verwaltungen haben im Juni 2022 vollständig gemeldet, 1 teilweise, 3 gar nicht."


def test_one_has_and_several_have(small: Small, at: AsOf) -> None:
    for ozg_id in ("10001", "10003"):
        small.say(small.free, ozg_id, S.PLANNED, JUNE)
    assert _said(at) == "1 von 4 Verwaltungen hat im Juni 2022 vollständig gemeldet, 0 teilweise, 3 gar nicht."

    for ozg_id in ("10001", "10003"):
        small.say(small.villages, ozg_id, S.PLANNED, JUNE)
    assert _said(at) == "2 von 4 Verwaltungen haben im Juni 2022 vollständig gemeldet, 0 teilweise, 2 gar nicht."
