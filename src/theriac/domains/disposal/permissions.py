"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

DESTROY_STOCK = permission(
    "stock.destroy",
    _("destroy stock before witnesses"),
    _("Prepares destructions, which two witnesses sign."),
    roles="owner manager pharmacist",
)


WITNESS_DESTRUCTION = permission(
    "stock.witness",
    _("witness a destruction"),
    _("Signs as one of two witnesses to a destruction, with PIN or passkey."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)


TAKE_BACK = permission(
    "stock.take_back",
    _("take back returned medicines"),
    _("Records medicines that customers return for destruction. They never become stock."),
    roles="owner manager pharmacist technician cashier restocker",
    methods="inventory customers",
)
