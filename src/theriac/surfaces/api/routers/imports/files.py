"""Imports: what can be imported, the files, and what their columns mean."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, UploadedFile

from theriac.core.facts.types import Id
from theriac.core.problems import Stale
from theriac.domains.catalog.commands.imports.begin import begin_import
from theriac.domains.catalog.commands.imports.files import choose_sheet
from theriac.domains.catalog.commands.imports.steps import change_mapping
from theriac.domains.catalog.permissions import IMPORT_CATALOG, VIEW_IMPORTS
from theriac.domains.catalog.problems import MappingRefused
from theriac.domains.catalog.queries.imports import (
    IMPORTS,
    MAPPINGS,
    detailed_imports,
    list_imports,
    list_kinds,
    saved_mappings,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.bodies import remember_file
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.imports.answers import (
    domain_mapping,
    place_in,
    told_import,
    told_mapping,
    told_summary,
)
from theriac.surfaces.api.schemas.imports import (
    Import,
    ImportKind,
    ImportKinds,
    ImportMapping,
    ImportNew,
    ImportPage,
    ImportsWanted,
    KindField,
    SavedMapping,
    SavedMappingPage,
    SavedMappingsWanted,
    SheetChoice,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["imports"])


@router.get(
    "/import-kinds",
    **operation(
        "listImportKinds",
        "List what can be imported",
        answers=ImportKinds,
        may=[IMPORT_CATALOG],
        detail="The kinds, and the fields that a mapping may name.",
    ),
)
def kinds(request: HttpRequest) -> HttpResponse:
    """Each kind with the meanings that columns may have."""
    found = [
        ImportKind(
            code=kind.code,
            title=str(kind.title),
            at_branch=kind.at_branch,
            required=[list(codes) for codes in kind.required],
            asked=list(kind.asked),
            fields=[told(KindField, field, title=str(field.title)) for field in kind.fields],
        )
        for kind in list_kinds(actor=actor_of(request))
    ]
    return respond(request, ImportKinds(items=found))


@router.get(
    "/import-mappings",
    **operation(
        "listImportMappings",
        "List the saved meanings of columns",
        answers=SavedMappingPage,
        may=[IMPORT_CATALOG],
        detail="One a source: files with the same columns. A check saves it.",
    ),
)
def mappings(request: HttpRequest, wanted: Query[SavedMappingsWanted]) -> HttpResponse:
    page = page_of(MAPPINGS, saved_mappings(actor=actor_of(request)), wanted)
    items = [told(SavedMapping, row, mapping=told_mapping(row.mapping)) for row in page.items]
    return respond(request, SavedMappingPage(items=items, **edges(page)))


@router.get(
    "/imports",
    **operation(
        "listImports",
        "List imports",
        answers=ImportPage,
        may=[VIEW_IMPORTS],
        detail="Without their columns and mappings; read one for those.",
    ),
)
def imports(request: HttpRequest, wanted: Query[ImportsWanted]) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(IMPORTS, list_imports(actor=actor), wanted)
    details = detailed_imports(actor=actor, batches=page.items)
    return respond(request, ImportPage(items=list(map(told_summary, details)), **edges(page)))


@router.post(
    "/imports",
    **writing(
        "startImport",
        "Hand in a file and begin its import",
        answers=Import,
        may=[IMPORT_CATALOG],
        status=201,
        detail=(
            "CSV (also packed with gzip) or XLSX, at most 50 MB, as `multipart/form-data`: "
            "`curl -F kind=products -F file=@list.csv`. "
            "Nothing of it is stored in the catalogue yet. The answer shows the columns and what "
            "they seem to mean, or what they meant the last time a file of this source came. Go "
            "on with `PUT …/mapping` where that is wrong, then `POST …/check`, look at "
            "`GET …/problems`, then `POST …/commit`. Prices and stock are those of the branch. "
            "Opening stock needs `stock.opening` besides."
        ),
    ),
)
def start(
    request: HttpRequest, here: Query[Here], wish: Form[ImportNew], file: File[UploadedFile]
) -> HttpResponse:
    """Keep the file and guess what its columns mean."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    content = cast("BinaryIO", file.file)
    remember_file(request, content, wish.model_dump())
    return added(
        request,
        lambda: begin_import(
            actor=actor,
            branch_id=branch_id,
            file=content,
            name=file.name or "",
            **wish.model_dump(),
        ),
        lambda import_id: told_import(actor, import_id),
    )


@router.get(
    "/imports/{import_id}",
    **operation(
        "getImport",
        "Read an import",
        answers=Import,
        may=[VIEW_IMPORTS],
        detail="Where it stands, how far its work is, and the ETag that If-Match wants.",
    ),
)
def read(request: HttpRequest, import_id: Id) -> HttpResponse:
    """State, columns, mapping, counts, how far the work is."""
    return respond(request, told_import(actor_of(request), import_id))


@router.put(
    "/imports/{import_id}/mapping",
    **writing(
        "setImportMapping",
        "Say what the columns mean",
        answers=Import,
        may=[IMPORT_CATALOG],
        edits=True,
        detail=(
            "The whole mapping in place of the one before; an earlier check is forgotten. "
            "A stale If-Match is refused with 409 and the `current` version."
        ),
    ),
)
def mapping(request: HttpRequest, import_id: Id, body: ImportMapping) -> HttpResponse:
    actor = actor_of(request)
    version = version_of(request)
    try:
        return changed(
            request,
            lambda: change_mapping(
                actor=actor, import_id=import_id, version=version, mapping=domain_mapping(body)
            ),
            lambda: told_import(actor, import_id),
        )
    except MappingRefused as refusal:
        errors = {place_in(body, name): text for name, text in refusal.errors.items()}
        raise MappingRefused(refusal.detail, errors=errors) from refusal
    except Stale as stale:
        current = told_import(actor, import_id).version
        raise Stale(stale.detail, current=current) from stale


@router.put(
    "/imports/{import_id}/sheet",
    **writing(
        "chooseImportSheet",
        "Take another sheet or row of names",
        answers=Import,
        may=[IMPORT_CATALOG],
        edits=True,
        detail="The columns are read anew, and what they mean is guessed anew.",
    ),
)
def sheet(request: HttpRequest, import_id: Id, body: SheetChoice) -> HttpResponse:
    actor = actor_of(request)
    version = version_of(request)
    try:
        return changed(
            request,
            lambda: choose_sheet(
                actor=actor,
                import_id=import_id,
                version=version,
                sheet=body.sheet,
                head_row=body.head_row,
            ),
            lambda: told_import(actor, import_id),
        )
    except Stale as stale:
        current = told_import(actor, import_id).version
        raise Stale(stale.detail, current=current) from stale
