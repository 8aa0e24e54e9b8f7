"""The chain over the trail: whoever changes, takes out or puts in a line is found, even the owner of the tables."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from accounts.audit import Subject, entry, record, record_all
from accounts.models import AccessRequest, AuditEntry, AuditSeal, User
from accounts.names import Named
from accounts.trail_chain import Break, Fault, Head, breaks, head, position_of
from tests.conftest import TODAY
from tests.database_roles import OWNER, conninfo
from tests.reports.elsewhere import until, waiting_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)

TRAIL, SEALS = "accounts_auditentry", "accounts_auditseal"


def happen(sentence: str = "Es geschah.", by: User | None = None) -> AuditEntry:
    return record(by=by, on=TODAY, verb="test", subject=Subject("test", "1", "Test"), sentence=sentence)


@pytest.fixture
def five(ministry: User) -> list[int]:
    """The numbers of five entries, each committed by itself."""
    return [happen(f'Zum {number}. Mal: „ü“\n"', ministry).pk for number in range(1, 6)]


def as_owner_unhindered(*statements: str) -> None:
    """What somebody does who owns the tables and puts every trigger to sleep."""
    with psycopg.connect(conninfo(OWNER)) as session:
        for table in (TRAIL, SEALS):
            session.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER".encode())
        for statement in statements:
            session.execute(statement.encode())
        session.execute(b"SET CONSTRAINTS ALL IMMEDIATE")
        for table in (TRAIL, SEALS):
            session.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER".encode())
            # As everywhere in the tests (tests/conftest.py).
            session.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate".encode())


def test_each_entry_is_sealed_with_the_one_before_it_as_anybody_can_recompute(five: list[int]) -> None:
    """With nothing of ours: the form the documentation tells."""
    former = ""
    for position, one in enumerate(AuditEntry.objects.order_by("pk"), start=1):
        at = one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
        values = [one.pk, at, one.on.isoformat(), one.by, one.by_role, one.on_behalf_of, one.verb, one.subject_kind]
        values += [one.subject_key, one.subject_label, one.sentence, one.reason, one.before, one.after, one.source]
        text = json.dumps([*values, str(one.change_set)], ensure_ascii=False)
        former = hashlib.sha256(f"{former}\n{text}".encode()).hexdigest()
        seal = AuditSeal.objects.get(position=position)
        assert (seal.entry_id, seal.hash) == (one.pk, former)
    assert list(breaks()) == []
    assert head() == Head(5, former)


def test_what_is_rolled_back_is_not_sealed_and_leaves_no_gap(five: list[int]) -> None:
    with transaction.atomic():
        happen()
        transaction.set_rollback(True)
    with transaction.atomic():
        happen("Zwei auf einmal.")
        assert head().position == 5
        record_all([entry(by=None, on=TODAY, verb="x", subject=Subject("a", "b", "c"), sentence="Das zweite.")])

    assert (head().position, list(breaks())) == (7, [])


def test_many_at_once_make_one_chain() -> None:
    def run(_number: int) -> None:
        try:
            with transaction.atomic():
                happen()
                happen()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(run, range(40)))

    assert (head().position, list(breaks())) == (80, [])


PUT_IN = (
    'INSERT INTO accounts_auditentry (id, "on", by, by_role, on_behalf_of, verb, subject_kind, subject_key,'
    " subject_label, sentence, reason, source, change_set)"
    " SELECT id + 100, \"on\", by, by_role, on_behalf_of, verb, subject_kind, subject_key, subject_label, 'Erfunden.',"
    " reason, source, change_set FROM accounts_auditentry WHERE id = {number}"
)


def test_who_waits_for_a_row_at_the_end_lets_whoever_holds_it_seal_first(ministry: User, admin: User) -> None:
    """A foreign key is checked when a transaction ends, and waits for who has locked the row it leads to."""
    waits: list[BaseException] = []

    def ask() -> None:
        try:
            with transaction.atomic():
                happen("Erst der Eintrag.", admin)
                AccessRequest.objects.create(
                    kind="invitation",
                    email="x@example.org",
                    name="X",
                    role="admin",
                    requested_by=ministry,
                    requested_on=TODAY,
                )
        except BaseException as error:  # noqa: BLE001 - the test tells
            waits.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        User.objects.select_for_update().get(pk=ministry.pk)
        other = threading.Thread(target=ask)
        other.start()
        until(lambda: waiting_for_a_lock() == 1, 60)
        happen("Hält die Zeile.", ministry)
    other.join(60)

    assert (waits, other.is_alive(), head().position, list(breaks())) == ([], False, 2, [])


TAMPERED: dict[str, tuple[Callable[[list[int]], list[str]], Callable[[list[int]], list[Break]]]] = {
    "one letter changed": (
        lambda five: [f"UPDATE {TRAIL} SET sentence = replace(sentence, 'Mal', 'mal') WHERE id = {five[1]}"],
        lambda five: [Break(Fault.CHANGED, 2, five[1])],
    ),
    "dated back": (
        lambda five: [f"UPDATE {TRAIL} SET at = at - interval '1 day' WHERE id = {five[4]}"],
        lambda five: [Break(Fault.CHANGED, 5, five[4])],
    ),
    "said by somebody else": (
        lambda five: [f"UPDATE {TRAIL} SET by = 'P-22222222' WHERE id = {five[0]}"],
        lambda five: [Break(Fault.CHANGED, 1, five[0])],
    ),
    "taken out": (
        lambda five: [
            f"DELETE FROM {SEALS} WHERE entry_id = {five[2]}",
            f"DELETE FROM {TRAIL} WHERE id = {five[2]}",
        ],
        lambda five: [Break(Fault.GAP, 4, five[3])],
    ),
    "taken out and closed up": (
        lambda five: [
            f"DELETE FROM {SEALS} WHERE entry_id = {five[2]}",
            f"DELETE FROM {TRAIL} WHERE id = {five[2]}",
            f"UPDATE {SEALS} SET position = position - 1 WHERE position = 4",
            f"UPDATE {SEALS} SET position = position - 1 WHERE position = 5",
        ],
        lambda five: [Break(Fault.CHANGED, 3, five[3])],
    ),
    "put in without a seal": (
        lambda five: [PUT_IN.format(number=five[0])],
        lambda five: [Break(Fault.UNSEALED, None, five[0] + 100)],
    ),
    "two exchanged": (
        lambda five: [
            f"UPDATE {TRAIL} SET sentence = 'Zwischen.' WHERE id = {five[0]}",
            f"UPDATE {TRAIL} a SET sentence = b.sentence FROM {TRAIL} b WHERE (a.id, b.id) = ({five[1]}, {five[0]})",
        ],
        lambda five: [Break(Fault.CHANGED, 1, five[0]), Break(Fault.CHANGED, 2, five[1])],
    ),
}


@pytest.mark.parametrize("way", TAMPERED)
def test_it_is_found_where_it_was_done(five: list[int], way: str) -> None:
    statements, expected = TAMPERED[way]

    as_owner_unhindered(*statements(five))

    assert list(breaks()) == expected(five)
    with pytest.raises(CommandError):
        call_command("verify_trail")


def test_a_whole_new_chain_is_found_by_a_head_that_was_printed(
    five: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    printed = head().hash
    as_owner_unhindered(
        f"UPDATE {TRAIL} SET sentence = 'Es war nie anders.' WHERE id = {five[1]}",
        f"DELETE FROM {SEALS}",
        f"SELECT seal_entry(id) FROM {TRAIL} ORDER BY id",
    )

    call_command("verify_trail")
    said = capsys.readouterr().out

    assert said == f"5 Einträge, die Kette ist lückenlos.\nLetzte Prüfsumme: {head().hash}\n"
    assert position_of(printed) is None
    with pytest.raises(CommandError, match="steht nicht in der Kette"):
        call_command("verify_trail", "--head", printed)


def test_a_printed_head_is_found_by_its_beginning(five: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    third = AuditSeal.objects.get(position=3).hash

    call_command("verify_trail", "--head", f"{third[:8]} {third[8:16].upper()}")

    assert capsys.readouterr().out.splitlines()[2].endswith("steht an Stelle 3.")


def test_an_empty_trail_is_said_to_be_empty(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_trail")

    assert capsys.readouterr().out == "Das Protokoll ist leer.\n"
    assert head() == Head(0, "")


def test_names_change_and_vanish_without_the_chain(five: list[int], ministry: User) -> None:
    before = head()
    record(
        by=None,
        on=TODAY,
        verb="test",
        subject=Subject("test", "1", "N. Neu <neu@example.org>"),
        sentence="N. Neu ist neu.",
        after={"wer": ["neu@example.org", 3, None]},
        people=[Named("N. Neu", "neu@example.org")],
    )

    with psycopg.connect(conninfo(OWNER)) as session:
        session.execute(b"DELETE FROM accounts_personname")

    assert (head().position, list(breaks())) == (before.position + 1, [])
