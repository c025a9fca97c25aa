"""Which columns of a movement are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.stock.models import Movement

seals(
    SealedKind(
        name="stock.movement",
        model=Movement,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            "batch_id",
            "product_id",
            "branch_id",
            "from_place_id",
            "to_place_id",
            "quantity",
            "kind",
            "document_id",
            "document_number",
            "line_id",
            "reverses_id",
            "actor_id",
            "occurred_at",
        ),
        texts=("reason",),
    )
)
