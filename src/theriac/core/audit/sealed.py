"""Which columns of an audit record are sealed."""

from theriac.core.audit.models import AuditRecord
from theriac.core.seal.registry import SealedKind, seals

seals(
    SealedKind(
        name="audit.record",
        model=AuditRecord,
        recorded="recorded_at",
        fields=(
            "command",
            "actor_kind",
            "actor_id",
            "branch_id",
            "terminal_id",
            "object_kind",
            "object_id",
            "facts",
            "request_id",
        ),
        texts=("reason",),
    )
)
