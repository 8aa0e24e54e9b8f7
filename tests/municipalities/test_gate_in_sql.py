"""What waits for a component, asked in SQL for all services at once: the same as the gate says one by one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from municipalities.gate_queries import gates_for
from services.actions import deliver_component
from services.models import Component, Service, ServiceNeed
from tests.municipalities.small_world import World

FIRST, LAST = date(2022, 3, 1), date(2022, 6, 15)
days = st.dates(FIRST, LAST)
needs = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), unique=True, max_size=6)
deliveries = st.lists(st.tuples(st.integers(0, 2), days, st.booleans()), unique_by=lambda one: one[:2], max_size=6)


@pytest.mark.django_db
@settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(needs=needs, said=deliveries, day=days, platform=st.booleans())
def test_sql_keeps_closed_what_the_gate_keeps_closed(
    small: World, needs: list[tuple[int, int]], said: list[tuple[int, date, bool]], day: date, platform: bool
) -> None:
    """Whatever needs what, whichever component became ready (or was taken back), on any day, with a platform or not."""
    services, components = list(Service.objects.order_by("pk")), list(Component.objects.order_by("pk"))
    with transaction.atomic():
        Component.objects.filter(is_platform=True).update(is_platform=platform)
        ServiceNeed.objects.all().delete()
        for service, component in needs:
            ServiceNeed.objects.create(
                service=services[service], component=components[component], source="Test", is_assumption=True
            )
        for index, on, is_ready in sorted(said, key=lambda one: one[1]):
            fresh = Component.objects.get(pk=components[index].pk)
            deliver_component(
                by=None, component=fresh, on=on, ready_on=on if is_ready else None, forecast_on=None, reason="Test"
            )
        waiting = {service.pk for service in Service.objects.waiting_on(day)}
        gates = gates_for(services, day)
        transaction.set_rollback(True)

    assert waiting == {pk for pk, gate in gates.items() if not gate.is_open}
