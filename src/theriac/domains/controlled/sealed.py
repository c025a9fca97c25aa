"""Which columns of register lines are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.controlled.models import RegisterLine

seals(
    SealedKind(
        name="controlled.line",
        model=RegisterLine,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            "register_id",
            "branch_id",
            "code",
            "number",
            "product_id",
            "batch_id",
            "kind",
            "quantity",
            "change",
            "batch_balance",
            "balance",
            "movement_id",
            "document_id",
            "document_number",
            "corrects_id",
            "person_id",
            "occurred_at",
        ),
        texts=("reason",),
        renamed={"kind": "line_kind"},
    )
)
