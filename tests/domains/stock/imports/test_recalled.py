"""Opening stock of a lot that was recalled is frozen as a delivery of it is."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import bring_in, csv_bytes
from tests.support.recalls import recall_of
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.recalls.models import RecallStep
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rows("STK-24", "CAT-13")
def test_opening_stock_of_a_recalled_lot_is_frozen() -> None:
    shop = open_shop()
    medicine = add_medicine(shop, "Oralit")
    recall_of(shop, [stock_up(shop, medicine, 10, batch_number="B1")])
    lines = csv_bytes("nama,batch,exp,stok", "oralit,b 1,12/2027,30")
    bring_in(shop, lines, kind="stock", branch_id=shop.branch_id)
    assert Batch.objects.get(number="b 1").state == "recalled"
    assert RecallStep.objects.get(step="arrived").quantity == 30
    assert [found.sentence for result in run_checks() for found in result.violations] == []
