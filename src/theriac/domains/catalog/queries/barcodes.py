"""Which pack a code opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.models import Barcode
from theriac.domains.catalog.permissions import VIEW_CATALOG

_SHORTEST, _LONGEST = 7, 10
_INSIDE = ("02", "04", "2", "00000")
_LOOKED_AT = 500


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


@query(permission=VIEW_CATALOG)
def likely_maker(*, actor: Actor, code: str) -> str:
    """The maker whose other products share the longest beginning of the GTIN; "" where none does.

    GS1 gives a company the first 7 to 10 digits of its GTIN-13s, so a maker is named only where
    every product with such a beginning is its own. Numbers for use inside a shop say nothing.
    """
    gtin = gtin14(code.strip())
    if gtin is None or gtin[1:].startswith(_INSIDE):
        return ""
    begins = gtin[1 : 1 + _SHORTEST]
    known = Barcode.objects.filter(code__startswith=f"0{begins}").exclude(code=gtin)
    rows = known.values_list("code", "pack__product__manufacturer__name")[:_LOOKED_AT]
    makers = [(other[1:], maker or "") for other, maker in rows]
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        alike = {maker for other, maker in makers if other[:length] == gtin[1 : 1 + length]}
        if alike:
            return alike.pop() if len(alike) == 1 else ""
    return ""


def packs_of_codes(codes: Iterable[str]) -> dict[str, tuple[UUID, UUID]]:
    """Product and pack by the code as it was asked; for other domains, so nothing is asked."""
    asked = {normalise_barcode(code): code for code in codes}
    rows = Barcode.objects.filter(code__in=list(asked)).values_list(
        "code", "pack__product_id", "pack_id"
    )
    return {
        asked[code]: (product_id, pack_id) for code, product_id, pack_id in rows if code in asked
    }
