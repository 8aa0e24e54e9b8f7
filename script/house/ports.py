"""The address the site answers at, and whether it is free."""

import errno
import os
import socket
from dataclasses import dataclass

from house.failures import Failure

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


@dataclass(frozen=True, slots=True)
class Address:
    """A host name or number and a port."""

    host: str
    port: int

    @property
    def bind(self) -> str:
        """How gunicorn writes it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def local(self) -> str:
        """The host to ask from this machine."""
        return "127.0.0.1" if self.host in EVERYWHERE else self.host

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{Address(self.local, self.port).bind}"


def wanted() -> Address:
    """Reads HOST and PORT from the environment."""
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise Failure(f"PORT={port} ist keine Portnummer. Abhilfe: eine Zahl von 1 bis 65535, etwa PORT=8001.")
    return Address(os.environ.get("HOST") or "127.0.0.1", int(port))


def require_free(address: Address) -> None:
    """Refuses to begin where another program answers already, or where we may not listen."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise Failure(_sentence(address, error)) from None


def _sentence(address: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = address.port + 1 if address.port < 65535 else 8000
        return (
            f"Port {address.port} ist belegt. Abhilfe: das andere Programm beenden oder einen anderen Port wählen: "
            f"PORT={other} script/server"
        )
    if error.errno == errno.EACCES:
        return f"Port {address.port} ist nur dem Systemverwalter erlaubt. Abhilfe: einen Port ab 1024, etwa PORT=8000."
    return f"Auf HOST={address.host} lässt sich nicht lauschen ({error.strerror}). Abhilfe: HOST=127.0.0.1 setzen."
