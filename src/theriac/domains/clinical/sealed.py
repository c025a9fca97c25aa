"""Which columns of the steps of knowledge sets are sealed; the lines stand in the content hash."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.clinical.models import KnowledgeStep

seals(
    SealedKind(
        name="clinical.step",
        model=KnowledgeStep,
        recorded="recorded_at",
        fields=("set_id", "step", "in_force_from", "content_hash", "person_id"),
        texts=("reason",),
    )
)
