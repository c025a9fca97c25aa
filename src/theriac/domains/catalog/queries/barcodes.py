"""Which pack a code opens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.models import Barcode
from theriac.domains.catalog.permissions import VIEW_CATALOG


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """The pack that a code opens, and its product."""

    barcode_id: UUID
    code: str
    pack_id: UUID
    pack: str
    factor: int
    product_id: UUID
    product: str


@query(permission=VIEW_CATALOG)
def find_pack(*, actor: Actor, code: str) -> OpenedPack | None:
    """The pack that ``code`` opens, whatever form its GTIN is written in; None when none does."""
    kept = normalise_barcode(code)
    row = (
        Barcode.objects.filter(code=kept)
        .values_list(
            "id",
            "code",
            "pack_id",
            "pack__name",
            "pack__factor",
            "pack__product_id",
            "pack__product__name",
        )
        .first()
    )
    return None if row is None else OpenedPack(*row)
