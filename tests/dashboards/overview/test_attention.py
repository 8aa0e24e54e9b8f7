"""What needs attention, in German that agrees in number."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.figures.packages import Need, PackageFigures
from dashboards.overview.attention import attention
from municipalities.coverage import Count
from municipalities.months import Reporting
from ozgtracker.ui.as_of import AsOf
from services.models import Component, Package

DAY = date(2022, 6, 15)


def waiting(number: int, services: int) -> PackageFigures:
    """A package some of whose services wait for a component without a forecast."""
    component = Component(pk=1, slug="signatur", name="Signatur", responsible="ldi", in_scope=True)
    need = Need(component, services, None, None, DAY)
    return PackageFigures(
        package=Package(pk=number, number=number, name=f"Paket {number}"),
        opened_on=None,
        expected_on=None,
        count=Count(),
        authorities_live=0,
        authorities=0,
        services_live=0,
        services=services,
        needs=(need,),
        growth=(),
    )


@pytest.mark.parametrize(
    ("packages", "words"),
    [
        ([(2, 1)], "Paket 2 wartet darauf mit einer Leistung."),
        ([(2, 3)], "Paket 2 wartet darauf mit 3 Leistungen."),
        ([(2, 3), (3, 1)], "Paket 2 und Paket 3 warten darauf mit 4 Leistungen."),
    ],
)
def test_it_says_which_packages_wait_for_a_component(packages: list[tuple[int, int]], words: str) -> None:
    [found] = attention(None, [waiting(*one) for one in packages], Reporting(complete=194), AsOf(DAY, DAY))

    assert found.text == f"Noch nicht bereit, und es gibt keine Prognose. {words}"
