"""Reads a document of any kind that is taken, known by its first bytes and not by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from theriac_engine.extraction import checks, sheets
from theriac_engine.extraction.boxes import Page
from theriac_engine.extraction.documents import ReadColumn, ReadDocument, ReadPage
from theriac_engine.extraction.grids import Sheet
from theriac_engine.extraction.headings import taught
from theriac_engine.extraction.heads import head_of
from theriac_engine.extraction.lines import lines_of
from theriac_engine.extraction.paper import pdfs
from theriac_engine.extraction.paper.tables import read_pages
from theriac_engine.extraction.refusals import Unreadable

Recognised = Callable[[bytes, Sequence[int] | None], list[Page]]
"""Recognises the words of a picture, or of a PDF's pages with these numbers."""

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"RIFF")


def read(
    data: bytes,
    most_pages: int,
    recognised: Recognised | None = None,
    headings: Mapping[str, str] | None = None,
) -> ReadDocument:
    """What the document says; of ``headings`` it is known what they mean (``headings.taught``).

    Raises Unreadable; ``scan`` where only recognition could read it.
    """
    with taught(headings or {}):
        return _read(data, most_pages, recognised)


def _read(data: bytes, most_pages: int, recognised: Recognised | None) -> ReadDocument:
    if data[:1024].lstrip()[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        pages = _pdf(data, most_pages, recognised)
    elif data.startswith(PICTURES):
        pages = _needed(recognised)(data, None)
    elif sheets.is_workbook(data):
        return document_of(sheets.read_workbook(data), [])
    else:
        return document_of(sheets.read_csv(data), [])
    return document_of(read_pages(pages), pages)


def _pdf(data: bytes, most_pages: int, recognised: Recognised | None) -> list[Page]:
    document = pdfs.open_pdf(data, most_pages)
    try:
        pages = pdfs.pages_of(document)
    finally:
        document.close()
    pictures = [page.number for page in pages if pdfs.is_picture(page)]
    if not pictures:
        return pages
    if recognised is None and len(pictures) < len(pages):
        return pages  # a blank or decorated page among others
    found = {page.number: page for page in _needed(recognised)(data, pictures)}
    return [found.get(page.number, page) for page in pages]


def _needed(recognised: Recognised | None) -> Recognised:
    if recognised is None:
        raise Unreadable("scan")
    return recognised


def document_of(sheet: Sheet, pages: Sequence[Page]) -> ReadDocument:
    """Articles and fields of the tables and lines that were found. Raises Unreadable: no table."""
    document = ReadDocument([_page(page) for page in pages])
    around = list(sheet.around)
    for grid in sheet.grids:
        lines, others = lines_of(grid)
        checks.doubt(lines)
        document.lines += lines
        around += others
        document.columns += [
            ReadColumn(one.heading, one.field, one.likeness) for one in grid.columns
        ]
    document.fields = head_of(around, [one.heading for one in document.columns])
    if not document.lines:
        raise Unreadable("no_table")
    return document


def _page(page: Page) -> ReadPage:
    width, height = page.frame.width, page.frame.height
    if page.frame.turns % 2:
        width, height = height, width
    return ReadPage(page.number, width, height, page.is_scan)
