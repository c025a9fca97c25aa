"""Opening stock whose cost is far off the last one is taken knowingly."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import (
    bring_in,
    check,
    commit,
    csv_bytes,
    hand_in,
    problems,
)
from tests.support.shop import add_medicine, open_shop
from theriac.core.problems import AsksFirst
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = "nama,batch,exp,stok,harga beli,mrp,rak"


@pytest.mark.rows("CAT-13")
def test_a_cost_far_off_the_last_one_is_taken_knowingly() -> None:
    shop = open_shop("id")
    add_medicine(shop, "Oralit")
    bring_in(
        shop,
        csv_bytes(HEAD, "oralit,B1,12/2027,30,4.000,5.000,A-3"),
        kind="stock",
        branch_id=shop.branch_id,
    )
    rows = ("oralit,B2,12/2027,30,6.000,5.000,", "oralit,B3,12/2027,30,6.001,5.000,")
    import_id = hand_in(shop, csv_bytes(HEAD, *rows), kind="stock", branch_id=shop.branch_id)

    check(shop, import_id)

    assert problems(import_id) == [(3, "harga beli", "Rp 6.001", "cost_far")]
    with pytest.raises(AsksFirst) as asked:
        commit(shop, import_id)
    codes = [one.code for one in asked.value.questions]
    assert dict(commit(shop, import_id, confirmed=codes).actions) == {"new": 2}
    assert Batch.objects.count() == 3
