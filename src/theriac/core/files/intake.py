"""Taking a file for a purpose: its kind by content, its bounds, its kind's checks, the scanner."""

from __future__ import annotations

from typing import BinaryIO

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.files.checks.pdfs import PreparedPdf, prepare_pdf
from theriac.core.files.documents import PreparedDocument, prepare_document
from theriac.core.files.images import PreparedImage, image_format, prepare_image
from theriac.core.files.problems import FileKindRefused, FileRefused, FileTooLarge
from theriac.core.files.purposes import FORM_WORDS, ContentKind, Purpose

Prepared = PreparedImage | PreparedDocument | PreparedPdf
_HEAD_BYTES = 1_024


def take(
    file: BinaryIO, *, purpose: Purpose, actor: Actor, name: str = "", field: str = "file"
) -> Prepared:
    """Check a file for its purpose. Takes seconds at most; call it outside a transaction.

    Raises FileRefused (and its kinds) at ``field``, and ScannerUnreachable.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise FileRefused(_("The file is empty."), field=field)
    if size > purpose.max_bytes:
        raise FileTooLarge(
            _("The file is larger than %(limit)s MB.") % {"limit": purpose.max_bytes // 1_000_000},
            field=field,
            limit_bytes=purpose.max_bytes,
        )
    form = form_of(file.read(_HEAD_BYTES))
    file.seek(0)
    if form not in purpose.forms:
        raise FileKindRefused(
            _("This file type isn't accepted here. Choose: %(kinds)s.")
            % {"kinds": words_of(purpose)},
            field=field,
        )
    if form is ContentKind.IMAGE:
        return prepare_image(file, field=field, actor=actor)
    if form is ContentKind.PDF:
        return prepare_pdf(file, name=name, field=field, actor=actor, max_bytes=purpose.max_bytes)
    return prepare_document(file, name=name, field=field, actor=actor)


def form_of(head: bytes) -> ContentKind:
    """What a file is by its first bytes; a table is looked at more closely afterwards."""
    if image_format(head[:12]) is not None:
        return ContentKind.IMAGE
    return ContentKind.PDF if head.startswith(b"%PDF-") else ContentKind.TABLE


def words_of(purpose: Purpose) -> str:
    """The kinds that a purpose takes, in words."""
    return ", ".join(str(FORM_WORDS[form]) for form in ContentKind if form in purpose.forms)
