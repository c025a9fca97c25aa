"""Counts typed, scanned or pasted in the grid of receipts: a row is so many packs of a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.types import MOST_UNITS
from theriac.core.ids import new_id
from theriac.core.problems import Text, Unprocessable
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.stocktaking.commands.enter import CountFound, enter_counts
from theriac.domains.stocktaking.permissions import COUNT_STOCK
from theriac.domains.stocktaking.queries.sheets import SheetLine
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import GridRow
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.batches import BatchChoice, BatchGrid, BatchGridRow
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.grids.headings import (
    BATCH_HEADINGS,
    PRODUCT_HEADINGS,
    QUANTITY_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import Meant, ProductGrid
from theriac.surfaces.backoffice.stocktaking.base import CountPart, CountScreen
from theriac.surfaces.backoffice.stocktaking.looks import look_moment, told_saved
from theriac.surfaces.backoffice.templatetags import theriac as shown


class CountGridRow(BatchGridRow):
    """So many packs of one line of the count; 0 where none was found."""

    none_here = gettext_lazy(
        "%(product)s isn’t on the sheets that you count. Use “Found, not on a sheet” for it."
    )
    not_here = gettext_lazy(
        "This batch isn’t on the sheets that you count. Choose one from the list."
    )
    cells = ("product", "packs", "pack_id", "batch_id")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "packs": QUANTITY_HEADINGS,
        "batch_id": BATCH_HEADINGS,
    }
    named: ClassVar[Mapping[str, str]] = {"counted": "packs", "looked_at": "packs"}

    packs = WholeNumberField(label=gettext_lazy("Counted"), least=0, most=MOST_UNITS)


def line_words(line: SheetLine) -> str:
    """B-77, 31/10/2027, shelf; never how much is expected."""
    return ", ".join(
        [
            line.batch or _("No number"),
            shown.local_date(line.expires_on) if line.expires_on else _("no expiry"),
            line.sheet or line.place,
        ]
    )


class CountGrid(BatchGrid):
    """The lines that the reader may count now, the next to expire in front."""

    row = CountGridRow

    def __init__(self, screen: CountScreen) -> None:
        super().__init__(screen, screen.at_branch)
        self.count_id: UUID = screen.count.id
        self._lines: dict[UUID, list[SheetLine]] = defaultdict(list)
        for line in screen.lines:
            if not line.locked:
                self._lines[line.product_id].append(line)

    @property
    def find_url(self) -> str:
        return reverse("backoffice:count_find", args=[self.count_id])

    @property
    def paste_url(self) -> str:
        return reverse("backoffice:count_paste", args=[self.count_id])

    def choices(self, product: ProductDetail) -> Sequence[BatchChoice]:
        lines = self._lines.get(product.id, [])
        lines = sorted(lines, key=lambda one: (one.state == "counted", str(one.expires_on)))
        return [BatchChoice(one.id, one.batch, line_words(one)) for one in lines]

    def usual(self, product: ProductDetail) -> Mapping[str, str]:
        """The largest pack, and nothing counted yet."""
        return {"pack_id": str(product.packs[-1].id), "packs": ""}

    def coded(self, text: str) -> Meant | None:
        """A scanned pack is one that was found."""
        meant = super().coded(text)
        if meant is None:
            return None
        return Meant(meant.product, {**meant.values, "packs": "1"}, cautions=meant.cautions)

    def no_such(self, product: ProductDetail, number: str) -> Text:
        words = _(
            "Batch %(batch)s of %(product)s isn’t on the sheets that you count. Use “Found, not on "
            "a sheet” for it."
        )
        return words % {"batch": number, "product": product.name}


class CountGridForm(ScreenForm):
    """When it was counted, where that was on paper."""

    looked_at = forms.CharField(
        label=gettext_lazy("Counted at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=gettext_lazy("Only for counts taken on paper. Leave empty for now."),
        max_length=80,
        required=False,
    )


class TypeCounts(CountPart, GridDocument):
    """What was found, of any sheet; rows of one line add up."""

    permission = COUNT_STOCK
    form_class = CountGridForm
    title = gettext_lazy("Type or paste counts")
    lead = gettext_lazy("Rows of the same batch add up. 0 means that none was found.")
    submit_label = gettext_lazy("Save counts")

    def new_grid(self, data: Mapping[str, Any]) -> CountGrid:
        return CountGrid(self)

    def cancel_url(self) -> str:
        """Back to the count."""
        return self.address()

    def _rows_by_line(self) -> dict[UUID, list[CountGridRow]]:
        found: dict[UUID, list[CountGridRow]] = defaultdict(list)
        for row in self.grid.rows:
            found[row.cleaned_data["batch_id"]].append(row)
        return found

    def written_rows(self) -> Sequence[GridRow]:
        """The first row of each line."""
        return [rows[0] for rows in self._rows_by_line().values()]

    def write(self, form: ScreenForm) -> str:
        looked_at: datetime | None = look_moment(form.cleaned_data["looked_at"], self.at_branch)
        kept = enter_counts(
            actor=self.actor,
            branch_id=self.at_branch,
            count_id=self.count.id,
            found=[
                _found(at, line_id, sum(row.units for row in rows), looked_at)
                for at, (line_id, rows) in enumerate(self._rows_by_line().items())
            ],
            way="paper" if looked_at else "screen",
        )
        messages.success(self.request, told_saved(kept))
        return self.address()


def _found(at: int, line_id: UUID, units: int, looked_at: datetime | None) -> CountFound:
    if units > MOST_UNITS:
        words = _("This is too large: at most %(limit_value)s.")
        limit = {"limit_value": shown.number(MOST_UNITS)}
        raise Unprocessable(words % limit, field=f"entries.{at}.counted")
    return CountFound(id=new_id(), line_id=line_id, counted=units, looked_at=looked_at)


class CountFind(CountScreen, GridFind):
    """What a product's cell means in this count."""

    permission = COUNT_STOCK

    def grid(self) -> ProductGrid:
        return CountGrid(self)


class CountPaste(CountScreen, GridPaste):
    """Rows of a count out of a sheet."""

    permission = COUNT_STOCK

    def grid(self) -> ProductGrid:
        return CountGrid(self)
