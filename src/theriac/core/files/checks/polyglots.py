"""Files that are two things at once, such as a picture that is also an archive.

A reader that guesses differently than we do would run the other half. An archive is found by its
directory at the end, a PDF by its mark in the first kilobyte (where readers look for it), a page
or script by its tags.
"""

from __future__ import annotations

import io
import re
import zipfile

from django.utils.translation import gettext as _

from theriac.core.files.problems import FileKindRefused

HEAD_BYTES = 1024
_PDF = re.compile(rb"%PDF-")
_MARKUP = re.compile(rb"<(?:script|html|!doctype\s+html|\?php|iframe|svg)[\s>/:]", re.IGNORECASE)
_PROGRAM = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa")


def refuse_picture(data: bytes, field: str) -> None:
    """Refuse a picture that is also an archive, a PDF or a page. Raises FileKindRefused."""
    if _PDF.search(data, 0, HEAD_BYTES) or _MARKUP.search(data) or _is_archive(data):
        _refuse(field)


def refuse_pdf(data: bytes, field: str) -> None:
    """Refuse a PDF that doesn't begin as one, or is also an archive or a page."""
    tail = data.rfind(b"%%EOF")
    ends = data[tail:] if tail >= 0 else b""
    head = data[:HEAD_BYTES]
    if not data.startswith(b"%PDF-") or _MARKUP.search(head) or _MARKUP.search(ends):
        _refuse(field)
    if _is_archive(data):
        _refuse(field)


def refuse_table(head: bytes, *, is_archive: bool, is_workbook: bool, field: str) -> None:
    """Refuse a table that is also a PDF, a program, or text with an archive behind it."""
    if _PDF.search(head, 1, HEAD_BYTES) or head.startswith(_PROGRAM):
        _refuse(field)
    if is_archive and not is_workbook:
        _refuse(field)


def _is_archive(data: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(data))


def _refuse(field: str) -> None:
    raise FileKindRefused(
        _(
            "This file has two formats at once, such as a picture with an archive inside. "
            "Open it, save it in one format, and choose that one."
        ),
        field=field,
    )
