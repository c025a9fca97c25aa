"""Setting the minimum stock of a product at a branch by hand."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.facts.types import MOST_UNITS
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.product_facts import known_products
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.commands.low_stock_alerts import review_low_stock
from theriac.domains.replenishment.models import StockMinimum
from theriac.domains.replenishment.permissions import SET_MINIMUM
from theriac.domains.stock.problems import QuantityRefused


@command(
    name="replenishment.set_minimum", done=gettext_lazy("Set a minimum"), permission=SET_MINIMUM
)
def set_minimum(*, actor: Actor, branch_id: BranchId, product_id: UUID, quantity: int) -> None:
    """Set the minimum in base units; 0 means that none is wanted. Its alert follows at once.

    Raises QuantityRefused, and NotFound for a product that isn't in the catalogue.
    """
    if not 0 <= quantity <= MOST_UNITS:
        raise QuantityRefused(
            _("Enter a minimum between 0 and 1,000,000,000 base units."),
            field="quantity",
        )
    if not known_products([product_id]):
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    minimum, made = StockMinimum.objects.select_for_update().get_or_create(
        product_id=product_id,
        branch_id=branch_id,
        defaults={"id": new_id(), "quantity": quantity},
    )
    before = 0 if made else minimum.quantity
    if minimum.quantity != quantity:
        minimum.quantity = quantity
        keep(minimum, "quantity")
    facts = {"product_id": product_id, "before": before, "after": quantity}
    current_unit().record("stock.minimum", minimum.id, facts=facts)
    review_low_stock(actor=actor, pairs=[(product_id, branch_id)])
