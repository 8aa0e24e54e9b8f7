"""The database and the broker a command works with: given by the environment, or private ones started for it."""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from house import engine_folder, postgres, valkey
from house.checkout import Checkout
from house.failures import Failure
from house.processes import Child
from house.progress import Step


@dataclass(slots=True)
class Engines:
    """The URLs of database and broker, the programs we started for them, and where to note what a database holds."""

    urls: dict[str, str]
    children: list[Child] = field(default_factory=list)
    note: Path | None = None


def given() -> dict[str, str]:
    """Returns the URLs that the environment already gives; the owner's counts beside the application's only."""
    wanted = ["DATABASE_URL", "REDIS_URL"]
    if os.environ.get("DATABASE_URL"):
        wanted.append("DATABASE_OWNER_URL")
    return {name: os.environ[name] for name in wanted if os.environ.get(name)}


def complete(urls: Mapping[str, str]) -> bool:
    """Says whether database and broker are both there."""
    return {"DATABASE_URL", "REDIS_URL"} <= set(urls)


def as_owner(urls: Mapping[str, str]) -> dict[str, str]:
    """Returns the URLs for whoever changes tables: the owner's in the application's place, where it is known."""
    rest = {name: url for name, url in urls.items() if name != "DATABASE_OWNER_URL"}
    return rest | {"DATABASE_URL": urls.get("DATABASE_OWNER_URL", urls["DATABASE_URL"])}


def as_application(urls: Mapping[str, str]) -> dict[str, str]:
    """Returns the URLs for the site: nobody who answers requests knows the owner's.

    It is emptied, not left out: a program we start also gets what the person's own environment gives.
    """
    return dict(urls) | {"DATABASE_OWNER_URL": ""}


@contextlib.contextmanager
def lasting(checkout: Checkout, step: Step, *, database: str, number: int) -> Iterator[Engines]:
    """Runs the private engines on the data under `var/engines`, which stays; one command at a time may."""
    urls = given()
    if complete(urls):
        step.note("DATABASE_URL und REDIS_URL sind gesetzt")
        yield Engines(urls)
        return
    folder = checkout.var / "engines"
    folder.mkdir(exist_ok=True)
    with (
        held(checkout.var / "engines.lock"),
        _running(checkout, folder, step, database=database, number=number, durable=True) as engines,
    ):
        yield engines


@contextlib.contextmanager
def passing(checkout: Checkout, step: Step) -> Iterator[Engines]:
    """Runs private engines on data of their own that vanishes at the end; several commands at once do not meet."""
    urls = given()
    if complete(urls):
        step.note("DATABASE_URL und REDIS_URL sind gesetzt")
        yield Engines(urls)
        return
    sweep(checkout.var)
    folder = Path(tempfile.mkdtemp(prefix=".test-", dir=checkout.var))
    try:
        with held(folder / "lock"):
            folder = folder.rename(folder.with_name(folder.name.removeprefix(".")))
            with _running(checkout, folder, step, database="ozg", number=0, durable=False) as engines:
                yield engines
    finally:
        engine_folder.remove(folder)


def sweep(var: Path) -> None:
    """Removes what killed test runs left behind; a folder whose lock is held belongs to one that still runs."""
    for folder in var.glob("test-*"):
        with contextlib.suppress(Failure, OSError), held(folder / "lock"):
            engine_folder.remove(folder)


@contextlib.contextmanager
def _running(
    checkout: Checkout,
    folder: Path,
    step: Step,
    *,
    database: str,
    number: int,
    durable: bool,
) -> Iterator[Engines]:
    """Starts what the environment does not give, and stops it in the reverse order."""
    engines = Engines(given())
    home = engine_folder.prepare(checkout, folder)
    log = checkout.log if durable else (lambda name: folder / f"{name}.log")
    try:
        if "DATABASE_URL" not in engines.urls:
            engines.children.append(postgres.start(home, log("postgres"), step, durable=durable))
            engines.urls |= postgres.create_database(checkout, home, database, durable=durable)
            engines.note = postgres.note(home, database)
        if "REDIS_URL" not in engines.urls:
            engines.children.append(valkey.start(home, log("valkey"), step))
            engines.urls["REDIS_URL"] = valkey.url(home, number)
        yield engines
    finally:
        for child in reversed(engines.children):
            child.stop()
        engine_folder.remove_sockets(home)


@contextlib.contextmanager
def held(lock: Path) -> Iterator[None]:
    """Holds a lock that the kernel releases when we end, however that happens."""
    with lock.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            raise Failure(
                f"Die Anwendung läuft aus diesem Ordner schon (Prozess {handle.read().strip() or 'unbekannt'}). "
                "Abhilfe: dort mit Strg-C beenden, dann erneut starten."
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
