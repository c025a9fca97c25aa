"""Which columns of posted counts are sealed."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.stocktaking.models import CountPosting

seals(
    SealedKind(
        name="stock.count_posting",
        model=CountPosting,
        recorded="recorded_at",
        fields=(
            "count_id",
            "branch_id",
            "number",
            "lines",
            "differing",
            "units_over",
            "units_short",
            "value_over",
            "value_short",
            "currency",
            "content_hash",
            "person_id",
            "approved_by",
        ),
    )
)
