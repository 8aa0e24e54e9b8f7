"""The day before the plan: no page pretends that milestones were missed or kept."""

from __future__ import annotations

from datetime import date

from dashboards.overview.page import situation
from milestones.listing import answer
from ozgtracker.ui.as_of import AsOf
from tests.dashboards.small import Small

BEFORE, TODAY = date(2021, 12, 20), date(2022, 6, 15)


def test_overview_and_list_say_since_when_there_is_a_plan(small: Small) -> None:
    shown = situation(AsOf(BEFORE, TODAY))

    assert shown.plan is not None
    assert answer(shown.plan).reached == "Der Plan wurde erst am 21.12.2021 verabredet"
    assert shown.sentence[-1].text == "Der Plan wurde erst am 21.12.2021 verabredet."
