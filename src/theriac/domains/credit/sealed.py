"""Which columns of entries are sealed: all that money depends on; what people typed is hashed."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.credit.models import CreditEntry

seals(
    SealedKind(
        name="credit.entry",
        model=CreditEntry,
        recorded="recorded_at",
        fields=(
            "account_id",
            "branch_id",
            "kind",
            "amount",
            "number",
            "document_id",
            "charge_id",
            "reverses_id",
            "booked_on",
            "due_on",
            "method",
            "is_at_till",
            "till_session_id",
            "counter_id",
            "asked_id",
            "approval_id",
            "person_id",
        ),
        texts=("reference", "note"),
        renamed={"kind": "entry"},
    )
)
