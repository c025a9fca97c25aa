"""The body of a table, drawn in one pass: what django_tables2 says of each cell, asked once.

django_tables2 asks each cell anew for its column's attributes, for the signature of what renders
it and for the way to its value, and a template asks once more: 0.1 ms a cell, 20 ms a page of
50 rows. Here a column is asked once a table; what varies from row to row stays asked in each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape
from types import MethodType
from typing import Any

from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.safestring import SafeString
from django_tables2.columns import ManyToManyColumn
from django_tables2.columns.linkcolumn import BaseLinkColumn
from django_tables2.rows import BoundRow
from django_tables2.utils import Accessor, signature

_OFFERED = ("value", "record", "column", "bound_column", "bound_row", "table")
"""What a function that renders a cell may ask for."""


@lru_cache(1024)
def _signature(function: Any, *, is_bound: bool) -> tuple[tuple[str, ...], str | None]:
    asked, rest = signature(function)
    return asked[int(is_bound) :], rest


def draw_body(table: Any, context: Context) -> SafeString:
    """The rows of the table as the template of django_tables2 draws them."""
    columns = [_Column(table, bound) for bound in table.columns]
    missing = table.default
    written: list[str] = []
    for row in table.rows:
        written.append(f"<tr{_row_class(table, row)}>")
        for column in columns:
            cell = column.cell(row)
            none = " data-none" if cell == missing else ""
            written.append(f"<td {column.attributes(row, cell)}{none}>{_shown(cell, context)}</td>")
        written.append("</tr>")
    return SafeString("".join(written))


def _row_class(table: Any, row: Any) -> str:
    if type(row) is BoundRow and not table.row_attrs:
        name = row.get_even_odd_css_class()
    else:
        name = row.attrs.get("class")
    return f' class="{escape(str(name))}"' if name else ""


def _shown(cell: Any, context: Context) -> str:
    """As ``{{ cell }}`` in a template."""
    if isinstance(cell, SafeString):
        return cell
    return escape(cell) if type(cell) is str else str(render_value_in_context(cell, context))


class _Column:
    """A column of one table, with what it needs in every row."""

    def __init__(self, table: Any, bound: Any) -> None:
        self._table, self._bound = table, bound
        self._default = bound.default
        self._empty = bound.column.empty_values
        self._read = _reader(Accessor(bound.accessor))
        self._render = _renderer(bound.render)
        kinds = (BaseLinkColumn, ManyToManyColumn)
        self._is_plain = bound.link is None and not isinstance(bound.column, kinds)
        varies = _is_computed(table.attrs) or _is_computed(bound.column.attrs)
        self._attributes = None if varies else str(bound.attrs["td"].as_html())

    def cell(self, row: Any) -> Any:
        """What stands in the cell of this row."""
        if not self._is_plain:
            return row.get_cell(self._bound.name)
        record = row.record
        try:
            value = self._read(record)
        except Exception:  # noqa: BLE001 (as django_tables2: what can't be read is missing)
            value = None
        if value in self._empty:
            return self._default
        return self._render(value, record, row, self._bound, self._table)

    def attributes(self, row: Any, cell: Any) -> str:
        """The attributes of the cell, written out."""
        if self._attributes is not None:
            return self._attributes
        self._bound.current_value, self._bound.current_record = cell, row.record
        return str(self._bound.attrs["td"].as_html())


def _is_computed(attributes: Any) -> bool:
    """Whether a row may change the attributes."""
    if isinstance(attributes, Mapping):
        return any(_is_computed(value) for value in attributes.values())
    return callable(attributes)


def _reader(accessor: Accessor) -> Callable[[Any], Any]:
    """Reads what the path of a record leads to."""
    bits = tuple(accessor.bits)

    def read(record: Any) -> Any:
        value = record
        for bit in bits:
            if hasattr(type(value), "__getitem__"):
                return accessor.resolve(record)
            value = getattr(value, bit)
            if callable(value):
                return accessor.resolve(record)
            if value is None:
                return None
        return value

    return read


def _renderer(render: Callable[..., Any]) -> Callable[[Any, Any, Any, Any, Any], Any]:
    """Calls what renders a cell with what it asks for; None where it asks for something else."""
    is_bound = isinstance(render, MethodType)
    asked, rest = _signature(getattr(render, "__func__", render), is_bound=is_bound)
    if not rest and any(name not in _OFFERED for name in asked):
        return lambda *_offered: None
    if not rest and asked in _QUICK:
        return _QUICK[asked](render)

    def call(value: Any, record: Any, row: Any, bound: Any, table: Any) -> Any:
        offered = dict(zip(_OFFERED, _given(value, record, row, bound, table), strict=True))
        return render(**(offered if rest else {name: offered[name] for name in asked}))

    return call


def _given(value: Any, record: Any, row: Any, bound: Any, table: Any) -> Iterator[Any]:
    yield from (value, record, bound.column, bound, row, table)


_QUICK: dict[tuple[str, ...], Callable[[Any], Callable[[Any, Any, Any, Any, Any], Any]]] = {
    ("value",): lambda render: lambda value, *_rest: render(value=value),
    ("record",): lambda render: lambda _value, record, *_rest: render(record=record),
    ("value", "record"): lambda render: (
        lambda value, record, *_rest: render(value=value, record=record)
    ),
}
"""What nearly every column asks for."""
