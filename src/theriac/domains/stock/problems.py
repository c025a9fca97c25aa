"""The refusals of this domain."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict, Text, Unprocessable


class InsufficientStock(Conflict):
    """There is less than was asked; names product, requested and available base units.

    ``batch`` is the number where one batch is meant, ``to_do`` what to do other than sell less.
    """

    type = "stock.insufficient"
    title = gettext_lazy("Not enough stock")

    def __init__(
        self,
        *,
        product_id: UUID,
        product: str,
        requested: int,
        available: int,
        position: int = 0,
        batch: str = "",
        to_do: Text = "",
    ) -> None:
        super().__init__(
            _short(product, batch, requested, available, to_do),
            product_id=product_id,
            product=product,
            requested=requested,
            available=available,
            position=position,
        )


def _short(product: str, batch: str, requested: int, available: int, to_do: Text) -> str:
    facts = {"product": product, "batch": batch, "requested": requested, "available": available}
    if not to_do:
        words = _(
            "%(product)s: %(requested)s requested, %(available)s available. Sell less, "
            "or another product."
        )
        return words % facts
    if batch:
        words = _("%(product)s, batch %(batch)s: %(requested)s requested, %(available)s available.")
    else:
        words = _("%(product)s: %(requested)s requested, %(available)s available.")
    return f"{words % facts} {to_do}"


class BatchKept(Conflict):
    """A batch is held by something that only its own settlement ends."""

    type = "stock.batch_kept"
    title = gettext_lazy("This batch stays on hold")


class BatchPriceRefused(Unprocessable):
    """A single batch can't be sold at this price."""

    type = "stock.batch_price_refused"
    title = gettext_lazy("This price isn’t possible for the batch")


class StockReserved(Conflict):
    """What is to be moved is kept for somebody; ``quantity`` base units too many."""

    type = "stock.reserved"
    title = gettext_lazy("These units are reserved")


class ReservationEnded(Conflict):
    """The reservation was taken, released, or its time is over; ``state`` says which."""

    type = "stock.reservation_ended"
    title = gettext_lazy("This reservation has ended")


class BatchNotSellable(Conflict):
    """The batch is expired, held or lacks an expiry."""

    type = "stock.batch_not_sellable"
    title = gettext_lazy("This batch can't be sold")


class BatchRecalled(Conflict):
    """A recall keeps the batch; it is settled there."""

    type = "stock.batch_recalled"
    title = gettext_lazy("This batch is recalled")


class QuantityRefused(Unprocessable):
    """A quantity isn't a whole number of at least one base unit."""

    type = "stock.quantity_refused"
    title = gettext_lazy("This quantity isn’t possible")


class AlreadyReversed(Conflict):
    """The movement has its opposite already."""

    type = "stock.already_reversed"
    title = gettext_lazy("This is already reversed")


class ProductNotReceived(Conflict):
    """The product's state doesn't permit that goods come in; ``status`` says which."""

    type = "stock.product_not_received"
    title = gettext_lazy("This product can’t be received")


class BinRefused(Unprocessable):
    """A bin's code is empty, too long or taken."""

    type = "stock.bin_refused"
    title = gettext_lazy("The location can’t be saved")
