"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_GIFT_CARDS = permission(
    "gift_cards.view",
    _("view gift cards and their balances"),
    roles="owner manager pharmacist technician cashier auditor",
    methods="customers",
)
ISSUE_GIFT_CARDS = permission(
    "gift_cards.issue",
    _("issue gift cards"),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
REDEEM_GIFT_CARDS = permission(
    "gift_cards.redeem",
    _("take gift cards as payment"),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
MANAGE_GIFT_CARDS = permission(
    "gift_cards.manage",
    _("block gift cards, and return payments without a sale"),
    roles="owner manager",
)
