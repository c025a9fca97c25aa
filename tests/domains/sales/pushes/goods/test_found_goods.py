"""Goods in the hand that the books lack: adjustment, sale and the request to count are one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import recall_of
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.recalls.models import RecallBatch
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.models import DiscrepancyCase, SaleLine
from theriac.domains.sales.pushes.sale import PushedFound
from theriac.domains.stock.models import Balance, Batch, Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def found(
    shop: Shop, medicine: Medicine, batch_id: UUID, quantity: int, by: UUID | None = None
) -> PushedFound:
    return PushedFound(
        batch_id=batch_id,
        product_id=medicine.id,
        quantity=quantity,
        number="LOT9",
        expires_on=shop.today + timedelta(days=400),
        permitted_by=by or shop.owner.id,
    )


def cases() -> list[tuple[str, int]]:
    return list(DiscrepancyCase.objects.order_by("kind").values_list("kind", "quantity"))


def test_a_batch_that_the_books_lack_is_made_and_sold_at_once(
    shop: Shop, medicine: Medicine
) -> None:
    batch_id = new_id()
    line = pushed_line(shop, medicine, [(batch_id, 12)])
    recorded = push(shop, pushed_sale(shop, [line], found=[found(shop, medicine, batch_id, 12)]))

    assert (recorded.state, recorded.cases) == (PushState.BOOKED, 1)
    batch = Batch.objects.get()
    assert (batch.id, batch.number, batch.expires_on) == (
        batch_id,
        "LOT9",
        shop.today + timedelta(days=400),
    )
    assert Balance.objects.get().quantity == 0
    moved = Movement.objects.order_by("kind").values_list("kind", "quantity", "reason")
    assert list(moved) == [("adjustment", 12, "Found at the counter"), ("sale", 12, "")]
    assert cases() == [("count_asked", 0)]
    case = DiscrepancyCase.objects.get()
    assert case.facts == {"batch_id": str(batch_id), "batch": "LOT9", "found": 12}
    assert case.line_id == SaleLine.objects.get().id
    adjusted = AuditRecord.objects.get(object_kind="stock.adjustment")
    assert adjusted.facts == {"batch_id": str(batch_id), "found": 12}
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_only_what_the_known_batch_lacks_comes_in(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 5)
    line = pushed_line(shop, medicine, [(batch, 12)])
    push(shop, pushed_sale(shop, [line], found=[found(shop, medicine, batch, 7)]))

    assert Balance.objects.get().quantity == 0
    assert Movement.objects.get(kind="sale").quantity == 12
    assert Batch.objects.get().number != "LOT9"
    assert cases() == [("count_asked", 0)]
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_the_same_content_again_finds_nothing_twice(shop: Shop, medicine: Medicine) -> None:
    batch_id = new_id()
    line = pushed_line(shop, medicine, [(batch_id, 3)])
    sale = pushed_sale(shop, [line], found=[found(shop, medicine, batch_id, 3)])
    push(shop, sale)

    assert push(shop, sale).state is PushState.REPLAYED
    assert Movement.objects.count() == 2


def test_without_the_right_nothing_comes_in_and_the_sale_stays_booked(
    shop: Shop, medicine: Medicine
) -> None:
    add_staff("cashier", shop.branch_id, "dewi")
    from theriac.domains.accounts.models import User  # noqa: PLC0415 (app-ready)

    cashier = User.objects.get_by_natural_key("dewi").id
    batch_id = new_id()
    line = pushed_line(shop, medicine, [(batch_id, 3)])
    goods = [found(shop, medicine, batch_id, 3, by=cashier)]
    recorded = push(shop, pushed_sale(shop, [line], found=goods))

    assert recorded.state is PushState.BOOKED
    assert Movement.objects.count() == 0
    assert cases() == [("batch_unknown", 3)]
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_a_batch_of_another_product_takes_nothing_in(shop: Shop, medicine: Medicine) -> None:
    other = add_medicine(shop, "Cetirizine 10 mg tablet")
    batch = stock_up(shop, other, 5)
    line = pushed_line(shop, medicine, [(batch, 2)])
    push(shop, pushed_sale(shop, [line], found=[found(shop, medicine, batch, 2)]))

    assert Balance.objects.get().quantity == 5
    assert cases() == [("batch_unknown", 2)]
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_the_request_to_count_is_settled_by_saying_what_was_seen(
    shop: Shop, medicine: Medicine
) -> None:
    batch_id = new_id()
    line = pushed_line(shop, medicine, [(batch_id, 3)])
    push(shop, pushed_sale(shop, [line], found=[found(shop, medicine, batch_id, 3)]))
    settle_case(
        actor=shop.owner,
        branch_id=shop.branch_id,
        case_id=DiscrepancyCase.objects.get().id,
        settlement="accepted",
        note="counted: none left",
    )
    assert DiscrepancyCase.objects.get().settlement == "accepted"


@pytest.mark.rows("STK-24")
def test_what_is_found_of_a_recalled_lot_is_frozen_and_its_sale_is_a_case(
    shop: Shop, medicine: Medicine
) -> None:
    first = stock_up(shop, medicine, 10, batch_number="lot 9")
    recall_of(shop, [first])
    batch_id = new_id()
    line = pushed_line(shop, medicine, [(batch_id, 3)])
    push(shop, pushed_sale(shop, [line], found=[found(shop, medicine, batch_id, 5)]))

    assert Batch.objects.get(id=batch_id).state == "recalled"
    assert RecallBatch.objects.get(batch_id=batch_id).state_before == "released"
    assert "batch_held" in [kind for kind, _units in cases()]
    one = accounts_of([batch_id])[batch_id]
    assert (one.sold, one.elsewhere, one.adds_up) == (3, 2, True)
    assert [v.sentence for result in run_checks() for v in result.violations] == []
