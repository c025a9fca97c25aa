"""Which columns of the steps of knowledge sets are sealed; the lines stand in the content hash."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.clinical.models import AnsweredAlert, KnowledgeStep, RuleWeight

seals(
    SealedKind(
        name="clinical.step",
        model=KnowledgeStep,
        recorded="recorded_at",
        fields=("set_id", "step", "in_force_from", "content_hash", "person_id"),
        texts=("reason",),
    )
)
seals(
    SealedKind(
        name="clinical.answer",
        model=AnsweredAlert,
        recorded="recorded_at",
        fields=(
            "branch_id",
            "subject_kind",
            "subject_id",
            "check_kind",
            "rule",
            "tier",
            "set_name",
            "edition",
            "product_ids",
            "asked_by",
            "answered_by",
            "approval_id",
            "answered_at",
        ),
        texts=("reason", "note"),
    )
)
seals(
    SealedKind(
        name="clinical.weight",
        model=RuleWeight,
        recorded="recorded_at",
        fields=("check_kind", "set_name", "rule", "tier", "before", "person_id"),
        texts=("reason",),
    )
)
