"""The batches that a scanned or typed text names at a branch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.domains.catalog.gs1.codes import ScannedCode, read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.catalog.queries.barcodes import packs_of_codes
from theriac.domains.stock.models import Balance, Batch

MOST = 12


@dataclass(frozen=True, slots=True)
class ScannedBatch:
    """A batch that the branch has or had."""

    batch_id: UUID
    product_id: UUID
    number: str
    expires_on: date | None


def batches_scanned_at(branch_id: UUID, text: str) -> list[ScannedBatch]:
    """Those that the code of a pack names, the newest first; all of its product for a bare GTIN.

    What is no code of a pack is a batch's number, as typed or in capitals. For other domains'
    documents, so nothing is asked.
    """
    rows = Batch.objects.filter(
        id__in=Balance.objects.filter(branch_id=branch_id).values("batch_id")
    )
    code = _code(text)
    found = packs_of_codes([code.gtin]) if code is not None and code.gtin else {}
    if code is None or code.gtin is None or not (found or code.batch_number or code.expires_on):
        rows = rows.filter(number__in=sorted({text, text.upper()} - {""}))
    else:
        rows = rows.filter(product_id__in=[product_id for product_id, _pack_id in found.values()])
        if code.batch_number:
            rows = rows.filter(number__iexact=code.batch_number)
        if code.expires_on is not None:
            rows = rows.filter(expires_on=code.expires_on)
    named = rows.order_by("-received_on", "-id").values_list(
        "id", "product_id", "number", "expires_on"
    )
    return [ScannedBatch(*row) for row in named[:MOST]]


def _code(text: str) -> ScannedCode | None:
    try:
        return read_code(text)
    except UnreadableCode:
        return None
