"""A private PostgreSQL for trying out and for tests: our own data, a Unix socket, no network."""

import contextlib
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from house.checkout import Checkout
from house.engine_folder import EngineFolder
from house.failures import Failure
from house.processes import Program, Words
from house.progress import Step

# Who may do what (docs/adr/0011): the first makes databases and the other two (deploy/database/roles.sql); the second
# owns the tables and changes them; as the third the application works.
SUPERUSER, OWNER, APPLICATION = "ozg", "ozg_owner", "ozg_app"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# A statement that failed is told by the application, without its values; PostgreSQL would repeat them.
DISCREET = ("log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse")


@contextlib.contextmanager
def running(home: EngineFolder, log: Path, step: Step, *, durable: bool) -> Iterator[Program]:
    """Runs PostgreSQL, once it answers; without `durable` it is faster and may lose data at a power cut.

    Whoever calls holds the lock of the folder (locking.held): a mark of a former PostgreSQL is one of the dead.
    """
    data = home.data / "postgres"
    if not data.exists():
        _initialise(home, data, log, step, durable=durable)
    (data / "postmaster.pid").unlink(missing_ok=True)
    settings = ["listen_addresses=", f"unix_socket_directories={home.sockets}", *DISCREET, *(() if durable else FAST)]
    program = Program(
        [home.postgres("postgres"), "-D", data, *(f"--{setting}" for setting in settings)],
        log,
        env={"LC_ALL": "C", "TZ": "UTC"},
        name="Die Datenbank (PostgreSQL)",
        account=home.account,
        stop_signal=signal.SIGINT,  # "fast": ends connections, writes everything down
    )
    with program.running():
        yield program.wait_until(lambda: _psql(home, "-c", "select 1").returncode == 0, step, within=90)


def create_database(checkout: Checkout, home: EngineFolder, name: str, *, durable: bool) -> dict[str, str]:
    """Makes the database and its roles where they do not exist yet; returns the URLs of the application and the owner.

    Without `durable` the owner may make databases, too: tests have more than one.
    """
    if name not in _psql(home, "-c", "select datname from pg_database").stdout.splitlines():
        _do(home, "-c", f"create database {name}")
    _do(home, "-d", name, "-f", str(checkout.root / "deploy" / "database" / "roles.sql"))
    if not durable:
        _do(home, "-c", f"alter role {OWNER} createdb")
    host = quote(str(home.sockets), safe="/")
    names = {"DATABASE_URL": APPLICATION, "DATABASE_OWNER_URL": OWNER}
    return {url: f"postgresql://{role}@/{name}?host={host}" for url, role in names.items()}


def _do(home: EngineFolder, *words: str) -> None:
    """Runs what must succeed."""
    done = _psql(home, *words)
    if done.returncode:
        raise Failure(f"Die Datenbank ließ sich nicht anlegen: {done.stderr.strip()}")


def _psql(home: EngineFolder, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs psql as the superuser, in the database `postgres` unless `words` name another."""
    command: Words = [home.postgres("psql"), "-XAtq", "-h", home.sockets, "-U", SUPERUSER, "-d", "postgres", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _initialise(home: EngineFolder, data: Path, log: Path, step: Step, *, durable: bool) -> None:
    """Makes the data folder beside its place and moves it in when finished: a kill leaves nothing half-made."""
    unfinished = data.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    # Whoever reaches the socket may: its folder lets in the account of the engines, and root (engine_folder).
    kind = ["--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    quick = [] if durable else ["--no-sync"]
    initdb: Words = [home.postgres("initdb"), "-D", unfinished, "-U", SUPERUSER, *kind, *quick]
    program = Program(initdb, log, env={"LC_ALL": "C"}, account=home.account)
    program.run(step, failed="Die Datenbank ließ sich nicht anlegen")
    unfinished.rename(data)
