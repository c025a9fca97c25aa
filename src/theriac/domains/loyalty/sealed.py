"""Which columns are sealed: all that points depend on; what people typed is hashed."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.loyalty.models import LoyaltyEntry, LoyaltySale

seals(
    SealedKind(
        name="loyalty.entry",
        model=LoyaltyEntry,
        recorded="recorded_at",
        fields=(
            "member_id",
            "branch_id",
            "sale_id",
            "kind",
            "points",
            "number",
            "document_id",
            "booked_on",
            "expires_on",
            "person_id",
        ),
        texts=("note",),
        renamed={"kind": "entry"},
    )
)
seals(
    SealedKind(
        name="loyalty.sale",
        model=LoyaltySale,
        recorded="recorded_at",
        fields=(
            "member_id",
            "branch_id",
            "number",
            "eligible",
            "excluded",
            "earned",
            "spent",
            "spent_amount",
            "business_on",
        ),
    )
)
