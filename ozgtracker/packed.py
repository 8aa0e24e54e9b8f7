"""Answers travel compressed (docs/adr/0024-what-travels.md); what many get alike is compressed once for all."""

from __future__ import annotations

import secrets
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe

# Stands in a page where its piece comes; nothing that is typed or stored can hold it (ozgtracker.free_text).
PLACE = mark_safe("\0piece\0")
OFTEN, ONCE = 9, 6  # levels of compression: for what is made once and sent often, and for the rest
_HEAD = bytes([0x1F, 0x8B, zlib.DEFLATED, 0x08, 0, 0, 0, 0, 0, 0xFF])  # gzip, a name follows, no moment, any system


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of pages, as it is and compressed by itself: it can be put between others that are."""

    plain: bytes
    packed: bytes

    @classmethod
    def of(cls, text: str) -> Piece:
        """From the words of a template."""
        plain = text.encode()
        return cls(plain, _deflated(plain, zlib.Z_SYNC_FLUSH, OFTEN))


class WithPiece(HttpResponse):
    """A page that was drawn with PLACE where `piece` stands."""

    def __init__(self, around: str, piece: Piece) -> None:
        self.before, _place, self.behind = around.encode().partition(PLACE.encode())
        self.piece = piece
        super().__init__(b"".join((self.before, piece.plain, self.behind)))

    def is_as_drawn(self) -> bool:
        """Whether nobody has changed it since."""
        return bool(self.content == b"".join((self.before, self.piece.plain, self.behind)))

    def packed(self, most_random: int) -> bytes:
        """The whole as one gzip file, whose name takes up to so many random bytes: its length tells nothing."""
        name = b"a" * secrets.randbelow(most_random) + b"\0"
        before = _deflated(self.before, zlib.Z_SYNC_FLUSH, ONCE)
        behind = _deflated(self.behind, zlib.Z_FINISH, ONCE)
        end = struct.pack("<LL", zlib.crc32(self.content), len(self.content) & 0xFFFFFFFF)
        return b"".join((_HEAD, name, before, self.piece.packed, behind, end))


class PackingMiddleware(GZipMiddleware):
    """Django's, for whom a piece that is compressed already is not compressed again."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """The answer, compressed where the browser takes it so."""
        wanted = re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))
        if wanted and isinstance(response, WithPiece) and response.is_as_drawn():
            patch_vary_headers(response, ["Accept-Encoding"])
            response.content = response.packed(self.max_random_bytes)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers["Content-Encoding"] = "gzip"
            return response
        return super().process_response(request, response)


def _deflated(plain: bytes, end: int, level: int) -> bytes:
    packing = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(plain) + packing.flush(end)
