"""A private Valkey (the broker) for trying out and for tests: every write goes to disk, a Unix socket, no network."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

from house.engine_folder import EngineFolder
from house.processes import Program, Words
from house.progress import Step


@contextlib.contextmanager
def running(home: EngineFolder, log: Path, step: Step) -> Iterator[Program]:
    """Runs Valkey, once it answers."""
    place = _socket(home)
    listening = ["--port", "0", "--unixsocket", str(place), "--unixsocketperm", "700"]
    keeping = ["--dir", str(home.data / "valkey"), "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
    command: Words = [home.valkey(), *listening, *keeping]
    program = Program(command, log, name="Der Nachrichtenverteiler (Valkey)", account=home.account)
    with program.running():
        yield program.wait_until(lambda: _answers(place), step, within=60)


def url(home: EngineFolder, number: int) -> str:
    """Returns the URL of one of its sixteen databases."""
    return f"redis+socket://{_socket(home)}?virtual_host={number}"


def _socket(home: EngineFolder) -> Path:
    return home.sockets / "valkey.sock"


def _answers(place: Path) -> bool:
    """Says whether it takes commands: it refuses them while it still reads its data."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(place))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False
