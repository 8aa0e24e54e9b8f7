"""Two who put the same address on the list at the same moment: one row, and a sentence for the second."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from accounts.models import User
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from reports.actions import add_recipient
from reports.models import Recipient
from tests.conftest import TODAY
from tests.reports.elsewhere import until, waiting_for_a_lock


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_at_once_reads_that_the_address_is_known(ministry: User) -> None:
    def add() -> Recipient:
        try:
            return add_recipient(by=ministry, email="RH@demo.example", name="Rechnungshof", on=TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = add_recipient(by=ministry, email="rh@demo.example", name="Rechnungshof", on=TODAY)
            late = pool.submit(add)
            until(lambda: waiting_for_a_lock() == 1)
        refused = late.exception(10)

    assert isinstance(refused, InvalidInput)
    assert (refused.finding, refused.field) == (found("recipient.known"), "email")
    assert list(Recipient.objects.all()) == [first]
