"""A rule holds no words: it returns codes and facts, and every code has its sentence (docs/adr/0018)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from ozgtracker import saying
from tests.ozgtracker.sources import MODULES, ROOT, is_rule, line

# What looks like words in a rule and is none, or is not said to anybody.
NO_WORDS = {
    "ozgtracker/land.py": "OZG-Meilensteine |OZG_LAND.*|“ gibt es keinen Ordner.*",  # the product; for a terminal
    "ozgtracker/free_text.py": "C[a-z]",  # categories of Unicode
    "ozgtracker/sorting.py": "[äöüß]",
    "ozgtracker/ui/sentence.py": "<.*",
    "ozgtracker/charts/text.py": r"\S+",  # letters, by their width
    "ozgtracker/charts/areas.py": 'no .*|.*[<>"].*',  # for whoever writes programs
    "ozgtracker/charts/labels.py": "no room .*| pixels",
    "reports/issue/storing.py": "cannot store | is .*|not the fields .*",
    "accounts/devices.py": "[A-Za-z ]+",  # names of browsers and systems
    "municipalities/invitation_list.py": r"prüfung|kürzel|\w*schlüssel\w*",  # what people write above columns
    "dashboards/parts/tile.py": r"\(\?<=.*",
    "demonstration/story.py": ".*",  # what people of the played story say
    "demonstration/rollouts.py": ".*",
}


def test_a_rule_holds_no_words() -> None:
    bare = [
        line(path, number, text)
        for path in MODULES
        if is_rule(path)
        for number, text in _words_in(ast.parse(path.read_text()))
        if not re.fullmatch(NO_WORDS.get(str(path.relative_to(ROOT)), r"\b\B"), text, re.DOTALL)
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('WHY = "Bitte wählen Sie."', ["Bitte wählen Sie."]),
        ('LABEL = "Kommunen"', ["Kommunen"]),
        ('def why(day):\n    return f"fällig am {day}"', ["fällig am "]),
        ('raise ValueError("später")', ["später"]),
        ('CODE = found("light.overdue", day=day)', []),
        ('"""Sagt, warum."""\nSTATE = "in-progress"\nNAME = "rollout_reported"\nKEY = "DE"', []),
    ],
)
def test_words_planted_in_a_rule_are_found(planted: str, found: list[str]) -> None:
    assert [text for _number, text in _words_in(ast.parse(planted))] == found


def test_every_code_of_a_rule_has_its_sentence_and_every_sentence_its_code() -> None:
    """Codes are written out, or end in a part that a rule fills in: "gate.{...}"."""
    written = [code for path in MODULES for code in _codes(ast.parse(path.read_text()))]
    patterns = [re.compile(code) for code in written]

    assert [code for code in written if not any(re.fullmatch(code, known) for known in saying.known_codes())] == []
    assert [known for known in saying.known_codes() if not any(one.fullmatch(known) for one in patterns)] == []


LIKE_WORDS = re.compile(r"[äöüßÄÖÜ„“]|\b[A-Z][a-z]|[A-Za-z]\s|\s[A-Za-z]")


def _words_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of what looks like words: an umlaut, a capitalised word, or several words with a blank between."""
    kept = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    assigned = (node for node in tree.body if isinstance(node, ast.Assign))
    kept |= {id(one) for node in assigned if ast.unparse(node.targets[0]) == "__all__" for one in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in kept:
            continue
        if LIKE_WORDS.search(node.value):
            yield node.lineno, node.value


def _codes(tree: ast.AST) -> Iterator[str]:
    """The code of every finding, as a pattern."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "found" and call.args:
            code = call.args[0]
            for one in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
                parts = one.values if isinstance(one, ast.JoinedStr) else [one]
                fixed = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts]
                yield "".join(fixed)
