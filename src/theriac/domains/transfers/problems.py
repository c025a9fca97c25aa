"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict, Unprocessable


class TransferNotReady(Conflict):
    """The transfer's state doesn't permit this step; ``state`` says which it is in."""

    type = "stock.transfer_not_ready"
    title = gettext_lazy("This transfer isn't at that step")


class NotForSale(Conflict):
    """A batch that can't be sold goes to quarantine and to no shelf."""

    type = "stock.not_for_sale"
    title = gettext_lazy("This batch doesn't go to a shelf")


class TransferUnfit(Unprocessable):
    """What was said of a transfer doesn't fit it."""

    type = "stock.transfer_unfit"
    title = gettext_lazy("This transfer can't be kept so")


class InTransitStill(Conflict):
    """Goods of the transfer are on the way still; ``in_transit`` base units."""

    type = "stock.in_transit"
    title = gettext_lazy("Something is on the way still")
