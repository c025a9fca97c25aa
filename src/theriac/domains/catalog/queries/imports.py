"""Imports as lists, pages and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotFound, Text
from theriac.core.query import query
from theriac.domains.catalog.imports.details import (
    ImportDetail,
    import_detail,
    import_details,
)
from theriac.domains.catalog.imports.faults import RowFault
from theriac.domains.catalog.imports.kinds import import_kinds, kind_of
from theriac.domains.catalog.imports.products.answers import asked_fields
from theriac.domains.catalog.imports.report import ReportedRow, read_report
from theriac.domains.catalog.imports.states import column_names_of
from theriac.domains.catalog.models import Import, ImportProblem, SavedMapping
from theriac.domains.catalog.permissions import IMPORT_CATALOG, VIEW_IMPORTS

IMPORTS: Listing[Import] = Listing(
    name="catalog.imports",
    sorts={"created_at": SortFields(("created_at",))},
    default_sort="-created_at",
    filters={
        "kind": lambda rows, kind: rows.filter(kind=kind),
        "state": lambda rows, state: rows.filter(state=state),
    },
)
"""What may be asked of the list of imports; newest first."""

PROBLEMS: Listing[ImportProblem] = Listing(
    name="catalog.import_problems",
    sorts={"number": SortFields(("number",))},
    default_sort="number",
    filters={
        "column": lambda rows, column: rows.filter(column=column),
        "consequence": lambda rows, consequence: rows.filter(consequence=consequence),
        "code": lambda rows, code: rows.filter(code=code),
    },
)
"""What may be asked of an import's problems; in the order of the file."""


def _named(rows: Iterable[SavedMapping], name: str) -> list[UUID]:
    """Which of these have the name, opened one by one: there are few, one a source."""
    return [row.id for row in rows if row.name == name]


MAPPINGS: Listing[SavedMapping] = Listing(
    name="catalog.import_mappings",
    sorts={"used_at": SortFields(("used_at",))},
    default_sort="-used_at",
    filters={
        "kind": lambda rows, kind: rows.filter(kind=kind),
        "name": lambda rows, name: rows.filter(id__in=_named(rows, name)),
    },
)
"""What may be asked of the saved mappings; the last used first."""


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A meaning that a column may have."""

    code: str
    title: Text
    kind: str
    required: bool
    joins: bool


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of import with its fields; ``at_branch``: it wants a branch.

    Of each set in ``required`` one field needs a column; each of ``asked`` a column or a default.
    """

    code: str
    title: Text
    at_branch: bool
    fields: tuple[FieldChoice, ...]
    required: tuple[tuple[str, ...], ...]
    asked: tuple[str, ...]


@query(permission=VIEW_IMPORTS)
def list_imports(*, actor: Actor) -> QuerySet[Import]:
    """The imports that the actor may see, in no order; those of no branch are everybody's."""
    branches = actor.branches_with(VIEW_IMPORTS)
    rows: QuerySet[Import] = Import.objects.order_by()
    if branches is None:
        return rows
    return rows.filter(Q(branch_id=None) | Q(branch_id__in=sorted(branches)))


@query(permission=VIEW_IMPORTS)
def get_import(*, actor: Actor, import_id: UUID) -> ImportDetail:
    """One import. Raises NotFound."""
    return import_detail(_seen(actor, import_id))


@query(permission=VIEW_IMPORTS)
def detailed_imports(*, actor: Actor, batches: Sequence[Import]) -> list[ImportDetail]:
    """The imports of a page, found by ``list_imports``, each as ``get_import`` gives it."""
    return import_details(batches)


@query(permission=IMPORT_CATALOG)
def list_problems(*, actor: Actor, import_id: UUID) -> QuerySet[ImportProblem]:
    """The import's problems that are kept for paging, in no order. Raises NotFound.

    Sentences: ``faults.fault_words(row.code, row.params)``.
    """
    source_id = _seen(actor, import_id).id
    rows: QuerySet[ImportProblem] = ImportProblem.objects.filter(source_id=source_id).order_by()
    return rows


@query(permission=IMPORT_CATALOG)
def problem_report(
    *, actor: Actor, import_id: UUID
) -> tuple[tuple[str, ...], Iterator[ReportedRow]]:
    """The file's columns, and every row with a fault, in the file's order; for a download.

    Put into words by ``reporting.download_head`` and ``download_rows``. Raises NotFound.
    """
    batch = _seen(actor, import_id)
    return column_names_of(batch), _reported(batch)


@query(permission=IMPORT_CATALOG)
def list_kinds(*, actor: Actor) -> tuple[KindChoice, ...]:
    """What can be imported, with the meanings that columns may have."""
    return tuple(
        KindChoice(
            kind.code,
            kind.title,
            kind.at_branch,
            tuple(
                FieldChoice(
                    field.code,
                    field.title,
                    field.kind.value,
                    any(field.code in codes for codes in kind.required),
                    field.joins,
                )
                for field in kind.fields
            ),
            kind.required,
            tuple(asked_fields(kind)),
        )
        for kind in import_kinds()
    )


@query(permission=IMPORT_CATALOG)
def find_mapping(*, actor: Actor, kind: str, name: str) -> dict[str, Any]:
    """The saved mapping of this name, the last used of several. Raises NotFound."""
    kind_of(kind)
    rows = SavedMapping.objects.filter(kind=kind).order_by("-used_at")
    saved = next((row for row in rows if row.name == name), None)
    if saved is None:
        raise NotFound(name=name)
    return dict(saved.mapping)


@query(permission=IMPORT_CATALOG)
def saved_mappings(*, actor: Actor) -> QuerySet[SavedMapping]:
    """Every saved mapping, one a source, in no order."""
    rows: QuerySet[SavedMapping] = SavedMapping.objects.order_by()
    return rows


def _seen(actor: Actor, import_id: UUID) -> Import:
    batch = list_imports(actor=actor).filter(id=import_id).first()
    if batch is None:
        raise NotFound(import_id=str(import_id))
    return batch


def _reported(batch: Import) -> Iterator[ReportedRow]:
    """The check's report, then what only the commit found."""
    reported = set()
    for row in read_report(batch.report_id):
        reported.add(row.number)
        yield row
    late: dict[int, list[RowFault]] = {}
    for problem in ImportProblem.objects.filter(source_id=batch.id).order_by("number", "id"):
        if problem.number not in reported:
            fault = RowFault(problem.column, problem.content, problem.code, problem.params)
            late.setdefault(problem.number, []).append(fault)
    for number, faults in late.items():
        yield ReportedRow(number, tuple(faults), ())
