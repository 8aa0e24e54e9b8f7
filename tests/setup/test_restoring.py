"""What docs/operation.md says of saving, restoring and roles, with PostgreSQL's own programs on a server of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from house import checkout, engines, postgres
from house.engine_folder import EngineFolder

from tests.own_engines import own_place

OLDER = ("ozgtracker", "0001")  # before the table of the signs of life
ADDED = "ozgtracker_heartbeat"
ENTRY = (
    'INSERT INTO accounts_auditentry ("on", by, by_role, on_behalf_of, verb, subject_kind,'
    " subject_key, subject_label, sentence, reason, source, change_set)"
    " VALUES ('2022-06-15', '', 'system', '', 'test', 'a', 'b', 'c', %s, '', 'web', gen_random_uuid())"
)


@dataclass
class Installation:
    """A server of its own, and the programs an operator calls."""

    home: EngineFolder
    urls: dict[str, str]

    def migrate(self, *target: str) -> None:
        """As the owner."""
        environment = {**os.environ, **engines.as_owner(self.urls)}
        root = checkout.current().root
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0", *target], cwd=root, env=environment, check=True
        )

    def call(self, *program: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """As in the container of PostgreSQL: its programs on the path, the superuser's name in the environment."""
        environment = {
            "PATH": f"{Path(self.home.postgres('psql')).parent}:{os.environ['PATH']}",
            "PGHOST": str(self.home.sockets),
            "POSTGRES_USER": postgres.SUPERUSER,
            "POSTGRES_DB": "ozg",
        }
        return subprocess.run(program, input=given, env=environment, capture_output=True, check=False)

    def restore(self, saved: bytes) -> subprocess.CompletedProcess[bytes]:
        """deploy/database/restore."""
        return self.call(checkout.current().root / "deploy" / "database" / "restore", given=saved)

    def ask(self, statement: str, *values: object, url: str = "DATABASE_OWNER_URL") -> list[tuple[object, ...]]:
        """The rows it gives, as the owner unless said otherwise."""
        with psycopg.connect(self.urls[url]) as session:
            cursor = session.execute(statement.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def tables(self) -> set[str]:
        """The names of all of them."""
        found = self.ask("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
        return {str(name) for (name,) in found}

    def told(self) -> list[object]:
        """What the trail says."""
        return [sentence for (sentence,) in self.ask("SELECT sentence FROM accounts_auditentry ORDER BY id")]


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with ExitStack() as stack:
        place = own_place(stack)
        stack.enter_context(postgres.running(place.home, place.folder / "postgres.log", place.step, durable=False))
        yield Installation(place.home, postgres.create_database(place.checkout, place.home, "ozg", durable=False))


@pytest.fixture(scope="module")
def saved(installation: Installation) -> bytes:
    """A dump of an older version with one entry, made as documented; since then a table and an entry came to it."""
    installation.migrate(*OLDER)
    installation.migrate("accounts")
    installation.ask(ENTRY, "Vorher.")
    dump = installation.call("pg_dump", f"--username={postgres.SUPERUSER}", "--format=custom", "ozg").stdout
    installation.migrate()
    installation.ask(ENTRY, "Nachher.")
    assert ADDED in installation.tables()
    return dump


def test_while_somebody_works_with_it_nothing_is_restored(installation: Installation, saved: bytes) -> None:
    with psycopg.connect(installation.urls["DATABASE_URL"]):
        refused = installation.restore(saved)

    assert (refused.returncode, refused.stdout) == (1, b"")
    assert "docker compose stop web worker exporter beat" in refused.stderr.decode()
    assert installation.told() == ["Vorher.", "Nachher."]


@pytest.mark.parametrize("damaged", ["nothing", "cut", "foreign"])
def test_a_damaged_dump_leaves_everything_as_it_is(installation: Installation, saved: bytes, damaged: str) -> None:
    given = {"nothing": b"", "cut": saved[: len(saved) // 2], "foreign": b"CREATE TABLE x (id int);"}[damaged]

    refused = installation.restore(given)

    assert refused.returncode == 1
    assert "die Datenbank ozg ist unverändert" in refused.stderr.decode()
    assert installation.told() == ["Vorher.", "Nachher."]


def test_restored_is_what_was_saved_and_nothing_else(installation: Installation, saved: bytes) -> None:
    done = installation.restore(saved)

    assert (done.returncode, done.stderr) == (0, b"")
    assert (ADDED in installation.tables(), installation.told()) == (False, ["Vorher."])
    kept = done.stdout.decode().split("heißt jetzt ")[1].split(".")[0]
    with psycopg.connect(installation.urls["DATABASE_OWNER_URL"].replace("/ozg?", f"/{kept}?")) as before:
        assert before.execute("SELECT count(*) FROM accounts_auditentry").fetchone() == (2,)

    # What follows is what `docker compose up` does first.
    installation.migrate()

    assert ADDED in installation.tables()
    installation.ask(ENTRY, "Danach.", url="DATABASE_URL")
    assert installation.told() == ["Vorher.", "Danach."]
    for statement, code in (("DELETE FROM accounts_auditentry", "42501"), ("CREATE TABLE mine (id int)", "42501")):
        with pytest.raises(psycopg.Error) as refused:
            installation.ask(statement, url="DATABASE_URL")
        assert refused.value.sqlstate == code
    with pytest.raises(psycopg.errors.RestrictViolation):
        installation.ask("DELETE FROM accounts_auditentry")


def test_an_installation_of_one_role_is_handed_over(installation: Installation, tmp_path: Path) -> None:
    """What belongs to the superuser, as before there were roles, is the owner's afterwards."""
    folder = checkout.current().root / "deploy" / "database"
    (tmp_path / "owner_password").write_text("a1")
    (tmp_path / "application_password").write_text("b2")
    as_superuser = ("psql", "-XAtq", f"--username={postgres.SUPERUSER}", "--dbname=ozg", "--command")
    mine = "SELECT count(*) FROM pg_class WHERE relowner = 'ozg'::regrole AND relnamespace = 'public'::regnamespace"
    installation.call(*as_superuser, "CREATE TABLE of_old (id serial); CREATE FUNCTION old() RETURNS int RETURN 1")
    assert installation.call(*as_superuser, mine).stdout == b"2\n"

    made = installation.call(
        "env", f"OZG_SECRETS={tmp_path}", f"OZG_DATABASE_FILES={folder}", "sh", folder / "make-roles"
    )

    assert (made.returncode, made.stderr) == (0, b"")
    assert installation.call(*as_superuser, mine).stdout == b"0\n"
    kinds = "SELECT count(*) FROM pg_authid WHERE rolname LIKE 'ozg\\_%' AND rolpassword LIKE 'SCRAM-SHA-256$%'"
    assert installation.call(*as_superuser, kinds).stdout == b"2\n"
