"""One supplier's scorecard: its orders with what came of them, its products with their prices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.catalog.queries.names import product_names
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.queries.scorecard import (
    SupplierRecord,
    supplier_record,
)
from theriac.surfaces.backoffice.purchase_orders.words import STATES
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.suppliers.base import SupplierScreen
from theriac.surfaces.backoffice.suppliers.score_rows import (
    ScoredOrderRow,
    ScoredOrderTable,
    ScoredProductRow,
    ScoredProductTable,
)
from theriac.surfaces.backoffice.suppliers.score_words import (
    OverAYear,
    ScoreFilters,
    ScoreWords,
    tenths,
)


class ScorePage(SupplierScreen, OverAYear, GatheredList):
    """What the two lists of a scorecard share."""

    permission = VIEW_RECEIPTS
    template_name = "backoffice/suppliers/score.html"
    fragment_template = "backoffice/suppliers/score_fragment.html"
    filterset_class = ScoreFilters
    below = True

    @cached_property
    def record(self) -> SupplierRecord:
        """What the supplier did in these days, read once."""
        first_on, last_on = self.days
        return supplier_record(
            actor=self.actor,
            supplier_id=self.supplier.id,
            branch_id=self.branch_id,
            first_on=first_on,
            last_on=last_on,
        )

    def context(self) -> dict[str, Any]:
        """The figures above the list, and the two lists."""
        at = [self.supplier.id]
        return {
            **super().context(),
            "words": ScoreWords(self.record.score),
            "tabs": [
                (_("Purchase orders"), reverse("backoffice:supplier_score", args=at)),
                (_("Products"), reverse("backoffice:supplier_prices", args=at)),
            ],
        }


class SupplierScoreScreen(ScorePage):
    """The orders that the figures rest on."""

    permission = VIEW_RECEIPTS
    title = gettext_lazy("Scorecard")
    counted = ngettext_lazy("%(count)s purchase order", "%(count)s purchase orders", "count")
    table_class = ScoredOrderTable
    sorts = {
        "ordered_on": Sort(gettext_lazy("Ordered"), (), descending=True),
        "days": Sort(gettext_lazy("Delivery time"), (), descending=True),
    }
    orders = {
        "ordered_on": lambda row: row.ordered_on,
        "days": lambda row: -1 if row.told.days is None else row.told.days,
    }
    default_sort = "ordered_on"
    exports = (
        Export(gettext_lazy("Number"), lambda row: row.number),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.told.outcome.state))),
        Export(gettext_lazy("Ordered"), lambda row: row.ordered_on),
        Export(
            gettext_lazy("Delivery time, days"),
            lambda row: "" if row.told.days is None else tenths(row.told.days),
        ),
        Export(gettext_lazy("Lines ordered"), lambda row: row.told.outcome.lines),
        Export(gettext_lazy("Lines delivered in full"), lambda row: row.told.outcome.full_lines),
        Export(gettext_lazy("Ordered, base units"), lambda row: row.told.outcome.ordered),
        Export(gettext_lazy("Delivered, base units"), lambda row: row.told.outcome.received),
    )
    empty = Empty(
        gettext_lazy("No purchase orders in this period"),
        gettext_lazy("Received and cancelled orders of this supplier will be listed here."),
        "send",
    )

    def gathered(self) -> Sequence[ScoredOrderRow]:
        return [ScoredOrderRow(one) for one in self.record.orders]


class SupplierPricesScreen(ScorePage):
    """The products that came, with how their prices moved."""

    permission = VIEW_RECEIPTS
    title = gettext_lazy("Scorecard")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    table_class = ScoredProductTable
    sorts = {
        "name": Sort(gettext_lazy("Product"), ()),
        "over_period": Sort(gettext_lazy("In this period"), (), descending=True),
        "since_before": Sort(gettext_lazy("Since the delivery before"), (), descending=True),
        "short": Sort(gettext_lazy("Short-dated"), (), descending=True),
    }
    orders = {
        "name": lambda row: row.name.casefold(),
        "over_period": lambda row: row.told.over_period_bp or 0,
        "since_before": lambda row: row.told.since_before_bp or 0,
        "short": lambda row: row.told.short.share_bp or 0,
    }
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row.name),
        Export(gettext_lazy("Deliveries"), lambda row: row.told.deliveries),
        Export(gettext_lazy("Received, base units"), lambda row: row.told.units),
        Export(gettext_lazy("First cost of a unit"), lambda row: row.first),
        Export(gettext_lazy("Last cost of a unit"), lambda row: row.last),
        Export(gettext_lazy("Since the delivery before"), lambda row: row.since_before),
        Export(gettext_lazy("In this period"), lambda row: row.over_period),
        Export(gettext_lazy("Short-dated, base units"), lambda row: row.told.short.part),
        Export(gettext_lazy("Last received"), lambda row: row.told.last_on),
        Export(gettext_lazy("Last goods receipt"), lambda row: row.told.number),
    )
    empty = Empty(
        gettext_lazy("No goods receipts in this period"),
        gettext_lazy("Products received from this supplier will be listed here."),
        "box-seam",
    )

    def gathered(self) -> Sequence[ScoredProductRow]:
        names = product_names({one.product_id for one in self.record.products})
        return [
            ScoredProductRow(one, names.get(one.product_id, "")) for one in self.record.products
        ]
