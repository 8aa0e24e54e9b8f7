"""What became of former bodies, as the real table has it."""

from __future__ import annotations

from datetime import date

import pytest

from municipalities.actions import load_territory
from municipalities.models import Authority, Municipality, Succession

TODAY = date(2022, 6, 15)


@pytest.mark.django_db
def test_the_changes_of_the_territory_lead_to_what_exists_now() -> None:
    load_territory(on=TODAY)
    names = dict(Municipality.objects.values_list("ars", "name")) | dict(Authority.objects.values_list("ars", "name"))

    assert [
        (one.kind, one.predecessor_ars, one.predecessor_name, names[one.successor_ars], str(one.by))
        for one in Succession.objects.all()
    ] == [
        ("umbenennung", "071325006044", "Hamm (Sieg)", "Hamm (Sieg)", "2022-12-31"),
        ("schreibweise", "071325009000", "Betzdorf-Gebardshain", "Betzdorf-Gebhardshain", "2025-11-30"),
        ("aufloesung", "072325005089", "Niedergeckler", "Obergeckler", "2025-11-30"),
        ("aufloesung", "072325005096", "Obergeckler", "Obergeckler", "2025-11-30"),
    ]
