"""Who has reported, as a sentence: one has, several have."""

from __future__ import annotations

from datetime import date

from dashboards.figures.authorities import reported_sentence
from dashboards.figures.moment import Moment
from municipalities.rollout_states import RolloutState as S
from tests.dashboards.small import Small

JUNE = date(2022, 6, 8)


def test_one_has_and_several_have(small: Small, at: Moment) -> None:
    assert reported_sentence(at) == "0 von 4 Verwaltungen haben im Juni 2022 gemeldet."

    small.say(small.town, "10001", S.PLANNED, JUNE)
    assert reported_sentence(at) == "1 von 4 Verwaltungen hat im Juni 2022 gemeldet."

    small.say(small.free, "10001", S.PLANNED, JUNE)
    assert reported_sentence(at) == "2 von 4 Verwaltungen haben im Juni 2022 gemeldet."
