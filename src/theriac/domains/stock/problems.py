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
        words = _("%(product)s: %(requested)s asked, %(available)s left. Sell less or another.")
        return words % facts
    if batch:
        words = _("%(product)s, batch %(batch)s: %(requested)s asked, %(available)s left.")
    else:
        words = _("%(product)s: %(requested)s asked, %(available)s left.")
    return f"{words % facts} {to_do}"


class StockReserved(Conflict):
    """What is to be moved is kept for somebody; ``quantity`` base units too many."""

    type = "stock.reserved"
    title = gettext_lazy("This is reserved")


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


class QuantityRefused(Unprocessable):
    """A quantity isn't a whole number of at least one base unit."""

    type = "stock.quantity_refused"
    title = gettext_lazy("This quantity can't be taken")


class AlreadyReversed(Conflict):
    """The movement has its opposite already."""

    type = "stock.already_reversed"
    title = gettext_lazy("This is reversed already")


class AlertSettled(Conflict):
    """The alert cleared itself, or somebody acknowledged it already."""

    type = "stock.alert_settled"
    title = gettext_lazy("This alert is settled")


class WantEnded(Conflict):
    """The entry doesn't stand on the want list any more; ``state`` says why."""

    type = "stock.want_ended"
    title = gettext_lazy("This isn't on the want list any more")


class SensorCodeTaken(Conflict):
    """Another sensor has this code."""

    type = "stock.sensor_code_taken"
    title = gettext_lazy("This code is taken")


class ExcursionSettled(Conflict):
    """The excursion, or a batch of it, is assessed already; or it isn't over yet."""

    type = "stock.excursion_settled"
    title = gettext_lazy("This can't be assessed now")


class ProductNotReceived(Conflict):
    """The product's state doesn't permit that goods come in; ``status`` says which."""

    type = "stock.product_not_received"
    title = gettext_lazy("This product isn't received")


class RecallEnded(Conflict):
    """The recall is closed or withdrawn."""

    type = "stock.recall_ended"
    title = gettext_lazy("This recall has ended")


class RecallOpenStill(Conflict):
    """Units are neither found nor explained; the facts say how many of which batch."""

    type = "stock.recall_open"
    title = gettext_lazy("Not all units are accounted for")


class CountUnfinished(Conflict):
    """Lines of the count aren't counted, or wait to be counted again; the facts say how many."""

    type = "stock.count_unfinished"
    title = gettext_lazy("This count isn't finished")


class CountContradicted(Conflict):
    """More has left since the look than was counted, or somebody adjusted the batch meanwhile."""

    type = "stock.count_contradicted"
    title = gettext_lazy("This count can't be right")


class CountEnded(Conflict):
    """The count is posted or cancelled."""

    type = "stock.count_ended"
    title = gettext_lazy("This count has ended")


class CountedByYou(Conflict):
    """Somebody else must look again."""

    type = "stock.count_by_another"
    title = gettext_lazy("Somebody else counts this again")


class DestructionSettled(Conflict):
    """The destruction is posted or discarded."""

    type = "stock.destruction_settled"
    title = gettext_lazy("This destruction was settled already")


class WitnessUnfit(Conflict):
    """Who approves can't be this witness: they wrote it, or signed before."""

    type = "stock.witness_unfit"
    title = gettext_lazy("This person can't be the witness")


class BinRefused(Unprocessable):
    """A bin's code is empty, too long or taken."""

    type = "stock.bin_refused"
    title = gettext_lazy("This bin can't be kept so")


class SerialRefused(Conflict):
    """This very pack was sold already, or a national system says that it may not be sold."""

    type = "stock.serial_refused"
    title = gettext_lazy("This pack may not be sold")


class SerialNotSold(Conflict):
    """The pack isn't sold, or came back already."""

    type = "stock.serial_not_sold"
    title = gettext_lazy("This pack isn't sold")
