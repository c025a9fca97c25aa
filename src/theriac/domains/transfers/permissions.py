"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

TRANSFER = permission(
    "stock.transfer",
    _("send and receive transfers"),
    _("Writes a transfer down, sends it off, and takes in what came from another branch."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)


APPROVE_TRANSFER = permission(
    "stock.transfer_approve",
    _("approve transfers"),
    _("Lets goods leave the branch for another one or for quarantine."),
    roles="owner manager pharmacist",
)


SETTLE_TRANSFER = permission(
    "stock.transfer_settle",
    _("explain what is missing of a transfer"),
    _("Says of goods on the way that they are lost, came back or were found, and closes."),
    roles="owner manager",
)
