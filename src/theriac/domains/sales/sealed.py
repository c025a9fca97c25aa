"""Which columns of sales, copies of receipts, voided numbers and closed series are sealed.

A sale's leaf holds its series and number with its lines, payments and grounds. A payment's
reference may name somebody: it stands as a keyed hash. Who prescribed stands as ciphertext; in
version 1, sealed while it was readable, as keyed hashes that are kept since.
"""

from dataclasses import replace

from theriac.core.seal.registry import SealedKind, SealedPart, seals
from theriac.domains.sales.models import (
    Payment,
    ReceiptCopy,
    Sale,
    SaleGround,
    SaleLine,
    SeriesClosing,
    VoidedNumber,
)

LINES = SealedPart(
    name="lines",
    model=SaleLine,
    parent="sale_id",
    order=("position",),
    fields=(
        "position",
        "product_id",
        "pack_id",
        "packs",
        "quantity",
        "price_amount",
        "price_units",
        "gross",
        "discount",
        "taxable",
        "tax",
        "total",
        "taxes",
        "promotion_id",
        "promotion_off",
        "promotion_told",
        "instead_of",
        "instead_saved",
        "ground_id",
    ),
    left_out={"prescription_line_id": "verify compares it with the dispenses, which are chained"},
)
LINES_ONCE = replace(
    LINES,
    fields=tuple(name for name in LINES.fields if not name.startswith(("promotion_", "instead_"))),
    left_out={
        **LINES.left_out,
        **dict.fromkeys(
            ("promotion_id", "promotion_off", "promotion_told", "instead_of", "instead_saved"),
            "sealed since version 4",
        ),
    },
)
PAYMENTS = SealedPart(
    name="payments",
    model=Payment,
    parent="sale_id",
    order=("id",),
    fields=("method", "tendered", "change"),
    texts=("reference",),
)
GROUNDS = SealedPart(
    name="grounds",
    model=SaleGround,
    parent="sale_id",
    order=("id",),
    fields=(
        "kind",
        "written_on",
        "valid_until",
        "asks_patient",
        "exception",
        "permitted_by",
        "duty_turn_id",
        "key_id",
        "details",
    ),
    left_out={"kept_hashes": "what stood in leaves of version 1; checked with those"},
)
GROUNDS_ONCE = replace(
    GROUNDS,
    fields=("kind", "written_on", "exception", "permitted_by"),
    kept=("prescriber", "prescription_number"),
    left_out=dict.fromkeys(
        ("details", "key_id", "valid_until", "asks_patient", "duty_turn_id"),
        "sealed since version 2",
    ),
)
SALE = SealedKind(
    name="sales.sale",
    model=Sale,
    recorded="recorded_at",
    fields=(
        "branch_id",
        "terminal_id",
        "series_id",
        "sequence",
        "number",
        "source",
        "person_id",
        "occurred_at",
        "business_on",
        "currency",
        "gross",
        "discount",
        "tax",
        "rounding",
        "total",
        "place_of_supply",
        "till_session_id",
        "content_hash",
    ),
    parts=(LINES, PAYMENTS, GROUNDS),
    version=4,
)
SALE_UNPROMOTED = replace(SALE, parts=(LINES_ONCE, PAYMENTS, GROUNDS), version=3)
SALE_ONCE = replace(
    SALE_UNPROMOTED,
    fields=tuple(name for name in SALE.fields if name != "till_session_id"),
    left_out={"till_session_id": "sealed since version 3"},
    version=2,
)
seals(SALE)
seals(SALE_UNPROMOTED)
seals(SALE_ONCE)
seals(replace(SALE_ONCE, parts=(LINES_ONCE, PAYMENTS, GROUNDS_ONCE), version=1))
seals(
    SealedKind(
        name="sales.voided_number",
        model=VoidedNumber,
        recorded="declared_at",
        fields=("series_id", "sequence", "declared_by"),
        texts=("reason",),
    )
)
seals(
    SealedKind(
        name="sales.series_closing",
        model=SeriesClosing,
        recorded="closed_at",
        fields=("series_id", "last_number", "closed_by"),
        texts=("reason",),
    )
)
seals(
    SealedKind(
        name="sales.receipt_copy",
        model=ReceiptCopy,
        recorded="taken_at",
        fields=("sale_id", "number", "taken_by", "terminal_id"),
    )
)
