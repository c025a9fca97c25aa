"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STOCK = permission(
    "stock.view",
    _("see stock, batches and stock cards"),
    _("Opens what is on the shelf, batch by batch, and each movement."),
)
RECEIVE_STOCK = permission(
    "stock.receive",
    _("receive goods and opening stock"),
    _("Books goods in with batch, expiry and cost."),
)
ADJUST_STOCK = permission(
    "stock.adjust",
    _("adjust stock with a reason"),
    _("Books what a count found, corrects a batch, and holds or releases it."),
)
WRITE_OFF_STOCK = permission(
    "stock.write_off",
    _("write off stock"),
    _("Takes broken, expired or lost goods off the shelf, with the reason."),
)
REVERSE_MOVEMENT = permission(
    "stock.reverse",
    _("reverse a movement by an opposite one"),
    _("Answers a wrong booking; the first one stays to be seen."),
)
SET_MINIMUM = permission(
    "stock.minimum",
    _("set the minimum stock"),
    _("Sets from which quantity a product counts as low."),
)
APPROVE_CHANGE = permission(
    "stock.approve",
    _("approve a change of stock above the limit"),
    _("Confirms, for somebody else's adjustment or write-off, a change of high value."),
)
