"""The numbers of purchasing's documents, as each branch has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.receipts import goods, received
from tests.support.shop import Shop, add_medicine
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.domains.organisation.numbering import numbered_documents

pytestmark = pytest.mark.django_db


def test_a_branch_has_the_numbers_of_its_own_receipts_alone(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    there = replace(shop, branch_id=second_branch(shop))
    for place, times in ((shop, 2), (there, 1)):
        for _ in range(times):
            received(place, supplier_id, goods(shop, medicine))

    receipts = next(one for one in numbered_documents() if one.mark == "GR")
    year = f"{shop.today:%y}"
    assert sorted(receipts.kept(shop.branch_id)) == [f"MLT-GR-{year}-00000{n}" for n in (1, 2)]
    assert list(receipts.kept(there.branch_id)) == [f"KNG-GR-{year}-000001"]
