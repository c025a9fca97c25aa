"""Handing a table in and beginning its import in one act, as a program does in one request."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.files.documents import PreparedDocument, prepare_document
from theriac.core.tables.reader import unpacked
from theriac.domains.catalog.commands.imports.files import keep_file, open_import
from theriac.domains.catalog.imports.inspection import Sketch, inspect_document
from theriac.domains.catalog.imports.kinds import kind_of
from theriac.domains.catalog.imports.states import require_kind
from theriac.domains.catalog.permissions import IMPORT_CATALOG


def begin_import(
    *,
    actor: Actor,
    file: BinaryIO,
    name: str,
    kind: str,
    branch_id: UUID | None = None,
    sheet: str = "",
    head_row: int = 0,
) -> UUID:
    """Keep a CSV (also packed with gzip) or XLSX file and begin its import; the import's id.

    The file is looked at before the transaction; file and import are kept together or not at all.
    Raises NotPermitted, NotFound, FileRefused, TableRefused, ImportRefused.
    """
    chosen = kind_of(kind)
    require_kind(actor, chosen, branch_id)
    plain = unpacked(file)
    try:
        document = prepare_document(plain, name=name.removesuffix(".gz"), actor=actor)
        sketch = inspect_document(document, chosen.fields, sheet=sheet, head_row=head_row)
        return open_with_file(
            actor=actor, branch_id=branch_id, kind=kind, document=document, sketch=sketch
        )
    finally:
        if plain is not file:
            plain.close()


@command(
    name="catalog.open_with_file", done=_("Uploaded a file to import"), permission=IMPORT_CATALOG
)
def open_with_file(
    *, actor: Actor, branch_id: UUID | None, kind: str, document: PreparedDocument, sketch: Sketch
) -> UUID:
    """Keep the file that was looked at and open its import."""
    file_id = keep_file(actor=actor, document=document)
    return open_import(actor=actor, branch_id=branch_id, kind=kind, file_id=file_id, sketch=sketch)
