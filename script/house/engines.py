"""The database and the broker a command works with: given by the environment, or private ones started for it."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
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
    wanted = ["REDIS_URL"]
    if os.environ.get("DATABASE_URL"):
        wanted += ["DATABASE_URL", "DATABASE_OWNER_URL"]
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


@contextlib.contextmanager
def running(checkout: Checkout, step: Step, *, kept_as: str = "", number: int = 0) -> Iterator[Engines]:
    """Starts what the environment does not give, and stops it in the reverse order.

    The database `kept_as` and the messages of that number stay under `var/engines`, one command at a time; without
    a name all data vanish at the end, and several commands at once do not meet.
    """
    engines = Engines(given())
    if {"DATABASE_URL", "REDIS_URL"} <= set(engines.urls):
        step.note("DATABASE_URL und REDIS_URL sind gesetzt")
        yield engines
        return
    with contextlib.ExitStack() as stack:
        if kept_as:
            stack.enter_context(held(checkout.var / "engines.lock"))
        folder = checkout.var / "engines" if kept_as else stack.enter_context(passing_folder(checkout))
        logs = checkout.var / "log" if kept_as else folder
        home = stack.enter_context(engine_folder.prepared(checkout, folder))
        if "DATABASE_URL" not in engines.urls:
            database = kept_as or "ozg"
            program = postgres.running(home, logs / "postgres.log", step, durable=bool(kept_as))
            engines.programs.append(stack.enter_context(program))
            engines.urls |= postgres.create_database(checkout, home, database, durable=bool(kept_as))
            engines.note = home.data / "postgres" / f"ozg-{database}-holds"  # among the data, and lost with them
        if "REDIS_URL" not in engines.urls:
            engines.programs.append(stack.enter_context(valkey.running(home, logs / "valkey.log", step)))
            engines.urls["REDIS_URL"] = valkey.url(home, number)
        yield engines


@contextlib.contextmanager
def passing_folder(checkout: Checkout) -> Iterator[Path]:
    """A folder for engines that vanishes at the end, with all of theirs that lies elsewhere."""
    sweep(checkout.var)
    folder = Path(tempfile.mkdtemp(prefix=".test-", dir=checkout.var))
    try:
        with held(folder / "lock"):
            folder = folder.rename(folder.with_name(folder.name.removeprefix(".")))  # from here on it may be swept
            yield folder
    finally:
        engine_folder.remove(folder)


def sweep(var: Path) -> None:
    """Removes what killed test runs left behind; a folder whose lock is held belongs to one that still runs."""
    for folder in var.glob("test-*"):
        with contextlib.suppress(Failure, OSError), held(folder / "lock"):
            engine_folder.remove(folder)
