"""For whom do I report? What somebody reads who speaks for several."""

from __future__ import annotations

from municipalities.models import Association, Membership
from tests import factories
from tests.conftest import ClientOf
from tests.municipalities.small_world import DISTRICT, World


def test_only_an_association_reports_on_behalf(small: World, client_of: ClientOf) -> None:
    Membership.objects.create(
        association=Association.objects.get(), authority=small.district, source="Test", is_assumption=False
    )
    factories.mandate(small.officer, small.district)

    association = client_of(small.association_user).get("/report/").content.decode()
    officer = client_of(small.officer).get("/report/").content.decode()

    assert ("im Auftrag" in association, "im Auftrag" in officer) == (True, False)
    assert "Für welche Ihrer Verwaltungen möchten Sie melden?" in officer
    assert f'href="?ars={DISTRICT}&amp;zeigen=offen"' in officer
