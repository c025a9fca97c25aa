"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class ReceiptRefused(Unprocessable):
    """A receipt can't be kept, checked or posted so; ``errors`` say where and why."""

    type = "purchasing.receipt_refused"
    title = _("This goods receipt needs correction")


class ReceiptFixed(Conflict):
    """The receipt's state doesn't allow this any more."""

    type = "purchasing.receipt_fixed"
    title = _("This goods receipt can’t be changed")


class SupplierBlocked(Conflict):
    """Nothing is taken from this supplier; ``reason`` says why."""

    type = "purchasing.supplier_blocked"
    title = _("This supplier is blocked")


class GoodsLeft(Conflict):
    """Units of the receipt have left the shelf, so it can't be reversed as a whole."""

    type = "purchasing.goods_left"
    title = _("Some of these goods are no longer in stock")


class ReturnFixed(Conflict):
    """The return's state doesn't allow this any more."""

    type = "purchasing.return_fixed"
    title = _("This return can’t be changed")


class ConsignmentUnpayable(Conflict):
    """Nothing can be paid of this period; ``batches`` are those without a cost, where any are."""

    type = "purchasing.consignment_unpayable"
    title = _("Payment not possible")


class ConsignmentDiffers(Conflict):
    """Another amount is due than was given; ``due`` says it, minor units."""

    type = "purchasing.consignment_differs"
    title = _("The amount due has changed")


class SettlementFixed(Conflict):
    """The payment can't be withdrawn: it is already, or a later one isn't."""

    type = "purchasing.settlement_fixed"
    title = _("This payment can’t be withdrawn")


class PaymentRefused(Unprocessable):
    """A payment that can't be recorded as it is."""

    type = "purchasing.payment_refused"
    title = _("This payment can’t be recorded")


class PaymentFixed(Conflict):
    """The payment is withdrawn already."""

    type = "purchasing.payment_fixed"
    title = _("This payment is already withdrawn")


class BillFixed(Conflict):
    """The bill can't be cancelled: it isn't one from before, or something was paid of it."""

    type = "purchasing.bill_fixed"
    title = _("This bill can’t be cancelled")


class BillPaid(Conflict):
    """Something was paid of the delivery’s invoice, so that the delivery can’t be reversed."""

    type = "purchasing.bill_paid"
    title = _("The invoice of this goods receipt is paid")


class InvoiceTwice(Conflict):
    """The same file stands as another delivery; ``receipt_id`` says which."""

    type = "purchasing.invoice_twice"
    title = _("This file is already here")
