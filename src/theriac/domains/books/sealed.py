"""Which columns of postings and closed periods are sealed.

A supplier's own number is what somebody typed, so a document's number goes in as a keyed hash.
"""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.books.models import PeriodClosing, Posting

seals(
    SealedKind(
        name="books.posting",
        model=Posting,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            "branch_id",
            "debit",
            "credit",
            "amount",
            "document_kind",
            "document_id",
            "booked_on",
            "actor_id",
        ),
        texts=("document_number", "note"),
    )
)
seals(
    SealedKind(
        name="books.closing",
        model=PeriodClosing,
        recorded="recorded_at",
        order=BY_ID,
        fields=("last_on", "effective_at", "closed_by"),
        texts=("reason",),
    )
)
