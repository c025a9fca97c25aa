"""What a sale announces: one event, which carries what it did to the stock of each product."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.ids import new_id
from theriac.core.outbox.carried import told_of
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.positions import last_position
from theriac.core.outbox.relay import relay_once
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.queries.ledger.changes import changes_after

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-01")]

SOLD, MOVED = "theriac.sale.completed.v1", "theriac.stock.updated.v1"


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def sell(shop: Shop, *items: SaleItem) -> UUID:
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items),
    ).sale.id


def announced_after(known: set[UUID]) -> list[OutboxEvent]:
    return list(OutboxEvent.objects.exclude(id__in=known).order_by("id"))


def ids() -> set[UUID]:
    return set(OutboxEvent.objects.values_list("id", flat=True))


def moved(event: OutboxEvent) -> dict[str, list[tuple[str, int]]]:
    """By product, what changed of which batch."""
    return {
        told.event.data["product_id"]: [
            (one["batch_id"], one["change"]) for one in told.event.data["batches"]
        ]
        for told in told_of(1, event, [MOVED])
    }


@pytest.mark.parametrize("count", [1, 5])
def test_a_sale_writes_one_event_however_many_lines_it_has(shop: Shop, count: int) -> None:
    items = []
    for index in range(count):
        medicine = add_medicine(shop, f"Medicine {index}")
        stock_up(shop, medicine, 10, batch_number="A")
        stock_up(shop, medicine, 10, days=600, batch_number="B")
        items.append(SaleItem(product_id=medicine.id, quantity=12))
    known = ids()

    sell(shop, *items)

    (event,) = announced_after(known)
    assert event.type == SOLD
    assert len(event.data["taken"]) == 2 * count


def test_it_carries_what_it_took_of_each_product(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Cetirizine 10 mg tablet")
    sooner = stock_up(shop, medicine, 10, days=200, batch_number="JUN")
    later = stock_up(shop, medicine, 20, days=400, batch_number="DEC")
    third = stock_up(shop, other, 5)
    known = ids()

    sale_id = sell(
        shop,
        SaleItem(product_id=medicine.id, quantity=15),
        SaleItem(product_id=other.id, quantity=1),
    )

    (event,) = announced_after(known)
    assert moved(event) == {
        str(medicine.id): [(str(sooner), -10), (str(later), -5)],
        str(other.id): [(str(third), -1)],
    }
    first = told_of(1, event, [MOVED])[0].event
    assert first.subject == f"{shop.branch_id}/{medicine.id}"
    assert first.branch_id == shop.branch_id
    assert (first.data["document_kind"], first.data["document_id"]) == ("sale", str(sale_id))


def test_a_pushed_sale_carries_what_the_books_could_give(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 4)
    known = ids()
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])]))

    sold = next(event for event in announced_after(known) if event.type == SOLD)
    assert not [event for event in announced_after(known) if event.type == MOVED]
    assert moved(sold) == {str(medicine.id): [(str(batch), -4)]}


def test_a_pushed_sale_of_a_batch_that_nobody_knows_carries_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 4)
    line = replace(pushed_line(shop, medicine, [(new_id(), 1)]), position=1)
    known = ids()
    push(shop, pushed_sale(shop, [line]))

    assert Sale.objects.count() == 1
    sold = next(event for event in announced_after(known) if event.type == SOLD)
    assert moved(sold) == {}


def test_what_a_settled_case_takes_is_announced_by_itself(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 4)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])]))
    other = stock_up(shop, medicine, 20, batch_number="B2")
    known = ids()
    settle_case(
        actor=shop.owner,
        branch_id=shop.branch_id,
        case_id=DiscrepancyCase.objects.get().id,
        settlement="other_batch",
        note="looked on the shelf",
        batch_id=other,
    )

    (event,) = [event for event in announced_after(known) if event.type == MOVED]
    assert event.data["batches"] == [{"batch_id": str(other), "change": -6}]


def test_who_keeps_a_copy_of_stock_is_told_of_a_sale(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Cetirizine 10 mg tablet")
    batches = {stock_up(shop, medicine, 3), stock_up(shop, other, 3)}
    relay_once()
    before = last_position()
    sell(
        shop,
        SaleItem(product_id=medicine.id, quantity=1),
        SaleItem(product_id=other.id, quantity=1),
    )
    relay_once()

    told = changes_after(
        actor=shop.owner,
        branch_id=shop.branch_id,
        position=before,
        latest=last_position(),
        limit=100,
    )
    assert set(told.stocked) == {medicine.id, other.id}
    assert (told.batches, told.products, told.looked_at) == (batches, (), 1)
