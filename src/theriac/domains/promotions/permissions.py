"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_PROMOTIONS = permission(
    "promotions.view",
    _("view promotions"),
    _("Promotions and coupons of all branches, and the discounts they gave."),
    shared=True,
    roles="owner manager auditor",
)
SET_PROMOTIONS = permission(
    "promotions.set",
    _("set promotions"),
    _("Adds, pauses and ends promotions and coupons. They lower prices without approval."),
    shared=True,
    roles="owner manager",
)
