"""Requests about sales: made, pushed, read, copied, settled; about tills and approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.saved import saved_file
from tests.support.sent_documents import a_document_request
from tests.surfaces.api.approving import approvals_asked
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.pushed import pushed_body
from tests.surfaces.api.tills import till_reads, till_writes

if TYPE_CHECKING:
    from tests.surfaces.api.world import World


def sold_reads(world: World) -> dict[str, str]:
    return {
        "listSales": "/sales?limit=1",
        "getSale": f"/sales/{world.sale_id}",
        "listReceiptCopies": f"/sales/{world.sale_id}/copies",
        "getSaleDocument": f"/sales/{world.sale_id}/document?paper=a5",
        "listDocumentRequests": "/document-requests?state=waiting",
        "listSeries": "/series",
        **till_reads(world.shop),
    }


def sale_writes(world: World) -> dict[str, Asked]:
    line = {"product_id": str(world.medicine.id), "quantity": 3}
    sent, cancelled = (a_document_request(world.shop, world.sale_id) for _one in range(2))
    return {
        "completeSale": Asked("POST", "/sales", {"lines": [line], "currency": "IDR"}),
        "quoteSale": Asked("POST", "/sales/quote", {"lines": [line]}, writes=False),
        "pushSale": Asked("POST", "/sales/push", pushed_body(world)),
        "receiveSavedSales": Asked(
            "POST",
            "/sales/saved",
            file="saved",
            content=saved_file(world.shop.terminal_id),
            form={},
        ),
        "takeReceiptCopy": Asked("POST", f"/sales/{world.sale_id}/copies"),
        "issueSaleDocument": Asked("POST", f"/sales/{world.sale_id}/document"),
        "nameBuyer": Asked("POST", f"/sales/{world.sale_id}/buyer", {"name": "Klinik Sehat"}),
        "requestDocument": Asked(
            "POST",
            "/document-requests",
            {
                "kind": "sale",
                "document_id": str(world.sale_id),
                "channel": "email",
                "to": "ani@example.com",
            },
        ),
        "markDocumentSent": Asked("POST", f"/document-requests/{sent}/sent"),
        "cancelDocumentRequest": Asked("POST", f"/document-requests/{cancelled}/cancel"),
        "openSeries": Asked("POST", "/series", {"generation": 3}),
        "settleCase": Asked(
            "POST",
            f"/cases/{world.case_id}/settle",
            {"settlement": "written_off", "note": "nobody knows"},
        ),
        **till_writes(world.shop),
        **approvals_asked(world.shop, world.medicine.id),
        "cancelJob": Asked("POST", "/jobs/{job}/cancel"),
        "retryJob": Asked("POST", "/jobs/{failed}/retry"),
    }
