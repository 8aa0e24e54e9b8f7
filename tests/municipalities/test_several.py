"""Several rollouts at once: an empty field leaves what stands, and nothing is saved that was not seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from municipalities.actions import report_rollout, sync_rollouts
from municipalities.models import RolloutReport
from municipalities.reporting import Before, RolloutInput, validate
from municipalities.rollout_states import RolloutState
from municipalities.several import OFFERED, Wanted, adopt
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from tests.conftest import ClientOf
from tests.municipalities.small_world import TOWN, World, make_service

TODAY = date(2022, 6, 15)
MAY = date(2022, 5, 10)
DECEMBER = date(2022, 12, 31)
SEVERAL = f"/report/{TOWN}/several/"


@pytest.fixture
def client(small: World, client_of: ClientOf) -> Client:
    """The officer of the town, who has a third service."""
    make_service("10004", kinds=("kreisfreie_stadt",))
    sync_rollouts(on=TODAY)
    return client_of(small.officer)


def told(small: World, ozg_id: str, **values: Any) -> RolloutReport:
    rollout = small.rollout(ozg_id)
    given: dict[str, Any] = {"state": RolloutState.IN_PROGRESS, "supersedes": rollout.last_report, "on": MAY} | values
    return report_rollout(by=small.officer, rollout=rollout, **given)


def ticket(small: World, ozg_id: str) -> str:
    return f"{ozg_id}:{small.rollout(ozg_id).last_report_id or ''}"


def shown(client: Client, typed: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """The OZG-IDs of what would change, stay and be refused."""
    answer = client.post(SEVERAL, typed)
    assert answer.status_code == 200
    found = answer.context["shown"]
    return tuple([line.row.ozg_id for line in lines] for lines in (found.changed, found.kept, found.refused))  # type: ignore[return-value]


def save(client: Client, typed: dict[str, Any]) -> Any:
    """Sends the form, then exactly what its answer holds."""
    lines = client.post(SEVERAL, typed).context["shown"].changed
    seen = {"which": "ticked", "gesehen": "ja", "zeile": [line.row.ticket for line in lines]}
    return client.post(SEVERAL, typed | seen, follow=True)


def test_nothing_is_preset(client: Client) -> None:
    form = client.get("/report/").context["several"]

    assert [(name, form[name].value()) for name in ("state", "forecast_on", "reason_category", "reason")] == [
        ("state", None), ("forecast_on", None), ("reason_category", None), ("reason", None),
    ]  # fmt: skip
    assert form.fields["state"].choices[0] == ("", "nicht ändern")


def test_one_tick_changes_nothing_that_was_not_chosen(small: World, client: Client) -> None:
    """ "in Arbeit, 31.12.2022" became "geplant" without a date, silently."""
    told(small, "10001", forecast_on=DECEMBER, reason="Die Schulung kommt spät.", maturity=2, remark="nur für uns")

    save(client, {"which": "ticked", "state": "ready", "rollout": ticket(small, "10001")})

    report = small.rollout("10001").last_report
    assert report is not None
    assert (report.said_on, report.state, report.forecast_on) == (TODAY, "ready", DECEMBER)
    assert (report.maturity, report.reason, report.remark) == (2, "Die Schulung kommt spät.", "nur für uns")


def test_nothing_is_saved_before_old_and_new_were_seen(small: World, client: Client) -> None:
    told(small, "10001", forecast_on=DECEMBER)

    typed = {
        "state": "planned",
        "forecast_on": "2022-11-30",
        "reason": "Der Hersteller liefert früher.",
        "reason_category": "contract",
    }
    answer = client.post(SEVERAL, typed | {"which": "ticked", "rollout": [ticket(small, "10001"), "10002:"]})

    body = " ".join(answer.content.decode().split())
    assert "2 Leistungen würden sich ändern." in body
    assert '<del class="muted">in Arbeit</del>' in body
    assert '<del class="muted">31.12.2022</del>' in body
    assert "Begründung: Vertrag oder Vergabe: Der Hersteller liefert früher." in body
    assert "2 Leistungen so melden" in body
    assert RolloutReport.objects.count() == 1


def test_it_says_what_stays_and_what_is_refused_and_why(small: World, client: Client) -> None:
    told(small, "10001", forecast_on=DECEMBER)
    told(small, "10002")

    typed = {"which": "ticked", "state": "in-progress", "rollout": [ticket(small, "10001"), "10002:", "10004:"]}
    assert shown(client, typed) == (["10004"], ["10001"], ["10002"])

    preview = client.post(SEVERAL, typed).context["shown"]
    said = found("rollout.said-with-day", state=RolloutState.IN_PROGRESS, day=DECEMBER)
    assert [line.why for line in (*preview.kept, *preview.refused)] == [
        found("rollout.said-already", said=said),
        found("rollout.overtaken", said=found("rollout.said", state=RolloutState.IN_PROGRESS)),
    ]
    only_day = {"which": "ticked", "forecast_on": "2022-12-31", "rollout": ["10004:"]}
    assert [line.why for line in client.post(SEVERAL, only_day).context["shown"].refused] == [
        found("rollout.choose-state")
    ]


def test_saving_does_exactly_what_was_seen(small: World, client: Client) -> None:
    told(small, "10001")

    answer = save(client, {"which": "ticked", "state": "ready", "rollout": [ticket(small, "10001"), "10002:"]})

    assert answer.redirect_chain == [(f"/report/?ars={TOWN}", 302)]
    assert "2 Leistungen gemeldet." in answer.content.decode()
    assert [small.rollout(ozg_id).state for ozg_id in ("10001", "10002", "10004")] == ["ready", "ready", "unknown"]


def test_whoever_reports_in_between_wins_and_nothing_else_is_saved(small: World, client: Client) -> None:
    lines = {"zeile": ["10001:", "10002:"], "which": "ticked", "state": "ready", "gesehen": "ja"}
    told(small, "10002", on=TODAY)

    answer = client.post(SEVERAL, lines)

    found = answer.context["shown"]
    assert (answer.status_code, len(found.changed), len(found.refused)) == (409, 1, 1)
    assert "Es wurde nichts gespeichert." in answer.content.decode()
    assert [small.rollout(ozg_id).state for ozg_id in ("10001", "10002")] == ["unknown", "in-progress"]


def test_all_that_were_never_reported_are_one_choice(small: World, client: Client) -> None:
    told(small, "10001")

    choices = dict(client.get("/report/").context["several"].fields["which"].choices)
    assert choices == {
        "ticked": "die angehakten",
        "never": "alle 2 noch nie gemeldeten",
        "never-1": "1 noch nie gemeldete: Paket 1",
        "never-2": "1 noch nie gemeldete: Paket 2",
    }
    assert shown(client, {"which": "never", "state": "planned"}) == (["10004", "10002"], [], [])
    assert shown(client, {"which": "never-1", "state": "planned"}) == (["10004"], [], [])
    save(client, {"which": "never", "state": "planned"})
    assert [small.rollout(ozg_id).state for ozg_id in ("10001", "10002", "10004")] == [
        "in-progress", "planned", "planned",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"which": "ticked", "state": "planned"}, "which"),
        ({"which": "ticked", "state": "planned", "rollout": "x:y"}, "which"),
        ({"which": "ticked", "rollout": "10002:"}, "__all__"),
        ({"which": "ticked", "state": "live", "rollout": "10002:"}, "state"),
        ({"which": "ticked", "state": "later", "rollout": "10002:"}, "reason"),
        ({"which": "ticked", "state": "not-competent", "reason": ".", "rollout": "10002:"}, "reason"),
        ({"which": "ticked", "state": "planned", "forecast_on": "2022-06-14", "rollout": "10002:"}, "forecast_on"),
        ({"which": "never-9", "state": "planned"}, "which"),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field_and_stays_ticked(
    small: World, client: Client, typed: dict[str, str], field: str
) -> None:
    answer = client.post(SEVERAL, typed)

    assert (answer.status_code, list(answer.context["several"].errors)) == (422, [field])
    head = answer.content.decode().partition("report-table")[0]
    assert "Es wurde nichts gespeichert." in head
    assert RolloutReport.objects.count() == 0


def test_going_back_keeps_ticks_and_what_was_typed(small: World, client: Client) -> None:
    typed = {"which": "ticked", "state": "planned", "reason": "Noch kein Vertrag", "rollout": "10002:"}

    answer = client.post(SEVERAL, typed | {"zurueck": "ja"})

    assert (answer.status_code, answer.context["ticked"]) == (200, ["10002:"])
    assert answer.context["several"]["reason"].value() == "Noch kein Vertrag"
    assert RolloutReport.objects.count() == 0


NOT_AT_FIRST = {RolloutState.UNKNOWN, RolloutState.LIVE, RolloutState.WITHDRAWN}
days = st.none() | st.dates(TODAY, DECEMBER)
lasts = st.builds(
    RolloutInput,
    state=st.sampled_from([state for state in RolloutState if state not in NOT_AT_FIRST]),
    forecast_on=days,
    maturity=st.none() | st.integers(0, 4),
    reason=st.sampled_from(["", "Die Stelle ist noch unbesetzt."]),
    remark=st.sampled_from(["", "intern"]),
    evidence=st.sampled_from(["", "https://koblenz.example/1"]),
    is_own_solution=st.booleans(),
)
wanteds = st.builds(
    Wanted,
    state=st.none() | st.sampled_from(OFFERED),
    forecast_on=days,
    reason=st.sampled_from(["", "Das Fachverfahren kommt später."]),
    reason_category=st.sampled_from(["", "technology"]),
)


def standing(last: RolloutInput) -> tuple[Before, RolloutInput]:
    """A report as it was stored, and what the next one follows."""
    before = Before(RolloutState.UNKNOWN, None, None, None)
    stored = replace(last, forecast_on=validate(before, replace(last, reason="Weil es so ist."), TODAY).forecast_on)
    return Before(stored.state, None, stored.forecast_on, MAY), stored


@given(lasts, wanteds)
def test_an_empty_field_leaves_what_stands(last: RolloutInput, wanted: Wanted) -> None:
    before, stored = standing(last)
    try:
        said = adopt(before, stored, wanted, TODAY)
    except InvalidInput:
        assert not (wanted.reason and wanted.reason_category)
        return
    if said is None:
        assert wanted.state in {None, stored.state}
        return
    assert said.state is (wanted.state or stored.state)
    assert (said.maturity, said.remark, said.evidence) == (stored.maturity, stored.remark, stored.evidence)
    if wanted.forecast_on is None and said.forecast_on is not None:
        assert said.forecast_on == stored.forecast_on
    if wanted.reason:
        assert (said.reason, said.reason_category) == (wanted.reason, wanted.reason_category)


@given(lasts)
def test_choosing_nothing_changes_nothing(last: RolloutInput) -> None:
    before, stored = standing(last)

    assert adopt(before, replace(stored, is_own_solution=False), Wanted(), TODAY) is None
