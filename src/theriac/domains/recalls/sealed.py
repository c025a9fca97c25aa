"""Which columns of the steps of recalls are sealed."""

from theriac.core.seal.registry import SealedKind, SealedPart, seals
from theriac.domains.recalls.models import RecallClosing, RecallStep

seals(
    SealedKind(
        name="stock.recall_step",
        model=RecallStep,
        recorded="recorded_at",
        fields=(
            "recall_id",
            "step",
            "branch_id",
            "batch_id",
            "quantity",
            "document_id",
            "content_hash",
            "person_id",
        ),
        texts=("reason",),
        parts=(
            SealedPart(
                name="closings",
                model=RecallClosing,
                parent="step_id",
                order=("batch_id",),
                fields=(
                    "batch_id",
                    "received",
                    "found",
                    "returned",
                    "destroyed",
                    "sold",
                    "explained",
                ),
            ),
        ),
    )
)
