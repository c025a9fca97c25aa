"""Documents to import: CSV and XLSX, recognised by their content and bounded before reading."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.files.checks.polyglots import refuse_table
from theriac.core.files.checks.scanner import pass_scanner
from theriac.core.files.models import ScanState
from theriac.core.files.problems import FileBroken, FileKindRefused, FileRefused, FileTooLarge

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 500_000_000
MAX_PARTS = 5_000
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSIONS = {CSV: "csv", XLSX: "xlsx"}

_SAMPLE_BYTES = 65_536
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<\?xml|<svg|%PDF-|\{\\rtf)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document whose kind is known; ``name`` is what its person called it, cleaned."""

    file: BinaryIO
    content_type: str
    name: str
    size: int
    scan: ScanState = ScanState.UNSCANNED


def prepare_document(
    file: BinaryIO, *, name: str = "", field: str = "file", actor: Actor | None = None
) -> PreparedDocument:
    """Check a document's size and kind without reading its rows.

    Raises FileTooLarge, FileKindRefused, FileBroken, FileInfected or FileRefused (empty) at
    ``field``, and ScannerUnreachable.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise FileRefused(_("The file is empty."), field=field)
    if size > MAX_BYTES:
        raise _too_large(field)
    content_type = _content_type(file, field)
    file.seek(0)
    scan = pass_scanner(file, field=field, actor=actor)
    return PreparedDocument(file, content_type, clean_name(name), size, scan)


def clean_name(name: str) -> str:
    """The last part of a file's name, printable, at most 150 long."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:150].strip()


def _too_large(field: str) -> FileTooLarge:
    return FileTooLarge(
        _("The file is larger than %(limit)s MB. Split it into several.")
        % {"limit": MAX_BYTES // 1_000_000},
        field=field,
        limit_bytes=MAX_BYTES,
    )


def _content_type(file: BinaryIO, field: str) -> str:
    sample = file.read(_SAMPLE_BYTES)
    is_workbook = sample.startswith(b"PK")
    refuse_table(sample, is_archive=zipfile.is_zipfile(file), is_workbook=is_workbook, field=field)
    if is_workbook:
        _check_workbook(file, field)
        return XLSX
    if sample.startswith(_OLE2):
        raise FileKindRefused(
            _("This workbook has an old format or a password. Save it as XLSX or CSV."),
            field=field,
        )
    if not _is_text(sample):
        raise FileKindRefused(_("This is neither a CSV nor an XLSX file."), field=field)
    return CSV


def _is_text(sample: bytes) -> bool:
    if sample.startswith(_UTF16):
        return True
    return _CONTROL.search(sample) is None and _MARKUP.match(sample.lstrip(b"\xef\xbb\xbf")) is None


def _check_workbook(file: BinaryIO, field: str) -> None:
    """Refuse what isn't a workbook, what has a password, and what would unpack to too much."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise FileBroken(
            _("The workbook is damaged and can't be read. Save it again."), field=field
        ) from None
    if "xl/workbook.xml" not in {part.filename.replace("\\", "/").lower() for part in parts}:
        raise FileKindRefused(_("This is neither a CSV nor an XLSX file."), field=field)
    if any(part.flag_bits & 1 for part in parts):
        raise FileKindRefused(
            _("The workbook has a password. Save it without a password."), field=field
        )
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise _too_large(field)
