"""Which columns of confirmed offers are sealed; head and lines stand in the content hash."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.offers.models import OfferConfirmation

seals(
    SealedKind(
        name="offers.confirmation",
        model=OfferConfirmation,
        recorded="recorded_at",
        fields=("offer_id", "branch_id", "supplier_id", "lines", "content_hash", "person_id"),
    )
)
