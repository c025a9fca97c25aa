"""The refusals of this domain."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict, Unprocessable


class InsufficientStock(Conflict):
    """There is less than was asked; names product, requested and available base units."""

    type = "stock.insufficient"
    title = gettext_lazy("Not enough stock")

    def __init__(
        self, *, product_id: UUID, product: str, requested: int, available: int, position: int = 0
    ) -> None:
        super().__init__(
            _("%(product)s: %(requested)s asked, %(available)s left. Sell less or another.")
            % {"product": product, "requested": requested, "available": available},
            product_id=product_id,
            product=product,
            requested=requested,
            available=available,
            position=position,
        )


class BatchNotSellable(Conflict):
    """The batch is expired, held or lacks an expiry."""

    type = "stock.batch_not_sellable"
    title = gettext_lazy("This batch can't be sold")


class QuantityRefused(Unprocessable):
    """A quantity isn't a whole number of at least one base unit."""

    type = "stock.quantity_refused"
    title = gettext_lazy("This quantity can't be taken")


class AlreadyReversed(Conflict):
    """The movement has its opposite already."""

    type = "stock.already_reversed"
    title = gettext_lazy("This is reversed already")


class ProductNotReceived(Conflict):
    """The product's state doesn't permit that goods come in; ``status`` says which."""

    type = "stock.product_not_received"
    title = gettext_lazy("This product isn't received")
