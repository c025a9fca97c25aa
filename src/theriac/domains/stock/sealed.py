"""Which columns of movements, and of corrections of batches, are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.stock.models import BatchCorrection, Movement

FIELDS = (
    "batch_id",
    "product_id",
    "branch_id",
    "from_place_id",
    "to_place_id",
    "quantity",
    "document_id",
    "document_number",
    "line_id",
    "reverses_id",
    "actor_id",
    "occurred_at",
)

seals(
    SealedKind(
        name="stock.movement",
        model=Movement,
        recorded="recorded_at",
        order=BY_ID,
        fields=FIELDS,
        texts=("reason",),
        left_out={"kind": "the name was taken by the leaf's own kind; version 2 has it"},
    )
)
seals(
    SealedKind(
        name="stock.movement",
        model=Movement,
        recorded="recorded_at",
        order=BY_ID,
        fields=("kind", *FIELDS),
        texts=("reason",),
        version=2,
        renamed={"kind": "movement_kind"},
    )
)
seals(
    SealedKind(
        name="stock.batch_correction",
        model=BatchCorrection,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            "batch_id",
            "branch_id",
            "number_before",
            "number_after",
            "expiry_before",
            "expiry_after",
            "corrected_by",
            "approved_by",
        ),
        texts=("reason",),
    )
)
