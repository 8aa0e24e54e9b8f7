"""The house stays small on purpose: files, functions and lines of templates have a most."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE, FUNCTION, TEMPLATE_LINE = 300, 40, 160
NOT_OURS = {".venv", "var", "migrations", "node_modules", ".git", "static"}


def ours(*patterns: str) -> list[tuple[str, str]]:
    """Place and text of our own files."""
    places = sorted(file.relative_to(ROOT) for pattern in patterns for file in ROOT.glob(pattern))
    return [(place.as_posix(), (ROOT / place).read_text("utf-8")) for place in places if not NOT_OURS & {*place.parts}]


def functions(source: str) -> dict[str, int]:
    """Line and name of each function, and how many lines it takes from its `def` to its end."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1 for node in found}


def test_a_function_counts_from_its_def_to_its_end() -> None:
    assert functions("@a\ndef f():\n    def g():\n        pass\n") == {"2 f": 3, "3 g": 2}


def test_no_file_and_no_function_is_too_long() -> None:
    sources = ours("**/*.py")

    assert len(sources) > 500
    assert [place for place, text in sources if len(text.splitlines()) > FILE] == []
    lengths = {f"{place}:{name}": lines for place, text in sources for name, lines in functions(text).items()}
    assert [name for name, lines in lengths.items() if lines > FUNCTION] == []


def test_no_line_of_a_template_is_too_wide() -> None:
    wide = {
        f"{place}:{number}": len(line)
        for place, text in ours("templates/**/*.html", "templates/**/*.txt")
        for number, line in enumerate(text.splitlines(), start=1)
        if len(line) > TEMPLATE_LINE
    }

    assert wide == {}
