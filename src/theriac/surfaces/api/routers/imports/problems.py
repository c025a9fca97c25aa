"""Imports: the rows that aren't taken or want a look, paged and as a file."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.core.tables.writer import write_table
from theriac.domains.catalog.imports.faults import fault_words
from theriac.domains.catalog.imports.report import download_head, download_rows
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.domains.catalog.queries.imports import (
    PROBLEMS,
    get_import,
    list_problems,
    problem_report,
)
from theriac.surfaces.api.answers import respond, respond_file
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.schemas.imports import (
    ImportProblem,
    ImportProblemPage,
    ImportProblemsWanted,
)

router = Router(tags=["imports"])
CSV = "text/csv"


@router.get(
    "/imports/{import_id}/problems",
    **operation(
        "listImportProblems",
        "List what is the matter with rows",
        answers=ImportProblemPage,
        may=[IMPORT_CATALOG],
        detail="In the order of the file, with the row's number, its column, code and sentences.",
    ),
)
def problems(
    request: HttpRequest, import_id: Id, wanted: Query[ImportProblemsWanted]
) -> HttpResponse:
    actor = actor_of(request)
    aside = frozenset(get_import(actor=actor, import_id=import_id).left_out_rows)
    page = page_of(PROBLEMS, list_problems(actor=actor, import_id=import_id), wanted)
    items = [_problem(row, aside) for row in page.items]
    return respond(request, ImportProblemPage(items=items, **edges(page)))


@router.get(
    "/imports/{import_id}/problems/download",
    **operation(
        "downloadImportProblems",
        "Download all rows with problems",
        answers=None,
        may=[IMPORT_CATALOG],
        media=[CSV],
        detail=(
            "CSV: the row's own cells, then what is the matter and what to do. Corrected, the "
            "file can be handed in as it is."
        ),
    ),
)
def download(request: HttpRequest, import_id: Id) -> HttpResponseBase:
    actor = actor_of(request)
    names, rows = problem_report(actor=actor, import_id=import_id)

    def write(file: BinaryIO) -> None:
        write_table(file, "csv", download_head(names), download_rows(rows, len(names)))

    return respond_file(request, write, media_type=CSV, name=f"{_('import')}-{_('rows')}.csv")


def _problem(row: Any, aside: frozenset[int]) -> ImportProblem:
    words = fault_words(row.code, row.params)
    return ImportProblem(
        row=row.number,
        column=row.column,
        content=row.content,
        code=row.code,
        reason=str(words.reason),
        remedy=str(words.remedy),
        consequence=row.consequence,
        set_aside=row.number in aside,
    )
