"""Which columns of commitments' moves are sealed: numbers and reasons are what somebody typed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.capital.models import CommitmentMove

seals(
    SealedKind(
        name="capital.commitment_move",
        model=CommitmentMove,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            "commitment_id",
            "move_kind",
            "amount",
            "document_kind",
            "document_id",
            "moved_on",
            "person_id",
        ),
        texts=("document_number", "reason"),
    )
)
