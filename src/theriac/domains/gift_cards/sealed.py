"""Which columns of entries are sealed: all that money depends on; what people typed is hashed."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.gift_cards.models import GiftEntry

seals(
    SealedKind(
        name="gift_cards.entry",
        model=GiftEntry,
        recorded="recorded_at",
        fields=(
            "card_id",
            "branch_id",
            "kind",
            "amount",
            "number",
            "document_id",
            "sale_id",
            "answers_id",
            "method",
            "is_at_till",
            "till_session_id",
            "counter_id",
            "asked_id",
            "booked_on",
            "person_id",
        ),
        texts=("reference", "note"),
        renamed={"kind": "entry"},
    )
)
