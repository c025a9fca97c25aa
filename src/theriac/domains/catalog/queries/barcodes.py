"""Which pack a code opens."""

from __future__ import annotations

from collections.abc import Iterable
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


def packs_of_codes(codes: Iterable[str]) -> dict[str, tuple[UUID, UUID]]:
    """Product and pack by the code as it was asked; for other domains, so nothing is asked."""
    asked = {normalise_barcode(code): code for code in codes}
    rows = Barcode.objects.filter(code__in=list(asked)).values_list(
        "code", "pack__product_id", "pack_id"
    )
    return {
        asked[code]: (product_id, pack_id) for code, product_id, pack_id in rows if code in asked
    }
