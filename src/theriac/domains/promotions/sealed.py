"""Which columns of coupons' redemptions are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.promotions.models import CouponUse

seals(
    SealedKind(
        name="promotions.coupon_use",
        model=CouponUse,
        recorded="recorded_at",
        order=BY_ID,
        fields=("coupon_id", "sale_id", "ordinal", "beyond"),
    )
)
