"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STOCK = permission("stock.view", _("see stock, batches and stock cards"))
RECEIVE_STOCK = permission("stock.receive", _("receive goods and opening stock"))
ADJUST_STOCK = permission("stock.adjust", _("adjust stock with a reason"))
WRITE_OFF_STOCK = permission("stock.write_off", _("write off stock"))
REVERSE_MOVEMENT = permission("stock.reverse", _("reverse a movement by an opposite one"))
SET_MINIMUM = permission("stock.minimum", _("set the minimum stock"))
