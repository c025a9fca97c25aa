"""Rows that were read of a paper: what stands beside each, and which wait for another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.forms.grid import rows_sent
from theriac.surfaces.backoffice.stock.grids.products import ProductGrid, ProductGridRow


class PaperRow(ProductGridRow):
    """A row with what the paper says beside it; ``kept`` cells stay whatever product is chosen."""

    kept: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.kept:
            self.fields[name].widget.attrs["data-kept"] = "yes"
        self.notes: Sequence[Text] = ()
        self.marks = ""
        self.is_unsure = False


class PaperGrid(ProductGrid):
    """The rows of a page of a paper; ``skipped`` are read lines that have no product yet."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.skipped: set[UUID] = set()

    def sent(self, data: Mapping[str, Any]) -> list[ProductGridRow]:
        """The rows with a product; of the others those that were read wait for another time."""
        found = rows_sent(data, self.typed)
        blank = {at for at, row in found.items() if not row.get("product", "").strip()}
        known = {at: parse_id(found[at].get("line_id", "")) for at in blank}
        self.skipped = {key for key in known.values() if key}
        kept = {at: row for at, row in found.items() if known.get(at) is None}
        return self._bound(kept)
