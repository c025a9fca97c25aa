"""The base of every list: search, declared filters and sorts, pages of 50, export.

Why it stays under a second with 50,000 rows (CAT-14): the page is found by its sort values
(``paging``), which an index serves, as primary keys only; whatever is dear (joins,
annotations, prefetches) goes into ``decorate`` and touches 50 rows; the count stops at 100,000;
an export of field paths builds no objects. The whole state is in the address, so a list can be
sent, kept and printed. htmx refreshes the part that changed; without scripts the same address
answers the whole page.

    class ProductList(ListScreen):
        permission = VIEW_PRODUCTS
        title = _("Products")
        table_class = ProductTable            # django_tables2, columns only
        filterset_class = ProductFilter       # django_filter
        sorts = {"name": Sort(_("Product"), ("name",)), "price": Sort(_("Price"), ("price",))}
        default_sort = "name"
        exports = (Export(_("Product"), "name"), Export(_("Maker"), "manufacturer__name"))

        def rows(self): return list_products(actor=self.actor)
        def search(self, rows, text): return search_products(rows, text)
        def decorate(self, rows): return with_stock(rows, branch_id=self.branch_id)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.formatting import format_number
from theriac.core.permissions import Permission
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.errors import is_fragment
from theriac.surfaces.backoffice.shell.listing.chips import Chip, chips_of
from theriac.surfaces.backoffice.shell.listing.export import (
    Export,
    FieldCells,
    cell_of,
    export_response,
)
from theriac.surfaces.backoffice.shell.listing.keyset import (
    PAGE_SIZE,
    Chosen,
    Keyset,
    KeysetPage,
    RowCount,
    Sort,
    count_rows,
)
from theriac.surfaces.backoffice.shell.listing.parts import Action, ColumnHead, Empty, SortChoice
from theriac.surfaces.backoffice.shell.listing.tables import columns_withheld
from theriac.surfaces.backoffice.shell.screens import Screen

SEARCH, SORT, PLACE, EXPORT = "q", "sort", "at", "export"
_EXPORT_PIECE = 2_000
LONGEST_SEARCH = 200


class ListScreen(Screen):
    """A list. Subclasses set ``table_class``, ``sorts``, ``default_sort`` and ``rows``."""

    template_name = "backoffice/list.html"
    fragment_template = "backoffice/partials/list_fragment.html"
    permission: ClassVar[Permission | None] = None
    table_class: ClassVar[Any]
    filterset_class: ClassVar[Any] = None
    sorts: ClassVar[Mapping[str, Sort]]
    default_sort: ClassVar[str]
    exports: ClassVar[Sequence[Export]] = ()
    search_hint: Text = ""
    counted: Any = ngettext_lazy("%(count)s row", "%(count)s rows", "count")
    empty: ClassVar[Empty] = Empty()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "table_class" in vars(cls) and "permission" not in vars(cls):
            raise TypeError(f"{cls.__name__} names no permission")

    def rows(self) -> QuerySet[Any]:
        """All rows that the actor may see, without joins and annotations that only draw."""
        raise NotImplementedError

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """The rows that fit what was typed. A list with ``search_hint`` overrides it."""
        return rows

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What the table draws besides: joins, annotations, prefetches, of 50 rows."""
        return rows

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """The rows that are drawn, by primary key. Override to draw something else than models."""
        rows = self.rows().order_by().filter(pk__in=ids)
        return {row.pk: row for row in self.decorate(rows)}

    def actions(self) -> Sequence[Action]:
        return ()

    def table(self, rows: Sequence[Any]) -> Any:
        """The table over the rows of one page."""
        withheld = columns_withheld(self.table_class, self.may)
        return self.table_class(rows, orderable=False, exclude=withheld)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The page; the part below the filters for htmx; a file for ``?export=``."""
        kind = request.GET.get(EXPORT)
        if kind in {"csv", "xlsx"} and self.exports:
            name = slugify(str(self.title)) or "list"
            heads = [column.title for column in self.columns]
            return export_response(kind, name, heads, self.export_rows())
        if is_fragment(request) and request.headers.get("HX-Target") == "t-list":
            self.template_name = self.fragment_template
            response = self.draw()
            response["HX-Push-Url"] = self.address_with()
            return response
        return self.draw()

    @cached_property
    def columns(self) -> list[Export]:
        """The columns of the file that the person may have."""
        return self.granted(self.exports)

    @cached_property
    def search_text(self) -> str:
        """What was typed, without NUL and cut to a length that no person types."""
        return self.request.GET.get(SEARCH, "").strip()[:LONGEST_SEARCH]

    @cached_property
    def filterset(self) -> Any:
        """The filters bound to the address; None for a list without."""
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.request.GET, queryset=self.rows(), request=self.request)

    @cached_property
    def chosen(self) -> Chosen:
        """The sort in the address, else the usual one."""
        word = self.request.GET.get(SORT, "")
        name = word.removeprefix("-")
        if name in self.sorts:
            return Chosen(name, self.sorts[name], word.startswith("-"))
        sort = self.sorts[self.default_sort]
        return Chosen(self.default_sort, sort, sort.descending)

    @cached_property
    def found(self) -> QuerySet[Any]:
        """The rows that fit search and filters, in no order."""
        rows = self.filterset.qs if self.filterset is not None else self.rows()
        return self.search(rows, self.search_text) if self.search_text else rows

    @cached_property
    def count(self) -> RowCount:
        """How many rows fit."""
        return count_rows(self.found)

    @cached_property
    def page(self) -> KeysetPage:
        """The primary keys of the page in the address."""
        place = self.request.GET.get(PLACE, "")
        return Keyset(self.found, self.chosen, PAGE_SIZE).page(place)

    def page_rows(self) -> list[Any]:
        """The drawn rows of the page, in its order; one deleted meanwhile is left out."""
        loaded = self.load(self.page.ids) if self.page.ids else {}
        return [loaded[key] for key in self.page.ids if key in loaded]

    def address_with(self, **changes: str | None) -> str:
        """This list's address with changes; None and empty values are left out."""
        query = self.request.GET.copy()
        query.pop(EXPORT, None)
        if PLACE not in changes and changes:
            query.pop(PLACE, None)
        for name, value in changes.items():
            query[name] = value or ""
        usual = self.sorts[self.default_sort].descending
        if query.get(SORT) == ("-" if usual else "") + self.default_sort:
            del query[SORT]
        for name in list(query):
            kept = [value for value in query.getlist(name) if value]
            query.setlist(name, kept)
            if not kept:
                del query[name]
        text = query.urlencode()
        return f"{self.request.path}?{text}" if text else self.request.path

    def heads(self, table: Any) -> list[ColumnHead]:
        """The columns' heads with the links that sort by them."""
        return [self._head(column) for column in table.columns]

    def _head(self, column: Any) -> ColumnHead:
        sort = self.sorts.get(column.name)
        if sort is None:
            return ColumnHead(column)
        is_chosen = column.name == self.chosen.name
        descending = not self.chosen.descending if is_chosen else sort.descending
        url = self.address_with(**{SORT: ("-" if descending else "") + column.name})
        if not is_chosen:
            return ColumnHead(column, url)
        return ColumnHead(column, url, "descending" if self.chosen.descending else "ascending")

    def sort_choices(self) -> list[SortChoice]:
        """Every sort, for the menu."""
        choices: list[SortChoice] = []
        for name, sort in self.sorts.items():
            is_chosen = name == self.chosen.name
            descending = not self.chosen.descending if is_chosen else sort.descending
            url = self.address_with(**{SORT: ("-" if descending else "") + name})
            choices.append(SortChoice(sort.label, url, is_chosen, self.chosen.descending))
        return choices

    def chips(self) -> list[Chip]:
        return self._chips

    @cached_property
    def _chips(self) -> list[Chip]:
        return chips_of(self.filterset, self.address_with) if self.filterset is not None else []

    @property
    def is_filtered(self) -> bool:
        """Whether search or a filter leaves rows out."""
        return bool(self.search_text) or any(chip.is_on for chip in self.chips())

    def count_words(self) -> str:
        """The count in words: 2.512 products, more than 100.000 products."""
        number = self.count.number
        shown = format_number(number, frame.pharmacy().country)
        words = str(self.counted % {"count": number}).replace(str(number), shown, 1)
        if self.count.is_more:
            return str(_("more than %(rows)s")) % {"rows": words}
        return words

    def export_rows(self) -> Iterator[Sequence[Any]]:
        """The cells of every row that fits, in the list's order."""
        keyset = Keyset(self.found, self.chosen, _EXPORT_PIECE)
        if fields := FieldCells.of(self.columns):
            rows = keyset.ordered().values_list(*fields.paths)
            yield from map(fields.cells, rows.iterator(chunk_size=_EXPORT_PIECE))
            return
        page = keyset.page()
        while page.ids:
            yield from self.cells_of(page.ids)
            if page.after is None:
                return
            page = keyset.page(page.after)

    def cells_of(self, ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """The file's cells of these rows, in their order."""
        if fields := FieldCells.of(self.columns):
            rows = self.rows().order_by().filter(pk__in=ids).values_list("pk", *fields.paths)
            cells = {row[0]: fields.cells(row[1:]) for row in rows}
        else:
            sources = [column.source for column in self.columns]
            loaded = self.load(ids)
            cells = {
                key: [cell_of(row, source) for source in sources] for key, row in loaded.items()
            }
        yield from (cells[key] for key in ids if key in cells)

    def visible_actions(self) -> list[Action]:
        """The head's buttons that the actor may press."""
        shown = [a for a in self.actions() if a.permission is None or self.may(a.permission)]
        if sum(action.kind == "primary" for action in shown) > 1:
            raise ValueError(f"{type(self).__name__} has more than one filled button")
        return shown

    def context(self) -> dict[str, Any]:
        """The list as list.html draws it."""
        rows = self.page_rows()
        table = self.table(rows)
        page = self.page
        return {
            "table": table,
            "heads": self.heads(table),
            "rows": rows,
            "first": page.start + 1 if rows else 0,
            "last": page.start + len(rows),
            "previous_url": self.address_with(**{PLACE: page.before}) if page.before else "",
            "next_url": self.address_with(**{PLACE: page.after}) if page.after else "",
            "csv_url": self._export_url("csv"),
            "xlsx_url": self._export_url("xlsx"),
        }

    def _export_url(self, kind: str) -> str:
        if not self.exports:
            return ""
        address = self.address_with(**{PLACE: None})
        return f"{address}{'&' if '?' in address else '?'}{EXPORT}={kind}"


__all__ = ["Action", "Empty", "Export", "ListScreen", "Sort"]
