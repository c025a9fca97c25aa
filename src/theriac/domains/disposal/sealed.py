"""Which columns of destructions are sealed."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.disposal.models import DestructionPosting

seals(
    SealedKind(
        name="stock.destruction",
        model=DestructionPosting,
        recorded="recorded_at",
        fields=(
            "destruction_id",
            "branch_id",
            "number",
            "document_id",
            "lines",
            "quantity",
            "currency",
            "cost",
            "first_witness",
            "second_witness",
            "content_hash",
            "person_id",
            "business_on",
        ),
    )
)
