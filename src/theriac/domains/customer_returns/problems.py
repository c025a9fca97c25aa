"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class ReturnTooMuch(Conflict):
    """More is returned of a line than is left; ``left`` says how many base units are."""

    type = "customer_returns.too_much"
    title = _("More is returned than was sold")


class NotReturnable(Conflict):
    """The goods aren't taken back here: a registered medicine, or units without a batch."""

    type = "customer_returns.not_returnable"
    title = _("This can’t be returned here")


class NoteOnHold(Conflict):
    """A credit note of the sale waits for a person; ``number`` says which."""

    type = "customer_returns.note_on_hold"
    title = _("A return of this receipt is on hold")


class RefundUnfit(Unprocessable):
    """The refunds don't come to ``total`` minor units, or name a way that can't be refunded."""

    type = "customer_returns.refund_unfit"
    title = _("The refund doesn’t match the returned goods")


class PriceTooHigh(Unprocessable):
    """More is asked for goods without a receipt than their lowest price; ``most`` minor units."""

    type = "customer_returns.price_too_high"
    title = _("The amount is above the lowest recent price")
