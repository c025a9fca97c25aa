"""Imports as the API tells them: the domain's mappings and counts as lists of named things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.catalog.imports.details import ImportDetail
from theriac.domains.catalog.queries.imports import get_import
from theriac.surfaces.api.answers import told
from theriac.surfaces.api.schemas.imports import (
    Counted,
    FieldColumns,
    FieldDefault,
    FieldWord,
    Import,
    ImportColumn,
    ImportCounts,
    ImportJob,
    ImportMapping,
    ImportResult,
    ImportSummary,
)


def told_import(actor: Actor, import_id: UUID) -> Import:
    """The import as it is now. Raises NotFound."""
    detail = get_import(actor=actor, import_id=import_id)
    return told(
        Import,
        detail,
        columns=[ImportColumn(**column) for column in detail.columns],
        mapping=told_mapping(detail.mapping),
        sheets=list(detail.sheets),
        left_out_rows=list(detail.left_out_rows),
        **_parts(detail),
    )


def told_summary(detail: ImportDetail) -> ImportSummary:
    """An import in a list."""
    return told(ImportSummary, detail, **_parts(detail))


def _parts(detail: ImportDetail) -> dict[str, Any]:
    counts, result = detail.counts, detail.result
    return {
        "counts": counts
        and told(
            ImportCounts,
            counts,
            what=_counted(counts.what),
            columns=_counted(counts.columns),
            notes=_counted(counts.notes),
        ),
        "result": result and told(ImportResult, result),
        "job": None
        if detail.job_id is None
        else ImportJob(
            id=detail.job_id, state=detail.job_state, done=detail.done, total=detail.total
        ),
    }


def _counted(counts: Mapping[str, int]) -> list[Counted]:
    """The most frequent first; a database keeps no order of names."""
    ranked = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    return [Counted(name=name, count=count) for name, count in ranked]


def told_mapping(mapping: Mapping[str, Any]) -> ImportMapping:
    """A stored mapping, in the order of the fields' codes."""
    return ImportMapping(
        columns=[
            FieldColumns(field=code, columns=list(names))
            for code, names in sorted(mapping.get("columns", {}).items())
        ],
        identity=mapping.get("identity", "name"),
        numbers=mapping.get("numbers", "1,234.56"),
        dates=mapping.get("dates", "dmy"),
        packs=mapping.get("packs", ""),
        defaults=[
            FieldDefault(field=code, value=word)
            for code, word in sorted(mapping.get("defaults", {}).items())
        ],
        words=_field_words(mapping.get("values", {})),
        classes=_field_words(mapping.get("classes", {})),
    )


def _field_words(told: Mapping[str, Mapping[str, str]]) -> list[FieldWord]:
    return [
        FieldWord(field=code, written=written, means=means)
        for code, words in sorted(told.items())
        for written, means in sorted(words.items())
    ]


def _by_field(words: Sequence[FieldWord]) -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = {}
    for word in words:
        told.setdefault(word.field, {})[word.written] = word.means
    return told


def domain_mapping(mapping: ImportMapping) -> dict[str, Any]:
    """A mapping as the command takes it; a field that is named twice has all its columns."""
    columns: dict[str, list[str]] = {}
    for one in mapping.columns:
        columns.setdefault(one.field, []).extend(one.columns)
    return {
        "columns": columns,
        "identity": mapping.identity,
        "numbers": mapping.numbers,
        "dates": mapping.dates,
        "packs": mapping.packs,
        "defaults": {one.field: one.value for one in mapping.defaults},
        "values": _by_field(mapping.words),
        "classes": _by_field(mapping.classes),
    }


def place_in(mapping: ImportMapping, name: str) -> str:
    """Where the body says what a refusal of the domain names: ``columns.price``, ``values.x``."""
    part, _dot, code = name.partition(".")
    part = "words" if part == "values" else part
    fields = {
        "columns": [entry.field for entry in mapping.columns],
        "words": [entry.field for entry in mapping.words],
        "classes": [entry.field for entry in mapping.classes],
        "defaults": [entry.field for entry in mapping.defaults],
    }.get(part, [])
    return f"{part}.{fields.index(code)}" if code in fields else part
