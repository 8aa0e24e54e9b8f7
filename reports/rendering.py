"""HTML to an accessible PDF: WeasyPrint, then a short pass over what it leaves out. Reads packaged files only."""

from __future__ import annotations

import io
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import weasyprint
from django.conf import settings
from django.utils.translation import gettext as _
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

PAPER = "paper:"
# Fonts and the signs of lights: all a report may refer to.
FOLDERS = {".woff2": Path("vendor/kern/fonts"), ".svg": Path("paper")}
TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml"}
STYLES = ("report.css",)


class RefusedAddress(FatalURLFetchingError):  # type: ignore[misc]  # WeasyPrint ships no types
    """The document asked for something that is not a packaged file: the whole rendering stops."""


class PackagedFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Answers paper:NAME with a packaged font or sign; refuses all else: no network, no file system, no redirect."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The packaged file, or RefusedAddress."""
        path = self._packaged(url)
        if path is None:
            self.refused.append(url)
            raise _refusal(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    def complain(self) -> None:
        """Raise RefusedAddress if anything was refused: inside an SVG, WeasyPrint only logs and goes on."""
        if self.refused:
            raise _refusal(self.refused[0])

    def _packaged(self, url: str) -> Path | None:
        name = url.removeprefix(PAPER)
        kind = Path(name).suffix
        if not url.startswith(PAPER) or kind not in FOLDERS or Path(name).name != name:
            return None
        path = _static() / FOLDERS[kind] / name
        return path if path.is_file() else None


def render_pdf(html: str, *, day: date, key: str) -> bytes:
    """The PDF of this page. The same html, day and key always give the same bytes, so that a hash can vouch for them.

    Raises RefusedAddress if the page refers to anything but packaged files.
    """
    fonts, files = FontConfiguration(), PackagedFiles()
    css = [
        weasyprint.CSS(
            string=(_static() / name).read_text("utf-8"), base_url=PAPER, url_fetcher=files, font_config=fonts
        )
        for name in STYLES
    ]
    document = weasyprint.HTML(string=html, base_url=PAPER, url_fetcher=files)
    identifier = sha256(f"{key} {day.isoformat()}".encode()).digest()[:16]
    drawn: bytes = document.write_pdf(
        stylesheets=css, pdf_variant="pdf/ua-1", pdf_identifier=identifier, font_config=fonts
    )
    files.complain()
    return _finish(drawn, day)


def _finish(drawn: bytes, day: date) -> bytes:
    """Say in every header cell what it heads, let links print, and keep the clock out of the file."""
    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        for item in items:
            if item.get("/S") == "/TH":
                item["/A"] = pikepdf.Dictionary({"/O": pikepdf.Name("/Table"), "/Scope": _scope(item)})
            if item.get("/Subtype") == "/Link":
                item["/F"] = 4
        for item in items:
            if item.get("/S") == "/Figure" and "/Alt" not in item:
                _leave_out(pdf, item)
        pdf.docinfo["/CreationDate"] = f"D:{day:%Y%m%d}000000Z"
        pdf.docinfo["/ModDate"] = f"D:{day:%Y%m%d}000000Z"
        pdf.save(finished, deterministic_id=True, linearize=False)
    return finished.getvalue()


def _scope(cell: pikepdf.Dictionary) -> pikepdf.Name:
    """A header cell in the head of a table heads its column, one in the body its row."""
    section = cell.get("/P", pikepdf.Dictionary()).get("/P", pikepdf.Dictionary())
    return pikepdf.Name("/Row" if section.get("/S") == "/TBody" else "/Column")


def _leave_out(pdf: pikepdf.Pdf, ornament: pikepdf.Dictionary) -> None:
    """Take a drawing without a title out of what is read aloud: the word beside it says the same."""
    page, kids = ornament["/Pg"], ornament["/P"]["/K"]
    kids_left = [kid for kid in kids if not (isinstance(kid, pikepdf.Dictionary) and kid.objgen == ornament.objgen)]
    ornament["/P"]["/K"] = pikepdf.Array(kids_left)
    tree = pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = tree[list(tree)[::2].index(page["/StructParents"]) * 2 + 1]
    content = page["/Contents"].read_bytes()
    for number in ornament["/K"]:
        content = content.replace(b"/Figure\n<</MCID %d>>\nBDC" % int(number), b"/Artifact\nBMC")
        owners[int(number)] = None
    page["/Contents"].write(content)


def _refusal(url: str) -> RefusedAddress:
    return RefusedAddress(_("Die Adresse „%(address)s“ gehört nicht zum Bericht.") % {"address": url[:80]})


def _static() -> Path:
    return Path(settings.STATICFILES_DIRS[0])
