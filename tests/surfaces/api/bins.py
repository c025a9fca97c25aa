"""Valid requests about bins."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.models import Bin


def a_bin(shop: Shop) -> UUID:
    """The one bin of the branch."""
    known = Bin.objects.filter(branch_id=shop.branch_id, code="Z-09").first()
    if known is not None:
        return known.id
    return add_bin(actor=shop.owner, branch_id=shop.branch_id, code="Z-09")


def bin_writes(shop: Shop, product_id: str, batch_id: str) -> dict[str, Asked]:
    bin_id = str(a_bin(shop))
    return {
        "addBin": Asked("POST", "/bins", {"code": "A-01", "label": "left"}),
        "putInBin": Asked("POST", f"/bins/{bin_id}/batches", {"batch_ids": [batch_id]}),
        "getBin": Asked("GET", f"/bins/{bin_id}", writes=False),
        "changeBin": Asked(
            "PUT", f"/bins/{bin_id}", {"code": "Z-09", "label": "top"}, edits=f"/bins/{bin_id}"
        ),
        "setHomeBin": Asked("PUT", f"/home-bins/{product_id}", {"bin_id": bin_id}),
    }
