"""The house stays small on purpose, and the table that says so counts right."""

from __future__ import annotations

from pathlib import Path

from house import sizes

ROOT = Path(__file__).resolve().parents[2]


def write(root: Path, place: str, lines: int) -> list[sizes.Size]:
    """Writes a file with one function of that many lines and measures it."""
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["def f() -> None:", *["    pass"] * (lines - 1)]) + "\n")
    return sizes.measure(path, root)


def test_it_counts_the_lines_of_files_and_functions(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("import os\n\n\n@os.fspath\ndef f() -> None:\n    def g() -> None:\n        pass\n")

    assert sizes.measure(path, tmp_path) == [
        sizes.Size("a.py", 7, "file"),
        sizes.Size("a.py:5 f", 3, "function"),
        sizes.Size("a.py:6 g", 2, "function"),
    ]


def test_what_is_just_small_enough_passes(tmp_path: Path) -> None:
    measured = [*write(tmp_path, "room/a.py", 40), *write(tmp_path, "room/views.py", 20)]

    assert sizes.excesses(measured) == []


def test_what_is_too_long_is_named(tmp_path: Path) -> None:
    measured = [
        *write(tmp_path, "room/a.py", 301),
        *write(tmp_path, "room/views.py", 30),
        *write(tmp_path, "tests/room/test_views.py", 40),
    ]

    assert sizes.excesses(measured) == [
        "room/a.py: 301 Zeilen, erlaubt 300",
        "room/a.py:1 f: 301 Zeilen, erlaubt 40",
    ]


def test_the_table_shows_middle_ninth_tenth_and_longest(tmp_path: Path) -> None:
    measured = [size for lines in range(2, 12) for size in write(tmp_path, f"room/f{lines}.py", lines)]

    assert sizes.table(measured).splitlines() == [
        "Zeilen            Anzahl   Summe  Median    90 %  größte",
        "Dateien               10      65       6      10      11",
        "Funktionen            10      65       6      10      11",
        "davon Ansichten        0",
    ]


def test_only_our_own_sources_are_measured(tmp_path: Path) -> None:
    for place in ("a/b.py", "a/migrations/0001.py", ".venv/x.py", "var/x.py"):
        write(tmp_path, place, 2)

    assert sizes.sources(tmp_path) == [tmp_path / "a" / "b.py"]


def test_this_house_is_small() -> None:
    measured = [size for path in sizes.sources(ROOT) for size in sizes.measure(path, ROOT)]

    assert sizes.excesses([one for one in measured if one.place.startswith(("script/", "tests/setup/"))]) == []


def template(root: Path, place: str, *widths: int) -> None:
    """Writes a template with lines so wide."""
    path = root / "templates" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join("x" * width for width in widths) + "\n")


def test_a_line_of_a_template_that_is_too_wide_is_named(tmp_path: Path) -> None:
    template(tmp_path, "room/page.html", 160, 161, 20)
    template(tmp_path, "room/mail/letter.txt", 300)
    template(tmp_path, "room/mail/letter.pdf", 300)

    assert sizes.wide_lines(tmp_path) == [
        "templates/room/mail/letter.txt:1: 300 Zeichen, erlaubt 160",
        "templates/room/page.html:2: 161 Zeichen, erlaubt 160",
    ]


def test_no_line_of_a_template_is_too_wide() -> None:
    assert sizes.wide_lines(ROOT) == []
