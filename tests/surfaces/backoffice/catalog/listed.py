"""The list of products as a test reads it, and many products to list."""

from __future__ import annotations

from typing import Any

from tests.support.shop import Shop
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock

LIST = "/products/"


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["rows"]]


def fill(shop: Shop, start: int, end: int) -> None:
    """Products of 40 makers, a strip of each fourth on the shelf."""
    for first in range(start, end, 5_000):
        ids = add_products(
            actor=shop.owner,
            products=[
                NewProduct(
                    name=f"Medicine {number:05}",
                    base_unit="tablet",
                    legal_class="bebas",
                    manufacturer=f"Maker {number % 40}",
                    packs=[NewPack(name="strip", factor=10, price=1000)],
                )
                for number in range(first, min(first + 5_000, end))
            ],
        )
        lines = [DeliveryLine(product_id=one, quantity=10, batch_number="B1") for one in ids[::4]]
        enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=lines)
