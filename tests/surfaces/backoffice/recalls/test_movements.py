"""Each sum of a recall opens the movements that it adds up."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import counted, recall_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.recalls.commands.units import put_into_quarantine, take_back_units
from theriac.domains.recalls.queries.trace import trace_batches
from theriac.domains.stock.commands.adjust import write_off_stock


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


@pytest.mark.rows("STK-24")
def test_the_rows_behind_each_sum_add_up_to_it(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20, batch_number="KF-01")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch_id, 6)])], 1))
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    write_off_stock(**at, batch_id=batch_id, quantity=3, reason="broken")
    recall = recall_of(shop, [batch_id])
    take_back_units(**at, recall_id=recall.id, units=counted(batch_id, 2))
    put_into_quarantine(**at, recall_id=recall.id, units=counted(batch_id, 11))
    sums = trace_batches([batch_id]).total
    address = f"/stock/recalls/{recall.id}/"
    page = owner.get(address).content.decode()

    for part, sum_ in (("received", 20), ("sold", 4), ("explained", 3)):
        assert getattr(sums, part) == sum_
        assert f'{address}movements/?part={part}&amp;batch={batch_id}"' in page
        export = owner.get(
            f"{address}movements/", {"part": part, "batch": batch_id, "export": "csv"}
        )
        rows = list(csv.DictReader(io.StringIO(export.getvalue().decode("utf-8-sig"))))
        assert abs(sum(int(row["Change"]) for row in rows)) == sum_
    for part in ("returned", "destroyed"):
        assert f"part={part}" not in page
