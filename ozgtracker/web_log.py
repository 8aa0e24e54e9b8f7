"""gunicorn's logs: who was answered what, without query, referring page and keys."""

from __future__ import annotations

from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from ozgtracker.addresses import shown_address
from ozgtracker.logs import DiscreetFormatter

UNREADABLE = "Invalid request from ip="


class DiscreetLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """In the place of gunicorn's own (--logger-class)."""

    def setup(self, cfg: Config) -> None:
        """What fails is told as everywhere else."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(DiscreetFormatter(self.error_fmt, self.datefmt))

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """Of the address the page alone; a search term, a key and where somebody came from stay out."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        page = shown_address(environ.get("PATH_INFO", ""))
        line = f"{environ['REQUEST_METHOD']} {page} {environ['SERVER_PROTOCOL']}"
        return {**atoms, "r": line, "U": page, "q": "", "f": "-"}

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """What could not be read is not repeated."""
        super().warning(_cut(msg), *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """gunicorn adds the method and the address."""
        super().exception(msg, *(_page(one) for one in args), **kwargs)


def _cut(msg: str) -> str:
    if not msg.startswith(UNREADABLE):
        return msg
    return f"{UNREADABLE}{msg.removeprefix(UNREADABLE).partition(':')[0]}"


def _page(said: object) -> object:
    return shown_address(str(said).partition("?")[0]) if str(said).startswith("/") else said
