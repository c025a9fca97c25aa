"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class ReceiptRefused(Unprocessable):
    """A receipt can't be kept, checked or posted so; ``errors`` say where and why."""

    type = "purchasing.receipt_refused"
    title = _("This delivery needs correcting")


class ReceiptFixed(Conflict):
    """The receipt's state doesn't allow this any more."""

    type = "purchasing.receipt_fixed"
    title = _("This receipt is fixed")


class SupplierBlocked(Conflict):
    """Nothing is taken from this supplier; ``reason`` says why."""

    type = "purchasing.supplier_blocked"
    title = _("This supplier is blocked")


class GoodsLeft(Conflict):
    """Units of the receipt have left the shelf, so it can't be reversed as a whole."""

    type = "purchasing.goods_left"
    title = _("Some of these goods have left")


class ReturnFixed(Conflict):
    """The return's state doesn't allow this any more."""

    type = "purchasing.return_fixed"
    title = _("This return is fixed")
