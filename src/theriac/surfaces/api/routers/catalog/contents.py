"""Products as JSON: the same fields in a list and alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.domains.catalog.queries.products import PackDetail, ProductDetail
from theriac.surfaces.api.place import currency_here
from theriac.surfaces.api.schemas.catalog.products import Pack, Product

_PRODUCT = tuple(name for name in Product.model_fields if name != "packs")
_PACK = tuple(name for name in Pack.model_fields if name != "price")


def product_contents(
    details: Sequence[ProductDetail], at_branch: UUID | None = None
) -> list[dict[str, Any]]:
    """Products as JSON has them: plain, since validating a list of them costs half a millisecond.

    Tests hold them against the document.
    """
    currency = currency_here(at_branch)
    return [
        {name: getattr(detail, name) for name in _PRODUCT}
        | {"packs": [_pack_content(pack, currency) for pack in detail.packs]}
        for detail in details
    ]


def _pack_content(pack: PackDetail, currency: str) -> dict[str, Any]:
    content = {name: getattr(pack, name) for name in _PACK}
    content["barcodes"] = list(pack.barcodes)
    amount = pack.price
    content["price"] = None if amount is None else {"amount": amount, "currency": currency}
    return content
