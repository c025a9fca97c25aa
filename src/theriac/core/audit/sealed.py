"""Which columns of an audit record are sealed, and the changes that its command made."""

from theriac.core.audit.models import AuditRecord
from theriac.core.changes.models import RowChange
from theriac.core.seal.registry import SealedKind, SealedPart, seals

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
        parts=(
            SealedPart(
                name="changes",
                model=RowChange,
                parent="record_id",
                order=("id",),
                fields=("table_name", "row_key", "changed_at"),
                texts=("was", "became"),
            ),
        ),
    )
)
