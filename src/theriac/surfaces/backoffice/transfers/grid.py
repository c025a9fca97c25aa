"""The grid of a transfer: a row is so many packs of a batch that lies at the sending place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.queries.batches.batch_lines import BatchLine
from theriac.domains.transfers.permissions import TRANSFER
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.batches import BatchGridRow, StockBatchGrid
from theriac.surfaces.backoffice.stock.grids.headings import (
    BATCH_HEADINGS,
    PRODUCT_HEADINGS,
    QUANTITY_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import (
    ProductGrid,
)

SENDING = ("shelf", "quarantine")
"""The places that goods are sent from, the usual one in front."""


class TransferGridRow(BatchGridRow):
    """One batch of one product."""

    none_here = gettext_lazy("There is no %(product)s here to send.")
    cells = ("product", "packs", "pack_id", "batch_id")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "packs": QUANTITY_HEADINGS,
        "batch_id": BATCH_HEADINGS,
    }

    def line(self) -> dict[str, Any]:
        """As a line of the command's record."""
        return {"batch_id": self.cleaned_data["batch_id"], "quantity": self.units}


class TransferGrid(StockBatchGrid):
    """What lies at the place that sends; what sells first is proposed."""

    row = TransferGridRow
    find, paste = "backoffice:transfer_find", "backoffice:transfer_paste"
    beside = "id_from_place"

    def __init__(self, screen: Screen, place: str, branch_id: BranchId | None = None) -> None:
        super().__init__(screen, branch_id)
        self.place = place if place in SENDING else SENDING[0]

    def takes(self, line: BatchLine) -> bool:
        return line.place_kind == self.place


class TransferFind(GridFind):
    """What a product's cell of a transfer means."""

    permission = TRANSFER

    def grid(self) -> ProductGrid:
        return TransferGrid(self, self.request.GET.get("beside", ""))


class TransferPaste(GridPaste):
    """Rows of a transfer out of a sheet."""

    permission = TRANSFER

    def grid(self) -> ProductGrid:
        return TransferGrid(self, self.request.POST.get("beside", ""))
