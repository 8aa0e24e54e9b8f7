"""A finding brings the facts its sentence needs: here both are read, so that no reader meets a gap (docs/adr/0018)."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from ozgtracker import saying
from ozgtracker.saying import Sentence
from tests.ozgtracker.sources import MODULES, called, line

GAP = re.compile(r"%\((\w+)\)s")


def test_a_finding_brings_exactly_the_facts_its_sentence_needs() -> None:
    """Too few would be a KeyError instead of a sentence; too many, a sentence that keeps something to itself."""
    wrong = [
        line(path, call.lineno, ast.unparse(call))
        for path in MODULES
        for call in _found(ast.parse(path.read_text()))
        for code in _codes(call)
        if not _fits(saying._SENTENCES[code], {str(fact.arg) for fact in call.keywords})
    ]

    assert wrong == []


def _first_of_two(day: str, on: str = "") -> str:
    return day + on


@pytest.mark.parametrize(
    ("sentence", "facts", "fits"),
    [
        ("fällig am %(day)s", {"day"}, True),
        ("fällig am %(day)s", set(), False),
        ("fällig", {"day"}, False),
        (_first_of_two, {"day"}, True),
        (_first_of_two, {"day", "on"}, True),
        (_first_of_two, {"on"}, False),
    ],
)
def test_a_fact_too_few_or_too_many_would_be_found(sentence: Sentence, facts: set[str], fits: bool) -> None:
    assert _fits(sentence, facts) is fits


def _fits(sentence: Sentence, facts: set[str]) -> bool:
    if callable(sentence):
        parameters = inspect.signature(sentence).parameters.values()
        needed = {one.name for one in parameters if one.default is one.empty}
        return needed <= facts <= {one.name for one in parameters}
    return set(GAP.findall(str(sentence))) == facts


def _found(tree: ast.AST) -> Iterator[ast.Call]:
    """Every finding made with its facts written out; where they are handed on, nobody can read them here."""
    return (
        call
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and called(call) == "found" and all(fact.arg for fact in call.keywords)
    )


def _codes(call: ast.Call) -> Iterator[str]:
    """The codes written out; one that is partly filled in by a rule stands for too many."""
    [code] = call.args
    for one in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
        if isinstance(one, ast.Constant):
            yield str(one.value)
