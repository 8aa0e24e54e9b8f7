"""The seven roles are declared whole."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import EVERYONE, SPEAKS_FOR, Role, Side
from accounts.words import ROLES, SIDES, WHAT_ROLES_DO
from tests.conftest import Person


def test_it_describes_every_role_in_german() -> None:
    assert set(ROLES) == set(WHAT_ROLES_DO) == set(Role) == EVERYONE
    assert all(ROLES.values())
    assert all(description.endswith(".") for description in WHAT_ROLES_DO.values())


def test_it_names_every_side() -> None:
    assert set(SIDES) == set(Side)


def test_it_knows_for_which_side_each_role_speaks() -> None:
    sides = {role: side for role, side in SPEAKS_FOR.items() if side}

    assert sides == {
        Role.MINISTRY: Side.LAND,
        Role.ASSOCIATION: Side.KOMMUNEN,
        Role.AUTHORITY: Side.KOMMUNEN,
        Role.OPERATOR: Side.LDI,
    }


def test_it_tells_role_and_side_of_a_person(person: Person) -> None:
    somebody: User = person(Role.OPERATOR, name="L. Betrieb")

    assert (str(somebody), somebody.role_label, somebody.side) == ("L. Betrieb", "Plattformbetrieb (LDI)", Side.LDI)
