"""Valid requests about one batch."""

from __future__ import annotations

from tests.surfaces.api.pieces import Asked, money


def batch_writes(batch: str, pack_id: str, why: dict[str, str]) -> dict[str, Asked]:
    return {
        "correctBatch": Asked(
            "PATCH", f"/batches/{batch}", {"shelf": "A3", **why}, edits=f"/batches/{batch}"
        ),
        "priceBatch": Asked(
            "POST",
            f"/batches/{batch}/price",
            {"pack_id": pack_id, "price": money(650), **why},
            edits=f"/batches/{batch}",
        ),
        "holdBatch": Asked("POST", f"/batches/{batch}/hold", why),
        "releaseBatch": Asked("POST", f"/batches/{batch}/release", why),
    }
