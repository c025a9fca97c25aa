"""What a scan or a typed text says of goods that come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.core.query import query
from theriac.domains.catalog.gs1.codes import CAUTIONS, read_code
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.offers.aliases import CODE, packs_called
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.rules.facts import GoodsLineWritten


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What was read. Without ``pack_id`` nothing here has the code; batch and expiry stand then.

    ``price``, ``discount_bp``, ``mrp`` are those of the supplier's last delivery of the pack.
    """

    text: str
    product_id: UUID | None = None
    pack_id: UUID | None = None
    batch_number: str = ""
    expires_on: date | None = None
    serial: str = ""
    supplier_code: str = ""
    price: int = 0
    discount_bp: int = 0
    mrp: int | None = None
    cautions: tuple[Text, ...] = ()

    def line(self) -> GoodsLineWritten | None:
        """One pack of it, as a line; None where nothing has the code."""
        if self.product_id is None or self.pack_id is None:
            return None
        return GoodsLineWritten(
            product_id=self.product_id,
            pack_id=self.pack_id,
            batch_number=self.batch_number,
            expires_on=self.expires_on,
            serials=(self.serial,) if self.serial else (),
            price=self.price,
            is_last_price=True,
            discount_bp=self.discount_bp,
            mrp=self.mrp,
            supplier_code=self.supplier_code,
        )


@query(permission=DRAFT_RECEIPT)
def read_scan(*, actor: Actor, branch_id: UUID, supplier_id: UUID | None, text: str) -> ScanResult:
    """Read a GS1 code, a barcode, or one of the supplier's own codes, which comes first.

    Raises UnreadableCode for a damaged code.
    """
    own = text.strip()
    called = packs_called(supplier_id, CODE, [own]) if supplier_id else {}
    if own in called:
        scan = ScanResult(text, *called[own], supplier_code=own)
        return _with_last(scan, supplier_id)
    code = read_code(text)
    opened = find_pack(actor=actor, code=code.lookup)
    scan = ScanResult(
        text=code.text,
        product_id=opened.product_id if opened else None,
        pack_id=opened.pack_id if opened else None,
        batch_number=code.batch_number or "",
        expires_on=code.expires_on,
        serial=code.serial or "",
        cautions=tuple(CAUTIONS[one] for one in code.warnings),
    )
    return _with_last(scan, supplier_id)


def _with_last(scan: ScanResult, supplier_id: UUID | None) -> ScanResult:
    """With what the supplier asked for the pack the last time."""
    if scan.pack_id is None or supplier_id is None:
        return scan
    last = (
        GoodsReceiptLine.objects.filter(
            pack_id=scan.pack_id,
            receipt__supplier_id=supplier_id,
            receipt__state=GoodsReceipt.State.POSTED,
            packs__gte=1,
        )
        .order_by("-receipt__posted_at", "-id")
        .values_list("price", "discount_bp", "mrp")
        .first()
    )
    if last is None:
        return scan
    return ScanResult(
        text=scan.text,
        product_id=scan.product_id,
        pack_id=scan.pack_id,
        batch_number=scan.batch_number,
        expires_on=scan.expires_on,
        serial=scan.serial,
        supplier_code=scan.supplier_code,
        price=last[0],
        discount_bp=last[1],
        mrp=last[2],
        cautions=scan.cautions,
    )
