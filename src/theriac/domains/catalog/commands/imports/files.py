"""Handing in a table to import, and beginning the import of it."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.files.documents import PreparedDocument, prepare_document
from theriac.core.files.store import Belonging, store_document
from theriac.core.rights import Concerns, require_anywhere
from theriac.core.tables.reader import unpacked
from theriac.domains.catalog.files import IMPORT
from theriac.domains.catalog.imports.inspection import Sketch, inspect_file
from theriac.domains.catalog.imports.kinds import ImportKind, kind_of
from theriac.domains.catalog.imports.mapping import Mapping, signature
from theriac.domains.catalog.imports.proposal import propose_mapping
from theriac.domains.catalog.imports.states import (
    back_to_columns,
    editable_import,
    record_import,
    require_kind,
    visible_import,
)
from theriac.domains.catalog.models import Import
from theriac.domains.catalog.particulars import country_profile
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.catalog.problems import ImportRefused
from theriac.domains.organisation.queries.branches import get_pharmacy


def receive_file(*, actor: Actor, file: BinaryIO, name: str, field: str = "file") -> UUID:
    """Keep a CSV (also packed with gzip) or XLSX file to import; the file's id.

    Raises FileRefused or TableRefused at ``field``, NotPermitted.
    """
    require_anywhere(actor, IMPORT_CATALOG)
    plain = unpacked(file)
    try:
        document = prepare_document(plain, name=name.removesuffix(".gz"), field=field, actor=actor)
        return keep_file(actor=actor, document=document)
    finally:
        if plain is not file:
            plain.close()


@command(
    name="catalog.keep_file",
    done=gettext_lazy("Saved an uploaded file"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def keep_file(*, actor: Actor, document: PreparedDocument) -> UUID:
    """Keep a prepared table to import; the file's id."""
    stored = store_document(document, actor=actor, to=Belonging(IMPORT))
    current_unit().record(
        "catalog.import_file", stored.id, facts={"sha256": stored.sha256, "size": stored.size}
    )
    return stored.id


def start_import(
    *,
    actor: Actor,
    file_id: UUID,
    kind: str,
    branch_id: UUID | None = None,
    sheet: str = "",
    head_row: int = 0,
) -> UUID:
    """Begin an import of a kept file, with the columns' meaning proposed; its id.

    The first sheet that people see is taken, and the row of names looked for, unless they are
    told. ``branch_id`` is where prices or stock are meant for. Raises NotPermitted, NotFound,
    TableRefused, ImportRefused.
    """
    chosen = kind_of(kind)
    require_kind(actor, chosen, branch_id)
    sketch = inspect_file(file_id, chosen.fields, sheet=sheet, head_row=head_row)
    return open_import(actor=actor, branch_id=branch_id, kind=kind, file_id=file_id, sketch=sketch)


@command(
    name="catalog.open_import", done=gettext_lazy("Opened an import"), permission=IMPORT_CATALOG
)
def open_import(
    *, actor: Actor, branch_id: UUID | None, kind: str, file_id: UUID, sketch: Sketch
) -> UUID:
    """Open the import of a file that was looked at. Raises ImportRefused without a branch."""
    chosen = kind_of(kind)
    mapping = _proposed(chosen, sketch)
    if chosen.at_branch and branch_id is None and "branch" not in mapping.columns:
        raise ImportRefused(_("Choose the branch that has this stock."), field="branch_id")
    batch = Import(
        id=current_unit().effect_id,
        kind=kind,
        branch_id=branch_id,
        file_id=file_id,
        file_name=sketch.file_name,
        mapping=mapping.to_json(),
        created_by=actor.id,
        created_at=clock.now(),
    )
    _take_sketch(batch, sketch)
    batch.save(force_insert=True)
    record_import(batch, "opened")
    return batch.id


def choose_sheet(
    *, actor: Actor, import_id: UUID, version: int, sheet: str = "", head_row: int = 0
) -> int:
    """Take another sheet or row of names; the meaning of columns is proposed anew.

    The new version. Raises Stale, NotFound, TableRefused, ImportRefused.
    """
    batch = visible_import(actor, import_id)
    sketch = inspect_file(batch.file_id, kind_of(batch.kind).fields, sheet=sheet, head_row=head_row)
    return take_sketch(actor=actor, import_id=import_id, version=version, sketch=sketch)


@command(
    name="catalog.take_sketch",
    done=gettext_lazy("Read the header of an import"),
    permission=IMPORT_CATALOG,
    concerns=Concerns.THING,
)
def take_sketch(*, actor: Actor, import_id: UUID, version: int, sketch: Sketch) -> int:
    """Take what another look at the file told; the new version."""
    batch = editable_import(actor, import_id, version)
    batch.mapping = _proposed(kind_of(batch.kind), sketch).to_json()
    _take_sketch(batch, sketch)
    return back_to_columns(batch, "sheet")


def _proposed(kind: ImportKind, sketch: Sketch) -> Mapping:
    profile = country_profile()
    pharmacy = get_pharmacy()
    if profile is None or pharmacy is None:
        raise ImportRefused(_("There is no pharmacy yet. Set one up first."))
    return propose_mapping(kind, sketch, profile, pharmacy.currency)


def _take_sketch(batch: Import, sketch: Sketch) -> None:
    batch.sheet = sketch.sheet
    batch.sheets = list(sketch.sheets)
    batch.head_row = sketch.head_row
    batch.columns = sketch.to_json()
    batch.signature = signature(batch.kind, sketch.names)
