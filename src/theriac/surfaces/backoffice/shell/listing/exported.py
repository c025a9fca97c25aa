"""A page with a table of its own that goes out as a file, as a list does: ``?export=csv|xlsx``.

What else the page shows goes out as ``&table=`` and the table's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext as _

from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, Text
from theriac.surfaces.backoffice.shell.listing.export import Export, export_response
from theriac.surfaces.backoffice.shell.screens import Screen

EXPORT, TABLE = "export", "table"
KINDS = frozenset({"csv", "xlsx"})


@dataclass(frozen=True, slots=True)
class FurtherTable:
    """Another table of a page: its title, its columns, and its rows as the screen gives them.

    ``permission`` is whom it is given to besides those who see the page.
    """

    title: Text
    columns: Sequence[Export]
    rows: Callable[[Any], Iterable[Any]]
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class FurtherFile:
    """A table's title, and where it is a file."""

    title: Text
    csv_url: str
    xlsx_url: str


class FurtherTables(Screen):
    """A page with tables besides the first one. It comes before what exports that one."""

    permission: ClassVar[Permission | None] = None
    further: ClassVar[Mapping[str, FurtherTable]] = {}

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The named table as a file; what the page gives otherwise. Raises NotFound."""
        kind, name = request.GET.get(EXPORT), request.GET.get(TABLE, "")
        if kind not in KINDS or not name:
            return super().get(request, **parts)
        table = self.tables_given.get(name)
        if table is None:
            raise NotFound(
                _("This table isn't available to you on this page. Choose one from the menu.")
            )
        return _file(kind, f"{self.page_title()} {name}", table.columns, table.rows(self))

    @property
    def tables_given(self) -> dict[str, FurtherTable]:
        """Those that the person may have."""
        return {
            name: one
            for name, one in self.further.items()
            if one.permission is None or self.may(one.permission)
        }

    @property
    def further_files(self) -> list[FurtherFile]:
        """Where each of them is a file, for the menu."""
        return [
            FurtherFile(one.title, self._table_url(name, "csv"), self._table_url(name, "xlsx"))
            for name, one in self.tables_given.items()
        ]

    def _table_url(self, name: str, kind: str) -> str:
        query = self.request.GET.copy()
        query[EXPORT], query[TABLE] = kind, name
        return f"{self.request.path}?{query.urlencode()}"


def _file(
    kind: str, title: str, columns: Sequence[Export], rows: Iterable[Any]
) -> HttpResponseBase:
    heads = [column.title for column in columns]
    return export_response(kind, slugify(title) or "table", heads, _cells(columns, rows))


def _cells(columns: Sequence[Export], rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
    sources = [column.source for column in columns]
    for row in rows:
        yield [source(row) if callable(source) else getattr(row, source) for source in sources]


class ExportedScreen(Screen):
    """A page whose rows are ``exported_rows``; the template draws ``export_menu.html``.

    Each column is a function of a row. The address keeps what the page was asked for.
    """

    permission: ClassVar[Permission | None] = None
    exports: ClassVar[Sequence[Export]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "exports" in vars(cls) and "permission" not in vars(cls):
            raise TypeError(f"{cls.__name__} names no permission")

    def exported_rows(self) -> Iterable[Any]:
        """What the table shows, all of it."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The page, or its table as a file."""
        kind = request.GET.get(EXPORT)
        if kind not in KINDS or not self.exports:
            return self.draw()
        columns = self.granted(self.exports)
        return _file(kind, str(self.page_title()), columns, self.exported_rows())

    @property
    def csv_url(self) -> str:
        """Where the table is a CSV file."""
        return self._address("csv")

    @property
    def xlsx_url(self) -> str:
        """Where it is a workbook."""
        return self._address("xlsx")

    def _address(self, kind: str) -> str:
        query = self.request.GET.copy()
        query[EXPORT] = kind
        return f"{self.request.path}?{query.urlencode()}"
