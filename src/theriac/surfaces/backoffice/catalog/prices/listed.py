"""The tab "Prices" of a product: each dated one, and the ceiling by law."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.prices.ceilings import list_ceilings
from theriac.domains.catalog.queries.prices.listed import list_prices
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.detail import product_head
from theriac.surfaces.backoffice.catalog.words import (
    counted,
    money,
    pack_content,
    pack_title,
    per_unit,
)
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.shell.screens import Crumb

PRICES_SHOWN = 100


class ProductPrices(ProductScreen, FurtherTables, ExportedScreen):
    """The tab "Prices": what each pack costs now, what comes, what was."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/prices.html"
    exports = (
        Export(_("Pack"), lambda row: row["pack"]),
        Export(_("Base units"), lambda row: row["factor"]),
        Export(_("Where"), lambda row: row["where"] or _("Every branch")),
        Export(_("From"), lambda row: row["from"]),
        Export(_("Price"), lambda row: row["amount"]),
    )
    further: ClassVar[dict[str, FurtherTable]] = {
        "ceilings": FurtherTable(
            _("Legal maximum price"),
            (
                Export(_("Base units"), lambda row: row["units"]),
                Export(_("From"), lambda row: row["from"]),
                Export(_("Legal maximum price"), lambda row: row["amount"]),
            ),
            lambda screen: screen.ceilings(),
        )
    }

    def page_title(self) -> Text:
        return self.product.name

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:1]

    def context(self) -> dict[str, Any]:
        """Prices and ceilings, the newest first."""
        rows = self._rows(PRICES_SHOWN)
        return product_head(self) | {"prices": rows, "ceilings": self.ceilings()}

    def exported_rows(self) -> list[dict[str, Any]]:
        """Every price, the newest first."""
        return self._rows(None)

    def _rows(self, most: int | None) -> list[dict[str, Any]]:
        packs = {pack.id: pack for pack in self.product.packs}
        branches = dict(list_branches().values_list("id", "name"))
        now = clock.now()
        prices = list_prices(actor=self.actor, product_id=self.product.id)
        return [
            {
                "pack": pack_title(packs[price.pack_id].name),
                "factor": packs[price.pack_id].factor,
                "content": pack_content(packs[price.pack_id], self.product.base_unit),
                "where": branches.get(price.branch_id, "") if price.branch_id else "",
                "amount": money(price.amount),
                "each": per_unit(price.amount, packs[price.pack_id].factor, self.product.base_unit),
                "from": price.valid_from,
                "is_coming": price.valid_from > now,
            }
            for price in prices.order_by("-valid_from", "-recorded_at", "-id")[:most]
        ]

    def ceilings(self) -> list[dict[str, Any]]:
        """Every ceiling, the newest first."""
        now = clock.now()
        return [
            {
                "amount": money(ceiling.amount),
                "units": ceiling.units,
                "for": counted(self.product.base_unit, ceiling.units),
                "from": ceiling.valid_from,
                "is_coming": ceiling.valid_from > now,
            }
            for ceiling in list_ceilings(actor=self.actor, product_id=self.product.id)
        ]
