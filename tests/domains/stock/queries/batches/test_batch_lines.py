"""The batches of several products at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.stock.queries.batches.batch_lines import batch_lines, batch_lines_of

pytestmark = pytest.mark.django_db


def test_several_products_are_read_as_one_is_and_in_as_many_statements(shop: Shop) -> None:
    ids = []
    for name in ("Paracetamol 500 mg tablet", "Zinc 20 mg tablet", "Amlodipine 10 mg tablet"):
        medicine = add_medicine(shop, name)
        stock_up(shop, medicine, 20, days=200, batch_number="LATER")
        stock_up(shop, medicine, 20, days=90, batch_number="SOONER")
        ids.append(medicine.id)
    where = {"actor": shop.owner, "branch_id": shop.branch_id}
    with CaptureQueriesContext(connection) as of_one:
        batch_lines_of(**where, product_ids=ids[:1])
    with CaptureQueriesContext(connection) as of_three:
        found = batch_lines_of(**where, product_ids=ids)
    assert len(of_three) == len(of_one)
    assert found == {key: batch_lines(**where, product_id=key) for key in ids}
    assert [one.number for one in found[ids[0]]] == ["SOONER", "LATER"]
