"""The database and the broker a command works with: given by the environment, or private ones started for it."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from house import engine_folder, postgres, valkey
from house.checkout import Checkout
from house.failures import Failure
from house.locking import held
from house.processes import Program
from house.progress import Step


@dataclass(slots=True)
class Engines:
    """The URLs of database and broker, the programs we started for them, and where to note what a database holds."""

    urls: dict[str, str]
    programs: list[Program] = field(default_factory=list)
    note: Path | None = None


def given() -> dict[str, str]:
    """Returns the URLs that the environment already gives; the owner's counts beside the application's only."""
    wanted = ["DATABASE_URL", "REDIS_URL"]
    if os.environ.get("DATABASE_URL"):
        wanted.append("DATABASE_OWNER_URL")
    return {name: os.environ[name] for name in wanted if os.environ.get(name)}


def as_owner(urls: Mapping[str, str]) -> dict[str, str]:
    """Returns the URLs for whoever changes tables: the owner's in the application's place, where it is known."""
    rest = {name: url for name, url in urls.items() if name != "DATABASE_OWNER_URL"}
    return rest | {"DATABASE_URL": urls.get("DATABASE_OWNER_URL", urls["DATABASE_URL"])}


def as_application(urls: Mapping[str, str]) -> dict[str, str]:
    """Returns the URLs for the site: nobody who answers requests knows the owner's.

    It is emptied, not left out: a program we start also gets what the person's own environment gives.
    """
    return dict(urls) | {"DATABASE_OWNER_URL": ""}


def lasting(checkout: Checkout, step: Step, *, database: str, number: int) -> AbstractContextManager[Engines]:
    """Runs the private engines on the data under `var/engines`, which stays; one command at a time may."""
    return _running(checkout, _lasting_folder(checkout), step, database=database, number=number, durable=True)


def passing(checkout: Checkout, step: Step) -> AbstractContextManager[Engines]:
    """Runs private engines on data of their own that vanishes at the end; several commands at once do not meet."""
    return _running(checkout, passing_folder(checkout), step, database="ozg", number=0, durable=False)


@contextlib.contextmanager
def passing_folder(checkout: Checkout) -> Iterator[Path]:
    """A folder for engines that vanishes at the end, with all of theirs that lies elsewhere."""
    sweep(checkout.var)
    folder = Path(tempfile.mkdtemp(prefix=".test-", dir=checkout.var))
    try:
        with held(folder / "lock"):
            folder = folder.rename(folder.with_name(folder.name.removeprefix(".")))
            yield folder
    finally:
        engine_folder.remove(folder)


def sweep(var: Path) -> None:
    """Removes what killed test runs left behind; a folder whose lock is held belongs to one that still runs."""
    for folder in var.glob("test-*"):
        with contextlib.suppress(Failure, OSError), held(folder / "lock"):
            engine_folder.remove(folder)


@contextlib.contextmanager
def _lasting_folder(checkout: Checkout) -> Iterator[Path]:
    with held(checkout.var / "engines.lock"):
        yield checkout.var / "engines"


@contextlib.contextmanager
def _running(
    checkout: Checkout,
    place: AbstractContextManager[Path],
    step: Step,
    *,
    database: str,
    number: int,
    durable: bool,
) -> Iterator[Engines]:
    """Starts what the environment does not give, and stops it in the reverse order."""
    engines = Engines(given())
    if {"DATABASE_URL", "REDIS_URL"} <= set(engines.urls):
        step.note("DATABASE_URL und REDIS_URL sind gesetzt")
        yield engines
        return
    with place as folder, contextlib.ExitStack() as stack:
        home = stack.enter_context(engine_folder.prepared(checkout, folder))
        logs = checkout.var / "log" if durable else folder
        if "DATABASE_URL" not in engines.urls:
            program = postgres.running(home, logs / "postgres.log", step, durable=durable)
            engines.programs.append(stack.enter_context(program))
            engines.urls |= postgres.create_database(checkout, home, database, durable=durable)
            engines.note = home.data / "postgres" / f"ozg-{database}-holds"  # among the data, and lost with them
        if "REDIS_URL" not in engines.urls:
            program = valkey.running(home, logs / "valkey.log", step)
            engines.programs.append(stack.enter_context(program))
            engines.urls["REDIS_URL"] = valkey.url(home, number)
        yield engines
