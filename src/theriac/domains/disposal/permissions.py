"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

DESTROY_STOCK = permission(
    "stock.destroy",
    _("destroy stock before witnesses"),
    _("Writes a document of destruction, which two witnesses sign."),
    roles="owner manager pharmacist",
)


WITNESS_DESTRUCTION = permission(
    "stock.witness",
    _("witness a destruction"),
    _("Signs as one of two witnesses, by PIN or passkey, that stock was destroyed."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)


TAKE_BACK = permission(
    "stock.take_back",
    _("take old medicines back"),
    _("Logs what people bring back to be destroyed; it never becomes stock."),
    roles="owner manager pharmacist technician cashier restocker",
    methods="inventory customers",
)
