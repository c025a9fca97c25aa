"""The table of a medicine's brands, as the generic's page and the product's tab draw it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.queries.products import product_details
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.levels import brands_here
from theriac.surfaces.backoffice.catalog.rows import stock_cell
from theriac.surfaces.backoffice.catalog.words import money, pack_content, per_unit, usual_price
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.screens import Screen

BRANDS = (
    Export(_("Product"), lambda row: row["product"].name),
    Export(_("Manufacturer"), lambda row: row["product"].manufacturer),
    Export(_("Can be sold, base units"), lambda row: row["available"]),
    Export(_("Earliest expiry"), lambda row: row["expiry"]),
    Export(_("Pack"), lambda row: row["pack"]),
    Export(_("Price"), lambda row: row["price"]),
)
"""The columns of the brands' file."""


def brand_rows(screen: Screen, product_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What can be sold at the branch first, of that the earliest expiry; prices are the branch's.

    Who may not see stock gets the names in their order, without stock.
    """
    branch_id = screen.branch_id
    levels = {}
    if branch_id is not None and screen.may(VIEW_STOCK):
        found = brands_here(actor=screen.actor, branch_id=branch_id, product_ids=product_ids)
        levels = {level.product_id: level for level, _name in found}
    details = product_details(
        actor=screen.actor, product_ids=list(levels) or list(product_ids), at_branch=branch_id
    )
    if not levels:
        details = sorted(details, key=lambda one: one.name)
    rows = []
    for detail in details:
        level, pack = levels.get(detail.id), usual_price(detail)
        rows.append(
            {
                "product": detail,
                "stock": stock_cell(level, detail) if level else "",
                "available": level.available if level else None,
                "expiry": level.next_expiry if level else None,
                "price": money(pack.price) if pack else None,
                "pack": pack_content(pack, detail.base_unit) if pack else "",
                "each": per_unit(pack.price, pack.factor, detail.base_unit) if pack else "",
            }
        )
    return rows
