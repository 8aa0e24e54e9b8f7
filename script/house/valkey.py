"""A private Valkey (the broker) for trying out and for tests: every write goes to disk, a Unix socket, no network."""

import socket
from pathlib import Path

from house import processes
from house.engine_folder import EngineFolder
from house.processes import Child
from house.progress import Step


def start(home: EngineFolder, log: Path, step: Step) -> Child:
    """Starts Valkey and waits until it answers."""
    place = _socket(home)
    data = home.folder("valkey")
    listening: processes.Words = ["--port", "0", "--unixsocket", place, "--unixsocketperm", "700"]
    keeping: processes.Words = [
        "--dir",
        data,
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "",
    ]
    log.write_bytes(b"")
    child = processes.start(
        "Der Nachrichtenverteiler (Valkey)",
        [home.valkey(), *listening, *keeping],
        log=log,
        cwd=data,
        account=home.account,
    )
    try:
        processes.wait_until(lambda: _answers(place), child, within=60, step=step)
    except BaseException:
        child.stop()
        raise
    return child


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
