"""Which columns of what came of orders, and of cancellations, are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.purchase_orders.models import (
    OrderCancellation,
    OrderLineReceipt,
    ShortLine,
    SupplierAnswer,
)

seals(
    SealedKind(
        name="purchase_orders.line_receipt",
        model=OrderLineReceipt,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            *("line_id", "receipt_id", "receipt_number", "is_reversal", "units", "came_on"),
            "person_id",
        ),
    )
)
seals(
    SealedKind(
        name="purchase_orders.cancellation",
        model=OrderCancellation,
        recorded="recorded_at",
        order=BY_ID,
        fields=("order_id", "released", "person_id"),
        texts=("reason",),
    )
)
seals(
    SealedKind(
        name="purchase_orders.answer",
        model=SupplierAnswer,
        recorded="recorded_at",
        order=BY_ID,
        fields=("order_id", "delivers_on", "person_id"),
        texts=("note",),
    )
)
seals(
    SealedKind(
        name="purchase_orders.short_line",
        model=ShortLine,
        recorded="recorded_at",
        order=BY_ID,
        fields=("answer_id", "line_id", "packs"),
    )
)
