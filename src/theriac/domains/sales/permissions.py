"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

SELL = permission("sales.sell", _("sell"))
VIEW_SALES = permission("sales.view", _("see sales and receipts"))
PERMIT_GROUND = permission("sales.ground", _("permit prescription-only lines"))
SETTLE_CASE = permission("sales.settle", _("settle discrepancies of sales"))
