"""A part that many get alike is compressed once, and every page with it can still be read."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.packed import PLACE, PackingMiddleware, Piece, WithPiece

PIECE = Piece.of("<p>Für alle gleich.</p>" * 200)
TEXTS = st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


def sent(answer: HttpResponse, **headers: str) -> Any:
    """What the middleware makes of it, for a browser that takes gzip unless it says otherwise."""
    request: HttpRequest = RequestFactory().get("/", headers={"accept-encoding": "gzip"} | headers)
    return PackingMiddleware(lambda _request: answer)(request)


@given(TEXTS, TEXTS, TEXTS)
def test_a_page_with_its_piece_is_one_gzip_file(before: str, piece: str, behind: str) -> None:
    page = WithPiece(f"{before}{PLACE}{behind}", Piece.of(piece))

    assert page.content.decode() == before + piece + behind
    assert gzip.decompress(page.packed(100)).decode() == before + piece + behind
    # As browsers read it: in one go, and nothing behind its end.
    reading = zlib.decompressobj(wbits=31)
    reading.decompress(page.packed(100))
    assert (reading.eof, reading.unused_data) == (True, b"")


def test_it_is_told_as_every_compressed_answer_and_never_twice_of_one_length() -> None:
    answers = [sent(WithPiece(f"<html>{PLACE}</html>", PIECE)) for _time in range(30)]

    one = answers[0]
    assert (one.headers["Content-Encoding"], one.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert one.headers["Content-Length"] == str(len(one.content))
    assert len({len(answer.content) for answer in answers}) > 3


@pytest.mark.parametrize("accepted", ["", "br"])
def test_who_takes_nothing_compressed_gets_the_page_as_it_is(accepted: str) -> None:
    answer = sent(WithPiece(f"<html>{PLACE}</html>", PIECE), **{"accept-encoding": accepted})

    assert "Content-Encoding" not in answer.headers
    assert answer.content == b"<html>" + PIECE.plain + b"</html>"


def test_a_page_that_somebody_has_changed_since_is_compressed_as_it_is_now() -> None:
    page = WithPiece(f"<html>{PLACE}</html>", PIECE)
    page.content = b"<html>changed</html>" * 50

    assert gzip.decompress(sent(page).content) == b"<html>changed</html>" * 50
