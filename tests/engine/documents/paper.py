"""Draws a made offer as a PDF, cell by cell, by a layout of the grammar."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

from reportlab.lib import pagesizes
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.engine.documents.articles import MadeOffer
from tests.engine.documents.layouts import RIGHT, Layout, cell_text

PAPERS = {
    "a4": pagesizes.A4,
    "letter": pagesizes.LETTER,
    "f4": (609.4, 935.4),
    "a4-landscape": pagesizes.landscape(pagesizes.A4),
}
MARGIN = 36.0
WIDEST_NAME = 150.0
GROUPS = ("ANTIBIOTIK", "ANALGETIK & ANTIPIRETIK", "VITAMIN", "OTC / HERBAL", "INJEKSI")
NOTES = (
    "Harga sewaktu-waktu dapat berubah tanpa pemberitahuan.",
    "Pembayaran: 30 hari setelah barang diterima.",
    "Goods once sold will not be taken back.",
)


@dataclass(slots=True)
class Sheet:
    """A document in the making: the canvas, and how far down it is."""

    layout: Layout
    rng: random.Random
    size: tuple[float, float]
    out: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Canvas = None  # type: ignore[assignment]
    y: float = 0.0
    edges: list[float] = field(default_factory=list)
    top: float = 0.0

    @property
    def leading(self) -> float:
        return self.layout.size * 1.2

    def font(self, *, bold: bool = False) -> str:
        if not bold:
            return self.layout.font
        return {"Times-Roman": "Times-Bold"}.get(self.layout.font, f"{self.layout.font}-Bold")

    def width(self, text: str, *, bold: bool = False) -> float:
        return float(stringWidth(text, self.font(bold=bold), self.layout.size))

    def begin(self) -> None:
        width, height = self.size
        # With the page's own turn reportlab turns the size too.
        self.canvas.setPageSize((height, width) if self.layout.rotation == 270 else self.size)
        if self.layout.rotation == 90:
            self.canvas.setPageRotation(90)
            self.canvas.translate(height, 0)
            self.canvas.rotate(90)
        elif self.layout.rotation == 270:
            self.canvas.translate(0, width)
            self.canvas.rotate(-90)
        self.canvas.setFont(self.layout.font, self.layout.size)
        self.y = height - MARGIN

    def text(self, x: float, text: str, *, size: float | None = None, bold: bool = False) -> None:
        self.canvas.setFont(self.font(bold=bold), size or self.layout.size)
        self.canvas.drawString(x, self.y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, y0, x1, y1)


def draw(made: MadeOffer, layout: Layout, rng: random.Random) -> bytes:
    """The PDF of a made offer."""
    sheet = Sheet(layout, rng, PAPERS[layout.paper])
    sheet.canvas = Canvas(sheet.out, pageCompression=0)
    rows = [
        [cell_text(layout, name, one.values, number) for name in layout.fields]
        for number, one in enumerate(made.articles, 1)
    ]
    sheet.edges = _edges(sheet, rows)
    sheet.begin()
    _letterhead(sheet, made)
    _header(sheet)
    every = rng.randint(6, 14)
    for number, row in enumerate(rows):
        if layout.has_groups and number % every == 0:
            _group(sheet, GROUPS[number // every % len(GROUPS)])
        _row(sheet, row)
    if layout.has_totals:
        _totals(sheet, made)
    sheet.y -= 2 * sheet.leading
    sheet.text(MARGIN, rng.choice(NOTES))
    sheet.canvas.showPage()
    sheet.canvas.save()
    return sheet.out.getvalue()


def _edges(sheet: Sheet, rows: list[list[str]]) -> list[float]:
    """The columns' edges: as wide as what stands in them, names wrapped where the layout wraps."""
    layout = sheet.layout
    gap = max(4.5, layout.padding * 2)
    if layout.ruling not in ("grid", "boxes"):
        gap = max(gap, 7.0)
    widths = []
    for number, name in enumerate(layout.fields):
        inside = max((sheet.width(row[number]) for row in rows), default=0)
        if name == "product" and layout.wraps:
            inside = min(inside, WIDEST_NAME * layout.size / 8)
        widths.append(max(inside, sheet.width(layout.headings[name], bold=True)) + gap)
    most = sheet.size[0] - 2 * MARGIN
    if sum(widths) < most and layout.ruling != "none":
        spare = (most - sum(widths)) * 0.8 / len(widths)
        widths = [width + spare for width in widths]
    edges = [MARGIN]
    for width in widths:
        edges.append(edges[-1] + width)
    if edges[-1] > sheet.size[0] - MARGIN:
        sheet.size = (edges[-1] + MARGIN, sheet.size[1])
    return edges


def _letterhead(sheet: Sheet, made: MadeOffer) -> None:
    sheet.text(MARGIN, made.supplier, size=13, bold=True)
    sheet.y -= 16
    sheet.text(MARGIN, "Jl. Raya Industri No. 12, Telp. 021-5550123")
    sheet.y -= 20
    title = "DAFTAR HARGA" if made.kind == "offer" else "FAKTUR PENJUALAN"
    sheet.text(sheet.size[0] / 2 - 50, title, size=11, bold=True)
    sheet.y -= 16
    sheet.text(MARGIN, f"No. : {made.number}")
    sheet.y -= sheet.leading
    sheet.text(MARGIN, f"Tanggal : {made.issued_on:%d/%m/%Y}")
    sheet.y -= sheet.leading
    if made.kind == "offer":
        sheet.text(MARGIN, f"Berlaku s/d : {made.valid_until:%d-%m-%Y}")
        sheet.y -= sheet.leading
    sheet.y -= 10


def _header(sheet: Sheet) -> None:
    layout = sheet.layout
    sheet.top = sheet.y
    if layout.ruling in ("grid", "level", "header", "boxes"):
        sheet.line(sheet.edges[0], sheet.y, sheet.edges[-1], sheet.y)
    split = {
        name: _split(layout.headings[name]) if layout.centres else [layout.headings[name]]
        for name in layout.fields
    }
    deep = max(len(words) for words in split.values())
    _cells(sheet, [split[name] for name in layout.fields], deep, bold=True)
    if layout.ruling != "none":
        sheet.line(sheet.edges[0], sheet.y, sheet.edges[-1], sheet.y)


def _split(heading: str) -> list[str]:
    words = heading.split()
    return [heading] if len(words) != 2 or "+" in words else words


def _cells(sheet: Sheet, cells: list[list[str]], deep: int, *, bold: bool = False) -> None:
    """One row; each cell has lines of text. It is as deep as its deepest cell, and padded."""
    layout = sheet.layout
    height = deep * sheet.leading + max(1.0, layout.padding)
    top = sheet.y
    for number, lines in enumerate(cells):
        start, end = sheet.edges[number], sheet.edges[number + 1]
        offset = (deep - len(lines)) * sheet.leading / 2 if layout.centres else 0
        for at, text in enumerate(lines):
            sheet.y = top - max(0.5, layout.padding / 2) - offset - (at + 0.82) * sheet.leading
            spare = end - start - sheet.width(text, bold=bold)
            is_right = layout.fields[number] in RIGHT and not (bold and layout.centres)
            x = end - 2 - (spare - spare) - sheet.width(text, bold=bold) if is_right else start + 2
            sheet.text(start + spare / 2 if bold and layout.centres else x, text, bold=bold)
    sheet.y = top - height
    if layout.ruling in ("grid", "boxes"):
        for edge in sheet.edges:
            sheet.line(edge, top, edge, sheet.y)
    if layout.ruling in ("grid", "level", "boxes"):
        sheet.line(sheet.edges[0], sheet.y, sheet.edges[-1], sheet.y)


def _row(sheet: Sheet, row: list[str]) -> None:
    cells = []
    for number, text in enumerate(row):
        is_name = sheet.layout.fields[number] == "product"
        room = sheet.edges[number + 1] - sheet.edges[number] - 4
        cells.append(_wrapped(sheet, text, room) if is_name and sheet.layout.wraps else [text])
    deep = max(len(cell) for cell in cells)
    if sheet.y - deep * sheet.leading < MARGIN + 20:
        _next_page(sheet)
    _cells(sheet, cells, deep)


def _wrapped(sheet: Sheet, text: str, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and sheet.width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _next_page(sheet: Sheet) -> None:
    sheet.y = MARGIN / 2
    sheet.text(sheet.size[0] - 90, "Halaman 1")
    sheet.canvas.showPage()
    sheet.begin()
    if sheet.layout.repeats_header:
        _header(sheet)


def _group(sheet: Sheet, name: str) -> None:
    if sheet.y - 3 * sheet.leading < MARGIN + 20:
        _next_page(sheet)
    top = sheet.y
    sheet.y = top - max(0.5, sheet.layout.padding / 2) - 0.82 * sheet.leading
    sheet.text(sheet.edges[0] + 2, name, bold=True)
    sheet.y = top - sheet.leading - max(1.0, sheet.layout.padding)
    if sheet.layout.ruling in ("grid", "boxes", "level"):
        sheet.line(sheet.edges[0], sheet.y, sheet.edges[-1], sheet.y)
        for edge in (sheet.edges[0], sheet.edges[-1]):
            sheet.line(edge, top, edge, sheet.y)


def _totals(sheet: Sheet, made: MadeOffer) -> None:
    if "amount" not in sheet.layout.fields:
        return
    total = sum(float(one.values["amount"]) for one in made.articles)
    sheet.y -= sheet.leading * 1.2
    text = sheet.layout.money(f"{total:.2f}")
    sheet.text(sheet.edges[-3] if len(sheet.edges) > 3 else MARGIN, "TOTAL", bold=True)
    sheet.text(sheet.edges[-1] - 2 - sheet.width(text, bold=True), text, bold=True)
