"""Figures of issues that were made before each had a name of its own are found under their present one."""

from __future__ import annotations

import pytest

from dashboards.figures.named import FIGURES
from reports.issue.old_names import present

OLD = (
    ("rollouts.state-live", "package-1", "rollouts.live", "package-1"),
    ("rollouts.state-unknown", "", "rollouts.unknown", ""),
    ("rollouts.state-live.maturity-3", "", "rollouts.live.maturity-3", ""),
    ("rollouts.evidence-nein", "", "rollouts.without-evidence", ""),
    ("rollouts.is_open", "", "rollouts.waiting", ""),
    ("authorities.reported-vollstaendig", "", "authorities.reported-complete", ""),
    ("authorities.reported-nein", "", "authorities.reported-nothing", ""),
    ("authorities", "live-1", "authorities.live", "live-1"),
    ("authorities", "area_class-full mapped_package-1", "authorities.area", "area_class-full mapped_package-1"),
    ("municipalities.complete-ja", "bundle-neu-zugezogen", "municipalities.complete", "bundle-neu-zugezogen"),
    ("services.live-ja", "assignment-3", "services.live", "assignment-3"),
    ("services.of-the-plan.competence-nein", "", "services.of-the-plan.without-competence", ""),
    ("milestones.reached", "", "milestones.reached", ""),
    ("rollouts", "package-1", "rollouts", "package-1"),
)


@pytest.mark.parametrize(("name", "about", "now", "now_about"), OLD)
def test_an_old_name_is_a_present_one(name: str, about: str, now: str, now_about: str) -> None:
    stored = {"numbers": [{"name": name, "about": about, "count": 3}], "rows": {"name": "Paket 1"}}

    assert present(stored) == {"numbers": [{"name": now, "about": now_about, "count": 3}], "rows": {"name": "Paket 1"}}
    assert now in {figure.name for figure in FIGURES}


@pytest.mark.parametrize("name", [figure.name for figure in FIGURES])
def test_a_present_name_stays(name: str) -> None:
    assert present({"name": name, "about": "package-1"}) == {"name": name, "about": "package-1"}
