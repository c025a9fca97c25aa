"""A valid request for each operation on barcodes and on codes to link."""

from __future__ import annotations

from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.unknown_codes import unknown_code_reads, unknown_code_writes


def barcode_reads(shop: Shop, code: str) -> dict[str, str]:
    return {"getBarcode": f"/barcodes/{code}", **unknown_code_reads(shop)}


def barcode_writes(shop: Shop, medicine: Medicine, code: str) -> dict[str, Asked]:
    """By operation id; ``code`` opens the strip."""
    strip, box = (str(medicine.packs[factor]) for factor in (10, 100))
    moved = {"pack_id": strip, "code": code, "to_pack_id": box, "reason": "On the box."}
    removed = {"pack_id": strip, "code": code, "reason": "Not theirs."}
    scanned = {"code": f"]d2010{code}17271231"}
    return {
        "addBarcode": Asked("POST", "/barcodes", {"pack_id": strip, "code": "SHOP-77"}),
        "moveBarcode": Asked("POST", "/barcodes/move", moved),
        "removeBarcode": Asked("POST", "/barcodes/remove", removed),
        "parseCode": Asked("POST", "/barcodes/parse", scanned, writes=False),
        **unknown_code_writes(shop, medicine),
    }
