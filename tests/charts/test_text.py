"""How wide text is and how it breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgtracker.charts.text import shortened, text_width, wrapped

words = st.text(st.sampled_from("abcdefgABCDäöüß0123456789-.,()"), min_size=1, max_size=25)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)


@given(phrases, st.floats(40, 300))
@settings(deadline=None)
def test_a_shortened_text_is_never_wider_than_its_room(text: str, room: float) -> None:
    short = shortened(text, 12, room)

    assert text_width(short, 12) <= room
    assert short == text or text.startswith(short.removesuffix("…"))


@given(phrases, st.floats(40, 300), st.integers(1, 3))
@settings(deadline=None)
def test_wrapped_lines_are_few_and_never_wider_than_their_room(text: str, room: float, most: int) -> None:
    lines = wrapped(text, 12, room, most=most)

    assert 1 <= len(lines) <= most
    assert all(text_width(line, 12) <= room for line in lines)


def test_it_breaks_at_blanks_and_keeps_every_word() -> None:
    assert wrapped("Alle Basiskomponenten (ohne LZA)", 12, 145, most=2) == ("Alle Basiskomponenten", "(ohne LZA)")


def test_bold_is_wider() -> None:
    assert text_width("Ausspielung", 13, bold=True) > text_width("Ausspielung", 13)


@pytest.mark.parametrize("letter", ["Ж", "語", "\N{SNOWMAN}"])
def test_it_counts_a_letter_it_does_not_know_as_an_average_one(letter: str) -> None:
    assert text_width(letter, 10) == pytest.approx(6.3)


def test_a_protected_blank_holds_together() -> None:
    assert wrapped("Paket 2 (≠\u00a0widersprüchlich)", 12, 115) == ("Paket 2", "(≠\u00a0widersprüchlich)")
