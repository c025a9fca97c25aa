"""The refusals that this domain may give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class PromotionRefused(Unprocessable):
    """What can't be a promotion or coupon; ``errors`` say where and why."""

    type = "promotions.refused"
    title = _("This promotion can’t be saved")


class PromotionElsewhere(Unprocessable):
    """A promotion of other branches can't be previewed at this one."""

    type = "promotions.elsewhere"
    title = _("This promotion doesn’t apply at this branch")


class PromotionEnded(Conflict):
    """A promotion or coupon that ended can't be paused, continued or ended again."""

    type = "promotions.ended"
    title = _("This promotion has ended")


class CouponRefused(Conflict):
    """A coupon that isn't known, isn't valid now, or has no uses left; ``why`` says which."""

    type = "promotions.coupon_refused"
    title = _("This coupon can’t be used")
