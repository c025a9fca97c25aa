"""What the want list asks for, and what of it is ordered and hasn't come."""

from __future__ import annotations

import pytest

from tests.support.receipts import goods, received, version_of
from tests.support.shop import Shop, add_medicine
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.replenishment.commands.settle_want import take_wants
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.queries.ordered import StandingWant, standing_wants

pytestmark = pytest.mark.django_db


def test_what_is_ordered_goes_down_as_it_comes_and_up_as_it_goes_back(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Other")
    supplier_id = a_supplier(shop)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    add_want(**here, want=WantWritten(text="Sirup X", quantity=2))
    add_want(**here, want=WantWritten(product_id=other.id, quantity=40))
    want_id = add_want(**here, want=WantWritten(product_id=medicine.id, quantity=500))
    assert standing_wants(shop.branch_id) == {
        medicine.id: StandingWant(listed=500),
        other.id: StandingWant(listed=40),
    }
    take_wants(**here, want_ids=[want_id])
    assert standing_wants(shop.branch_id)[medicine.id] == StandingWant(ordered=500)
    receipt_id = received(shop, supplier_id, goods(shop, medicine, packs=2))
    assert standing_wants(shop.branch_id)[medicine.id] == StandingWant(ordered=300)
    reverse_receipt(
        **here, receipt_id=receipt_id, version=version_of(receipt_id), reason="Wrong delivery"
    )
    assert standing_wants(shop.branch_id)[medicine.id] == StandingWant(ordered=500)
    assert standing_wants(second_branch(shop)) == {}
