"""A sale on a prescription and its dispenses are recorded together, or neither is."""

from __future__ import annotations

import pytest

from tests.support.dispensing import of_line, prescribed, sell_on
from tests.support.prescriptions import at_shop, dispense_one, hand, line_of, state_of
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Problem
from theriac.domains.prescriptions.commands.dispense import reverse_dispense
from theriac.domains.prescriptions.ids import DispenseId
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.prescriptions.problems import DispenseRefused
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def test_what_is_sold_is_dispensed_and_may_be_handed_over(shop: Shop) -> None:
    medicine, made = prescribed(shop)

    done = sell_on(shop, of_line(medicine, made, 10))

    dispense = Dispense.objects.get()
    assert (dispense.sale_id, dispense.quantity) == (done.sale.id, 10)
    assert (dispense.product_id, dispense.dispensed_by) == (medicine.id, shop.owner.id)
    assert line_of(made).dispensed == 10
    record = AuditRecord.objects.get(command="sales.complete_sale", object_id=made)
    assert record.facts["after"] == {"lines.1.dispensed": 10}
    assert hand(shop, made) == "closed"


def test_too_much_sells_nothing(shop: Shop) -> None:
    medicine, made = prescribed(shop, 10)
    dispense_one(shop, made, 4)

    with pytest.raises(DispenseRefused, match="At most 6") as refused:
        sell_on(shop, of_line(medicine, made, 5), of_line(medicine, made, 2))

    assert refused.value.facts["remaining"] == 6
    assert not Sale.objects.exists()
    assert Balance.objects.get(product_id=medicine.id).quantity == 50
    assert line_of(made).dispensed == 4


def test_another_product_isnt_dispensed_on_the_line(shop: Shop) -> None:
    _medicine, made = prescribed(shop)
    other, _theirs = prescribed(shop, name="Cefixime 100 mg capsule")
    with pytest.raises(DispenseRefused, match="isn’t what line 1 says"):
        sell_on(shop, of_line(other, made, 1))
    assert (Sale.objects.count(), state_of(made)) == (0, "ready")


def test_what_was_sold_isnt_taken_back_alone(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sell_on(shop, of_line(medicine, made, 10))
    given = at_shop(shop, made, dispense_id=DispenseId(Dispense.objects.get().id))
    with pytest.raises(Problem, match="belongs to a sale"):
        reverse_dispense(**given, reason_code="mistake")
