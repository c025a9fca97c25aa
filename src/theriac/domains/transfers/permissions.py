"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

TRANSFER = permission(
    "stock.transfer",
    _("send and receive transfers"),
    _("Creates and sends transfers, and receives goods from other branches."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)


APPROVE_TRANSFER = permission(
    "stock.transfer_approve",
    _("approve transfers"),
    _("Approves that goods leave the branch for another branch or for quarantine."),
    roles="owner manager pharmacist",
)


SETTLE_TRANSFER = permission(
    "stock.transfer_settle",
    _("report differences in transfers"),
    _("Records goods in transit as lost, returned or found, and closes the transfer."),
    roles="owner manager",
)
