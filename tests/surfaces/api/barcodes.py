"""A valid request for each operation on barcodes."""

from __future__ import annotations

from tests.surfaces.api.pieces import Asked


def barcode_writes(strip: str, box: str, code: str) -> dict[str, Asked]:
    """By operation id; ``code`` opens the strip."""
    moved = {"pack_id": strip, "code": code, "to_pack_id": box, "reason": "On the box."}
    removed = {"pack_id": strip, "code": code, "reason": "Not theirs."}
    scanned = {"code": f"]d2010{code}17271231"}
    return {
        "addBarcode": Asked("POST", "/barcodes", {"pack_id": strip, "code": "SHOP-77"}),
        "moveBarcode": Asked("POST", "/barcodes/move", moved),
        "removeBarcode": Asked("POST", "/barcodes/remove", removed),
        "parseCode": Asked("POST", "/barcodes/parse", scanned, writes=False),
    }
