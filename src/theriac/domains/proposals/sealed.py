"""Which columns of decisions are sealed; lines and inputs stand in the content hash."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.proposals.models import ProposalDecision

seals(
    SealedKind(
        name="proposals.decision",
        model=ProposalDecision,
        recorded="recorded_at",
        fields=(
            "proposal_id",
            "branch_id",
            "approved",
            "total",
            "content_hash",
            "submitted_by",
            "person_id",
        ),
        texts=("reason",),
    )
)
