"""Requests about a sale that was made: read, its receipt copied."""

from __future__ import annotations

from uuid import UUID

from tests.surfaces.api.pieces import Asked


def sold_reads(sale_id: UUID) -> dict[str, str]:
    return {
        "listSales": "/sales?limit=1",
        "getSale": f"/sales/{sale_id}",
        "listReceiptCopies": f"/sales/{sale_id}/copies",
        "listSeries": "/series",
    }


def sold_writes(sale_id: UUID) -> dict[str, Asked]:
    return {"takeReceiptCopy": Asked("POST", f"/sales/{sale_id}/copies")}
