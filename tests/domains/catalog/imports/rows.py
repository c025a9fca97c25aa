"""Rows for tests of checking: a head, a row below it, and a mapping that is guessed or told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from theriac.core.tables.cells import Cell, Row
from theriac.domains.catalog.imports.fields import Field
from theriac.domains.catalog.imports.mapping import Mapping as ColumnMapping
from theriac.domains.catalog.imports.products.fields import PRODUCT_FIELDS
from theriac.domains.catalog.imports.rowcells import CellReading, RowCells

DEFAULTS = {"legal_class": "keras", "tax_class": "standard", "base_unit": "piece"}


def reading_of(
    names: Sequence[str],
    fields: Sequence[Field] = PRODUCT_FIELDS,
    currency: str = "IDR",
    **ways: Any,
) -> CellReading:
    """A reading of columns that are called as their fields."""
    mapping = ColumnMapping(columns={name: (name,) for name in names}, **ways)
    return mapping.reading(fields, names, currency)


def cells_of(told: Mapping[str, Cell], **terms: Any) -> RowCells:
    """One row whose columns are called as their fields."""
    return RowCells(reading_of(list(told), **terms), Row(2, tuple(told.values())))
