"""A private PostgreSQL for trying out and for tests: our own data, a Unix socket, no network."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from house import processes
from house.checkout import Checkout
from house.engine_folder import EngineFolder
from house.failures import Failure, tail
from house.processes import Child
from house.progress import Step

# Who may do what (docs/adr/0011): the first makes databases and the other two (deploy/database/roles.sql); the second
# owns the tables and changes them; as the third the application works.
SUPERUSER, OWNER, APPLICATION = "ozg", "ozg_owner", "ozg_app"
_FAST = (
    "-c",
    "fsync=off",
    "-c",
    "synchronous_commit=off",
    "-c",
    "full_page_writes=off",
)
# A statement that failed is told by the application, without its values; PostgreSQL would repeat them.
DISCREET = ("log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse")


def start(home: EngineFolder, log: Path, step: Step, *, durable: bool) -> Child:
    """Starts PostgreSQL and waits until it answers; without `durable` it is faster and may lose data at a power cut."""
    data = home.data / "postgres"
    if not data.exists():
        _initialise(home, data, log, step, durable=durable)
    _check_version(home, data)
    _wait_for_former(data)
    _let_us_in(data)
    postgres = home.postgres("postgres")
    command: processes.Words = [
        postgres,
        "-D",
        data,
        "-c",
        "listen_addresses=",
        "-c",
        f"unix_socket_directories={home.sockets}",
        *(word for setting in DISCREET for word in ("-c", setting)),
    ]
    log.write_bytes(b"")
    child = processes.start(
        "Die Datenbank (PostgreSQL)",
        [*command, *(() if durable else _FAST)],
        log=log,
        env={"LC_ALL": "C", "TZ": "UTC"},
        cwd=home.data,
        account=home.account,
        stop_signal=signal.SIGINT,  # "fast": ends connections, writes everything down
    )
    try:
        processes.wait_until(
            lambda: _ask(home, "select 1").returncode == 0,
            child,
            within=90,
            step=step,
        )
    except BaseException:
        child.stop()
        raise
    return child


def create_database(checkout: Checkout, home: EngineFolder, name: str, *, durable: bool) -> dict[str, str]:
    """Makes the database and its roles where they do not exist yet; returns the URLs of the application and the owner.

    Without `durable` the owner may make databases, too: tests have more than one.
    """
    if name not in _ask(home, "select datname from pg_database").stdout.splitlines():
        _do(home, "-c", f"create database {name}")
    _do(home, "-f", str(checkout.root / "deploy" / "database" / "roles.sql"), database=name)
    if not durable:
        _do(home, "-c", f"alter role {OWNER} createdb")
    host = quote(str(home.sockets), safe="/")
    names = {"DATABASE_URL": APPLICATION, "DATABASE_OWNER_URL": OWNER}
    return {url: f"postgresql://{role}@/{name}?host={host}" for url, role in names.items()}


def note(home: EngineFolder, name: str) -> Path:
    """Returns a place to note what the database holds; it lies among the data and is lost with them."""
    return home.data / "postgres" / f"ozg-{name}-holds"


def _do(home: EngineFolder, *words: str, database: str = "postgres") -> None:
    """Runs what must succeed."""
    done = _psql(home, *words, database=database)
    if done.returncode:
        raise Failure(f"Die Datenbank ließ sich nicht anlegen: {done.stderr.strip()}")


def _ask(home: EngineFolder, statement: str) -> subprocess.CompletedProcess[str]:
    """Runs one statement."""
    return _psql(home, "-c", statement, database="postgres")


def _psql(home: EngineFolder, *words: str, database: str) -> subprocess.CompletedProcess[str]:
    """Runs psql as the superuser."""
    where: processes.Words = ["-XAtq", "-h", home.sockets, "-U", SUPERUSER, "-d", database]
    return subprocess.run(
        [home.postgres("psql"), *where, *words],
        capture_output=True,
        text=True,
        check=False,
        env=processes.environment(),
    )


def _initialise(home: EngineFolder, data: Path, log: Path, step: Step, *, durable: bool) -> None:
    """Makes the data folder beside its place and moves it in when finished: a kill leaves nothing half-made."""
    unfinished = data.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    initdb: processes.Words = [
        home.postgres("initdb"),
        "-D",
        unfinished,
        "-U",
        SUPERUSER,
        "--auth=peer",
        "--encoding=UTF8",
    ]
    locale = ["--locale-provider=builtin", "--locale=C.UTF-8", *([] if durable else ["--no-sync"])]
    code = processes.run(
        [*initdb, *locale],
        log=log,
        step=step,
        env={"LC_ALL": "C"},
        cwd=home.data,
        account=home.account,
    )
    if code:
        raise Failure(f"Die Datenbank ließ sich nicht anlegen: {tail(log)}", log=log)
    unfinished.rename(data)


def _let_us_in(data: Path) -> None:
    """Admits exactly the account that runs this command, besides PostgreSQL's own; files keep their owner."""
    roles = (SUPERUSER, OWNER, APPLICATION)
    users = sorted({_name(os.geteuid()), _name(data.stat().st_uid)})
    (data / "pg_hba.conf").write_text(f"local all {','.join(roles)} peer map=house\n", "utf-8")
    lines = [f'house "{user}" {role}\n' for user in users for role in roles]
    (data / "pg_ident.conf").write_text("".join(lines), "utf-8")


def _name(uid: int) -> str:
    """Returns the account's name as PostgreSQL looks it up."""
    return pwd.getpwuid(uid).pw_name


def _check_version(home: EngineFolder, data: Path) -> None:
    """Refuses data of another main version with a sentence instead of PostgreSQL's own words."""
    made_by = (data / "PG_VERSION").read_text("utf-8").strip()
    postgres = home.postgres("postgres")
    answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False)
    runs = answer.stdout.split()[-1].split(".")[0] if answer.stdout else made_by
    if made_by != runs:
        raise Failure(
            f"Die Daten unter {data} stammen von PostgreSQL {made_by}, installiert ist {runs}. "
            f"Abhilfe: {data} umbenennen; der nächste Start legt sie neu an."
        )


def _wait_for_former(data: Path) -> None:
    """After a kill: waits until the former server is gone, and removes its mark if the number is someone else's."""
    mark = data / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(mark.read_text("utf-8").split()[0])
        for _ in range(400):
            if not _is_postgres(pid, data):
                mark.unlink(missing_ok=True)
                return
            time.sleep(0.05)
        raise Failure(
            f"Eine frühere Datenbank (Prozess {pid}) hört nicht auf. Abhilfe: kill {pid}, dann erneut starten."
        )


def _is_postgres(pid: int, data: Path) -> bool:
    """Says whether the process is a PostgreSQL on this very folder."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(data) in words
