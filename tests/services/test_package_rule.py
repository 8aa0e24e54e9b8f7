"""Which package a service belongs to: a rule over what it needs, in the order the letter implies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.saying import say
from services.packages import Addressee, Assigned, ServiceFacts, assign
from services.words import ADDRESSEES, ASSIGNED

LZA = frozenset({"lza"})
NEEDS = st.frozensets(st.sampled_from(["nutzerkonto", "epayment", "signatur", "lza", "verwaltungsportal"]))
facts = st.builds(
    ServiceFacts,
    is_municipal_or_state=st.booleans(),
    needs_known=st.booleans(),
    efa_land=st.sampled_from(["", "Hessen"]),
    needs=NEEDS,
    out_of_scope=st.just(LZA),
)


def of(*needs: str, efa: str = "", known: bool = True, municipal: bool = True) -> tuple[Assigned, int | None]:
    found = assign(ServiceFacts(municipal, known, efa, frozenset(needs), LZA))
    return found.assigned, found.package


def test_without_payment_and_signature_is_package_1() -> None:
    assert of() == (Assigned.PACKAGE, 1)
    assert of("nutzerkonto", "verwaltungsportal") == (Assigned.PACKAGE, 1)


def test_with_payment_or_signature_is_package_2() -> None:
    assert of("epayment") == of("signatur", "nutzerkonto") == (Assigned.PACKAGE, 2)


def test_planned_by_others_is_package_3_whatever_it_needs() -> None:
    assert of("epayment", efa="Hessen") == of("lza", efa="Hessen") == (Assigned.PACKAGE, 3)


def test_what_needs_long_term_preservation_is_in_no_dated_package() -> None:
    assert of("lza", "epayment") == (Assigned.WAITS_FOR_LZA, None)


def test_unknown_needs_are_no_package() -> None:
    assert of(known=False) == of(known=False, efa="Hessen") == (Assigned.UNKNOWN, None)


def test_what_only_the_federation_executes_is_outside_the_plan() -> None:
    assert of("epayment", municipal=False) == (Assigned.OUT_OF_PLAN, None)


def test_tables_are_total() -> None:
    assert set(ASSIGNED) == set(Assigned)
    assert set(ADDRESSEES) == set(Addressee)


@given(facts)
def test_every_service_is_assigned_with_a_reason(facts: ServiceFacts) -> None:
    found = assign(facts)

    assert say(found.reason).endswith(".")
    assert (found.package is not None) == (found.assigned is Assigned.PACKAGE)
    assert found.package in {None, 1, 2, 3}


@given(facts)
def test_payment_and_signature_never_come_in_package_1(facts: ServiceFacts) -> None:
    if assign(facts).package == 1:
        assert not facts.needs & {"epayment", "signatur", "lza"}
        assert facts.needs_known
