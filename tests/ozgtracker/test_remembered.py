"""What many ask for is made once, and never shown after something has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from accounts.models import User
from ozgtracker.remembered import Memory
from services.models import TopicArea
from tests import factories
from tests.settled import settled


@pytest.fixture(autouse=True)
def _nobody_else(transactional_db: None) -> None:
    settled()


class Maker:
    """Counts how often it was asked, and says what stands in the database."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> tuple[str, ...]:
        self.asked += 1
        return tuple(TopicArea.objects.order_by("code").values_list("code", flat=True))


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_made_once_and_anew_after_every_write() -> None:
    memory, make = Memory(), Maker()

    first = [memory.recall("codes", make) for _time in range(3)]
    TopicArea.objects.create(code="wohnen", name="Wohnen")
    settled()
    second = [memory.recall("codes", make) for _time in range(2)]
    TopicArea.objects.update(code="bauen")
    settled()
    third = memory.recall("codes", make)

    assert (first, second, third) == ([()] * 3, [("wohnen",)] * 2, ("bauen",))
    assert make.asked == 3


@pytest.mark.django_db(transaction=True)
def test_what_is_asked_otherwise_is_another_answer() -> None:
    memory = Memory()

    answers = [memory.recall(("day", number), partial(int, number)) for number in (1, 2, 1)]

    assert answers == [1, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_whoever_writes_sees_the_own_words_and_nobody_else_does() -> None:
    memory, make = Memory(), Maker()
    memory.recall("codes", make)

    with transaction.atomic():
        TopicArea.objects.create(code="wohnen", name="Wohnen")
        own = memory.recall("codes", make)
        transaction.set_rollback(True)

    assert (own, memory.recall("codes", make)) == (("wohnen",), ())


@pytest.mark.django_db(transaction=True)
def test_the_oldest_answers_are_forgotten() -> None:
    memory, make = Memory(size=2), Maker()

    for asked in ("a", "b", "c", "a"):
        memory.recall(asked, make)

    assert make.asked == 4
    assert memory.recall("c", make) == ()
    assert make.asked == 4


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_makes_it() -> None:
    memory, make, begun = Memory(), Maker(), Event()

    def slowly() -> tuple[str, ...]:
        begun.wait(0.2)
        return make()

    def ask(_number: int) -> tuple[str, ...]:
        try:
            return memory.recall("codes", slowly)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(ask, range(5)))

    assert (answers, make.asked) == ([()] * 5, 1)


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_fails_is_not_kept() -> None:
    memory, make = Memory(), Maker()

    with pytest.raises(ZeroDivisionError):
        memory.recall("codes", lambda: 1 // 0)

    assert memory.recall("codes", make) == ()


@pytest.mark.django_db(transaction=True)
def test_what_no_page_shows_changes_nothing() -> None:
    memory, make = Memory(), Maker()
    memory.recall("codes", make)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET expire_date = now()")
        cursor.execute("DELETE FROM django_session")

    memory.recall("codes", make)
    assert make.asked == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_made_anew_only_by_what_it_was_read_from() -> None:
    memory, make = Memory(), Maker()
    memory.recall("codes", make)
    factories.person()
    settled()

    assert (memory.recall("codes", make), make.asked) == ((), 1)


@pytest.mark.django_db(transaction=True)
def test_an_answer_made_of_remembered_ones_knows_what_these_were_read_from() -> None:
    inner, outer, make, asked = Memory(), Memory(), Maker(), []

    def both() -> tuple[str, ...]:
        asked.append(User.objects.count())
        return inner.recall("codes", make)

    inner.recall("codes", make)
    first = [outer.recall("both", both) for _time in range(2)]
    TopicArea.objects.create(code="wohnen", name="Wohnen")
    settled()
    second = [outer.recall("both", both) for _time in range(2)]
    factories.person()
    settled()
    third = outer.recall("both", both)

    assert (first, second, third) == ([()] * 2, [("wohnen",)] * 2, ("wohnen",))
    assert (len(asked), make.asked) == (3, 2)


@pytest.mark.django_db(transaction=True)
def test_what_was_read_before_makes_it_anew_too() -> None:
    memory, topic = Memory(), TopicArea.objects.create(code="wohnen", name="Wohnen")
    settled()
    first = memory.recall("name", lambda: topic.name, seen=[topic])
    TopicArea.objects.update(name="Bauen")
    settled()
    topic.refresh_from_db()

    assert (first, memory.recall("name", lambda: topic.name, seen=[topic])) == ("Wohnen", "Bauen")


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_under_way_when_its_table_changes_is_made_anew_by_the_next() -> None:
    memory, make = Memory(), Maker()

    def meanwhile() -> tuple[str, ...]:
        found = make()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_insert).result()
        return found

    first = memory.recall("codes", meanwhile)
    settled()

    assert (first, memory.recall("codes", make)) == ((), ("wohnen",))


def _insert() -> None:
    try:
        TopicArea.objects.create(code="wohnen", name="Wohnen")
    finally:
        connection.close()
