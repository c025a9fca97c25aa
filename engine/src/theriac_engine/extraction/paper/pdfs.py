"""Reads a PDF. Raises `Unreadable` where it is none, is locked, or has too many pages."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium

from theriac_engine.extraction.boxes import Page
from theriac_engine.extraction.paper.pages import page_of
from theriac_engine.extraction.refusals import Unreadable

FEWEST_WORDS = 8
"""A page with fewer words, and a picture, is a scan."""


def open_pdf(data: bytes, most_pages: int) -> Any:
    """The document; the caller closes it."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        is_locked = "password" in str(problem).casefold()
        raise Unreadable("locked" if is_locked else "broken") from problem
    if not len(document):
        raise Unreadable("broken")
    if len(document) > most_pages:
        raise Unreadable("too_many_pages")
    return document


def pages_of(document: Any) -> list[Page]:
    """The words of each page, by its own text. Raises Unreadable where a page is broken."""
    try:
        return [page_of(document, number) for number in range(1, len(document) + 1)]
    except pdfium.PdfiumError as problem:
        raise Unreadable("broken") from problem


def is_picture(page: Page) -> bool:
    """Whether a page has no text of its own to speak of."""
    return len(page.words) < FEWEST_WORDS
