"""The PDF: packaged files only, the same bytes every time, readable aloud."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pdfua
import pikepdf
import pytest
from django.template.loader import render_to_string

from milestones.models import Plan
from reports.issue.composing import compose
from reports.issue.drawing import draw
from reports.issue.formats import read
from reports.issue.parts import Issue, ShownIssue
from reports.rendering import RefusedAddress, render_pdf

DAY = date(2022, 5, 31)


def page(inside: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="de"><head><title>Test</title>{head}</head><body><p>Text</p>{inside}</body></html>'
    )


def printed(paper: ShownIssue) -> bytes:
    html = render_to_string("reports/issue/document.html", {"issue": paper})
    return render_pdf(html, day=DAY, key=str(paper.number))


@pytest.fixture
def paper(land: Plan) -> Issue:
    """The issue about May 2022, nothing reported."""
    return draw(compose(number=6, month=date(2022, 5, 1), on=date(2022, 6, 1), demonstration=False))


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="">',
        '<img src="https://example.org/x.png" alt="">',
        '<img src="file:///etc/passwd" alt="">',
        '<img src="/etc/passwd" alt="">',
        '<img src="paper:../../manage.py" alt="">',
        '<img src="paper:OFL.txt" alt="">',
        '<img src="paper:missing.svg" alt="">',
        '<img src="ftp://example.org/x.png" alt="">',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="http://127.0.0.1:9/x.svg">',
        "<div style=\"background: url('http://127.0.0.1:9/x.png')\">x</div>",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_it_fetches_nothing_that_is_not_packaged(inside: str) -> None:
    with pytest.raises(RefusedAddress):
        render_pdf(page(inside), day=DAY, key="1")


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>@import url("http://127.0.0.1:9/x.css");</style>',
        '<style>@font-face { font-family: X; src: url("file:///etc/passwd") } p { font-family: X }</style>',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_no_style_sheet_font_or_attachment_comes_from_elsewhere(head: str) -> None:
    with pytest.raises(RefusedAddress):
        render_pdf(page("", head), day=DAY, key="1")


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """An address that leads on to a secret file, and what was asked of it."""
    called: list[str] = []

    class Redirecting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Redirecting)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x.svg", called
    server.shutdown()
    server.server_close()


def test_no_address_is_ever_called_so_no_redirect_leads_anywhere(trap: tuple[str, list[str]]) -> None:
    address, called = trap
    with pytest.raises(RefusedAddress):
        render_pdf(page(f'<img src="{address}" alt="">'), day=DAY, key="1")
    # WeasyPrint does not follow this one at all.
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="{address}#a"/></svg>'
    render_pdf(page(svg), day=DAY, key="1")

    assert called == []


@pytest.mark.slow
def test_the_same_issue_always_has_the_same_bytes_and_another_has_others(paper: Issue) -> None:
    assert printed(paper) == printed(paper)
    assert render_pdf(page(""), day=DAY, key="1") != render_pdf(page(""), day=DAY, key="2")


@pytest.mark.slow
def test_it_can_be_read_aloud_and_has_at_most_six_pages(paper: Issue, tmp_path: Path) -> None:
    drawn = printed(paper)
    (tmp_path / "report.pdf").write_bytes(drawn)

    assert pdfua.validate(str(tmp_path / "report.pdf")).findings == ()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        assert len(pdf.pages) <= 6
        assert str(pdf.Root.Lang) == "de"
        assert str(pdf.docinfo["/Title"]) == "Statusbericht Nr. 6, Mai 2022 – OZG-Meilensteine Rheinland-Pfalz"
        with pdf.open_outline() as outline:
            assert [entry.title for entry in outline.root][:2] == [
                "Vier Phasen, gleichzeitig",
                "Offene Pflichten je Seite",
            ]
        figures = [str(item["/Alt"]) for item in of_kind(pdf, "/Figure")]
        assert figures[0] == paper.lanes.title
        assert len(figures) == 3 + len(paper.packages)
        assert {str(item["/A"]["/Scope"]) for item in of_kind(pdf, "/TH")} == {"/Row", "/Column"}
        assert fonts(pdf) == {"Fira-Sans", "Fira-Sans-Semi-Bold"}


@pytest.mark.slow
def test_an_issue_of_the_first_format_prints_one_of_its_two_drawings_of_the_lanes() -> None:
    first = read(json.loads(Path(__file__).with_name("format_1.json").read_text("utf-8")))

    with pikepdf.open(io.BytesIO(printed(first))) as pdf:
        assert len(of_kind(pdf, "/Figure")) == 2 + len(first.packages)
        assert len(pdf.pages) <= 6


def test_the_clock_of_the_machine_is_not_in_the_file() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(page(""), day=DAY, key="1"))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20220531000000Z"
        assert str(pdf.docinfo["/ModDate"]) == "D:20220531000000Z"


@pytest.mark.slow
def test_every_page_says_that_the_data_are_a_demonstration(land: Plan, tmp_path: Path) -> None:
    paper = draw(compose(number=1, month=date(2022, 5, 1), on=date(2022, 6, 1), demonstration=True))

    pages = text_of(printed(paper), tmp_path)

    assert len(pages) >= 3
    # The plan stands on the first page, under the figures, whatever its drawing has to say.
    assert "Vier Phasen, gleichzeitig" in pages[0]
    assert [page for page in pages if "Demonstrationsdaten" not in page] == []
    assert [page for page in pages if "Statusbericht Nr. 1, Mai 2022" not in page] == []


@pytest.mark.slow
def test_without_demonstration_no_page_says_so(paper: Issue, tmp_path: Path) -> None:
    assert [page for page in text_of(printed(paper), tmp_path) if "Demonstration" in page] == []


def text_of(drawn: bytes, folder: Path) -> list[str]:
    """What stands on each page, by poppler's pdftotext."""
    program = shutil.which("pdftotext")
    assert program is not None, "pdftotext fehlt; script/test installiert es mit dem Paket poppler-utils."
    (folder / "report.pdf").write_bytes(drawn)
    printed = subprocess.run([program, str(folder / "report.pdf"), "-"], capture_output=True, check=True, text=True)
    return printed.stdout.split("\f")[:-1]


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind]


def fonts(pdf: pikepdf.Pdf) -> set[str]:
    named = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
    return {str(item["/FontName"]).split("+")[1] for item in named}
