"""A recall finds a lot under every product that it stood under, before merges and since."""

from __future__ import annotations

import pytest

from tests.support.merging import two_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import counted, recall_of
from tests.support.receipts import goods, received
from tests.support.shop import Shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.units import put_into_quarantine
from theriac.domains.recalls.queries.affected import seek_batches
from theriac.domains.recalls.queries.trace import trace_recall
from theriac.domains.recalls.rules import Sought
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-24", "CAT-17")]


def sought(shop: Shop, name: str, lot: str = "LOT9") -> list[str]:
    """The batches that a recall of this lot finds, by id."""
    found = seek_batches(actor=shop.owner, sought=[Sought(1, name=name, lot=lot)]).found
    return [str(one.batch_id) for one in found]


@pytest.mark.parametrize("named", ["kept", "merged"])
@pytest.mark.parametrize("left", [50, 20], ids=["some left", "sold out"])
def test_who_bought_it_before_the_merge_is_found(shop: Shop, named: str, left: int) -> None:
    kept, merged = two_of(shop)
    batch = stock_up(shop, merged, left, batch_number="LOT9")
    push(shop, pushed_sale(shop, [pushed_line(shop, merged, [(batch, 20)])], 1))
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice")
    names = {"kept": "Loratadine 10 mg tablet", "merged": "Loratadine 10mg tab"}

    ids = sought(shop, names[named])
    recall = recall_of(shop, list(Batch.objects.filter(id__in=ids).values_list("id", flat=True)))
    trace = trace_recall(actor=shop.owner, recall_id=recall.id)

    assert [one.quantity for one in trace.deliveries] == [20]
    total = trace.total
    assert (total.received, total.sold, total.elsewhere) == (left, 20, left - 20)
    assert (total.explained, total.adds_up) == (0, True)
    assert set(Batch.objects.values_list("state", flat=True)) == {"recalled"}
    assert [found.sentence for result in run_checks() for found in result.violations] == []


def test_what_was_sold_while_they_were_one_is_found_after_they_are_two_again(shop: Shop) -> None:
    kept, merged = two_of(shop)
    stock_up(shop, merged, 50, batch_number="LOT9")
    merge_id = merge_products(
        actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice"
    )
    twin = Batch.objects.get(product_id=kept.id)
    push(shop, pushed_sale(shop, [pushed_line(shop, kept, [(twin.id, 5)])], 1))
    unmerge_products(actor=shop.owner, merge_id=merge_id, reason="They are two")

    ids = sought(shop, "Loratadine 10mg tab")
    recall = recall_of(shop, [Batch.objects.get(product_id=merged.id).id])
    trace = trace_recall(actor=shop.owner, recall_id=recall.id)

    assert str(twin.id) in ids
    assert [one.quantity for one in trace.deliveries] == [5]
    assert (trace.total.received, trace.total.sold, trace.total.elsewhere) == (50, 5, 45)


def test_a_closed_recall_s_lot_is_held_when_it_comes_as_the_kept_product(shop: Shop) -> None:
    kept, merged = two_of(shop)
    batch = stock_up(shop, merged, 20, batch_number="LOT9")
    recall = recall_of(shop, [batch])
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "recall_id": recall.id}
    put_into_quarantine(**at, units=counted(batch, 20))
    close_recall(**at)
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice")

    received(shop, a_supplier(shop), goods(shop, kept, batch_number="lot9"))

    newest = Batch.objects.order_by("-id")[0]
    assert (newest.number, newest.state) == ("lot9", "held")
