"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict, Unprocessable


class TransferNotReady(Conflict):
    """The transfer's state doesn't permit this step; ``state`` says which it is in."""

    type = "stock.transfer_not_ready"
    title = gettext_lazy("This step isn't possible now")


class NotForSale(Conflict):
    """A batch that can't be sold goes to quarantine and to no shelf."""

    type = "stock.not_for_sale"
    title = gettext_lazy("This batch can’t be moved to a shelf")


class TransferUnfit(Unprocessable):
    """What was said of a transfer doesn't fit it."""

    type = "stock.transfer_unfit"
    title = gettext_lazy("The transfer can’t be saved")


class InTransitStill(Conflict):
    """Goods of the transfer are on the way still; ``in_transit`` base units."""

    type = "stock.in_transit"
    title = gettext_lazy("Some units are still in transit")
