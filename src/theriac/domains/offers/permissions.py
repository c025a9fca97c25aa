"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_OFFERS = permission(
    "offers.view",
    _("view offers of suppliers"),
    _("Offers with their prices, and what products cost at each supplier."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
DRAFT_OFFERS = permission(
    "offers.draft",
    _("enter offers of suppliers"),
    _("Uploads offers, corrects what was read, and says which product each line is."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
CONFIRM_OFFERS = permission(
    "offers.confirm",
    _("confirm offers of suppliers"),
    _("Confirms offers, so that their prices count, and withdraws them."),
    roles="owner manager pharmacist",
    methods="inventory",
)
