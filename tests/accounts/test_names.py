"""What people type as a name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.names import without_links


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Dr. Anna Muster", "Dr. Anna Muster"),
        ("Dr.Muster", "Dr. Muster"),
        ("http://evil.example/x", "evil. example/ x"),
        ("www.evil.example", "www. evil. example"),
        ("klick@evil.example", "klick@ evil. example"),
        ("www\u200b.evil\u2060.example", "www. evil. example"),
    ],
)
def test_it_leaves_nothing_a_mail_program_would_link(name: str, shown: str) -> None:
    assert without_links(name) == shown


@given(st.text())
def test_it_leaves_no_link_and_no_line_break_in_any_name(name: str) -> None:
    shown = without_links(name)

    assert re.search(r"\w[./\\@]\w|://", shown) is None
    assert shown.splitlines() == ([shown] if shown else [])
