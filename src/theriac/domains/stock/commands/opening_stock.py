"""Opening stock: what lay on the shelves before the books began."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine, StockReceipt, bring_in
from theriac.domains.stock.models import Movement
from theriac.domains.stock.permissions import OPEN_STOCK


@command(name="stock.enter_opening_stock", done=_("Entered opening stock"), permission=OPEN_STOCK)
def enter_opening_stock(
    *,
    actor: Actor,
    branch_id: BranchId,
    lines: Sequence[DeliveryLine],
    number: str = "",
    reason: str = "",
) -> StockReceipt:
    """Enter goods that were there when the books began; every line makes a batch of its own.

    A delivery doesn't come this way: its goods receipt is posted. A batch without expiry is taken
    and not sold until one is entered. Raises QuantityRefused, NotFound, ProductNotReceived.
    """
    return bring_in(Movement.Kind.OPENING, branch_id, lines, number=number, reason=reason)
