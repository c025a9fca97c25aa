"""What suppliers offer of one product, the cheapest true unit cost first, with the arithmetic."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core.formatting import format_minor_units
from theriac.core.money import CURRENCIES, round_half_up
from theriac.core.problems import Text
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.offers.queries.comparison import RankedOffer, compare_offers
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.words import money, pack_title
from theriac.surfaces.backoffice.purchasing.offers.words import STEPS
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen

MOST_UNITS = 1_000_000
FINER = 2
"""Decimals beyond the minor unit that a unit's cost is shown with."""


class CompareOffers(ProductScreen, ExportedScreen):
    """For so many units: each supplier's packs, what they cost step by step, and a unit then."""

    permission = VIEW_OFFERS
    title = gettext_lazy("Compare offers")
    template_name = "backoffice/purchasing/offers/comparison.html"
    exports = (
        Export(gettext_lazy("Supplier"), lambda row: row["of"].supplier),
        Export(gettext_lazy("Pack"), lambda row: row["pack"]),
        Export(gettext_lazy("Packs"), lambda row: row["of"].cost.packs),
        Export(gettext_lazy("Free packs"), lambda row: row["of"].cost.bonus_packs),
        Export(gettext_lazy("Base units"), lambda row: row["of"].cost.units),
        Export(gettext_lazy("Total"), lambda row: row["total"]),
        Export(gettext_lazy("Cost per unit"), lambda row: row["each"]),
        Export(gettext_lazy("Expiry"), lambda row: row["of"].offered.expires_on),
        Export(gettext_lazy("Valid until"), lambda row: row["of"].offered.valid_until),
    )

    @property
    def units(self) -> int:
        """For how many base units, the largest pack's without an answer."""
        text = self.request.GET.get("units", "")
        asked = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
        largest = max((pack.factor for pack in self.product.packs), default=1)
        return min(asked or largest, MOST_UNITS)

    def exported_rows(self) -> list[dict[str, Any]]:
        return self._rows()

    def context(self) -> dict[str, Any]:
        return {
            "product": self.product,
            "rows": self._rows(),
            "units": self.units,
            "base_unit": self.product.base_unit,
        }

    def page_title(self) -> Text:
        return self.title

    def _rows(self) -> list[dict[str, Any]]:
        found = compare_offers(
            actor=self.actor,
            branch_id=self.branch,
            product_id=self.product.id,
            units=self.units,
        )
        packs = {pack.id: pack for pack in self.product.packs}
        return [_shown(one, packs, at) for at, one in enumerate(found, 1)]


def _shown(one: RankedOffer, packs: Any, rank: int) -> dict[str, Any]:
    pack = packs.get(one.offered.pack_id)
    return {
        "of": one,
        "rank": rank,
        "pack": pack_title(pack.name) if pack else "",
        "price": money(one.offered.price),
        "steps": [(STEPS[step.kind], money(round_half_up(step.amount))) for step in one.cost.steps],
        "total": money(round_half_up(one.cost.total)),
        "each": _finer(one),
    }


def _finer(one: RankedOffer) -> str:
    """What a unit costs, with two decimals more than money has."""
    pharmacy = frame.pharmacy()
    currency = CURRENCIES[pharmacy.currency]
    amount = round_half_up(one.per_unit * 10**FINER)
    written = format_minor_units(amount, currency.exponent + FINER, pharmacy.country)
    return f"{currency.sign}\u00a0{written}"
