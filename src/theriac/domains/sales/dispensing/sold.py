"""What a sale on prescriptions hands over is dispensed of their lines, with the sale or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from theriac.domains.prescriptions.dispenses.lines import dispense_lines
from theriac.domains.prescriptions.dispenses.terms import LineDispensed
from theriac.domains.sales.checkout.basket import BasketLine


def dispense_sold(branch_id: UUID, sale_id: UUID, basket: Sequence[BasketLine]) -> None:
    """Record the dispenses of the running sale; nothing without a prescription.

    Of two who sell the last of a line at once the second is refused. Raises NotFound,
    PrescriptionJump, DispenseRefused.
    """
    units: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for line in basket:
        if line.item.prescription_line_id is not None:
            units[line.item.prescription_line_id, line.product.id] += line.quantity
    if units:
        given = [LineDispensed(*key, quantity) for key, quantity in units.items()]
        dispense_lines(branch_id, given, sale_id=sale_id)
