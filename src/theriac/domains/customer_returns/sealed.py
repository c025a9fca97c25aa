"""Which columns of credit notes are sealed, with their lines and refunds in the leaf."""

from theriac.core.seal.registry import SealedKind, SealedPart, seals
from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
)

seals(
    SealedKind(
        name="customer_returns.return",
        model=CustomerReturn,
        recorded="recorded_at",
        fields=(
            "branch_id",
            "number",
            "sale_id",
            "exchange_sale_id",
            "series_id",
            "sequence",
            "content_hash",
            "reason_code",
            "currency",
            "amount",
            "tax",
            "rounding",
            "total",
            "approval_id",
            "is_paid_at_till",
            "person_id",
            "business_on",
        ),
        texts=("note",),
        parts=(
            SealedPart(
                name="lines",
                model=CustomerReturnLine,
                parent="customer_return_id",
                order=("position",),
                fields=(
                    "position",
                    "sale_line_id",
                    "product_id",
                    "batch_id",
                    "quantity",
                    "condition",
                    "goes",
                    "amount",
                    "tax",
                    "taxes",
                ),
            ),
            SealedPart(
                name="refunds",
                model=CustomerRefund,
                parent="customer_return_id",
                order=("position",),
                fields=("position", "method", "amount"),
                texts=("reference",),
            ),
        ),
    )
)
