"""What a device leaves to people has a measure: beyond it a sale waits, and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.commands import book_pushed
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedFound, PushedSale
from theriac.domains.stock.models import Balance, Batch, Movement

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-04")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 300)


def sale_at_wrong_prices(
    shop: Shop, medicine: Medicine, batch: UUID, lines: int, sequence: int = 1
) -> PushedSale:
    """So many lines of one unit, each at a price that no list has: a case each."""
    return pushed_sale(shop, [_wrong(shop, medicine, batch, at) for at in range(lines)], sequence)


def _wrong(shop: Shop, medicine: Medicine, batch: UUID, at: int) -> PushedLine:
    return pushed_line(shop, medicine, [(batch, 1)], price=500, position=at + 1)


def test_a_sale_of_a_hundred_cases_is_booked_and_one_of_more_is_held_without_a_trace(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    whole = push(shop, sale_at_wrong_prices(shop, medicine, batch, 100))
    assert (whole.state, whole.cases) == (PushState.BOOKED, 100)
    movements = Movement.objects.count()
    beyond = push(shop, sale_at_wrong_prices(shop, medicine, batch, 101, sequence=2))
    assert (beyond.state, beyond.cases) == (PushState.HELD, 0)
    held = HeldPush.objects.get()
    assert (held.reason, held.sequence) == ("cases", 2)
    assert (Sale.objects.count(), DiscrepancyCase.objects.count()) == (1, 100)
    assert Movement.objects.count() == movements
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_person_books_it_with_all_its_cases(shop: Shop, medicine: Medicine, batch: UUID) -> None:
    push(shop, sale_at_wrong_prices(shop, medicine, batch, 101))
    booked = book_held_push(
        actor=shop.owner,
        branch_id=shop.branch_id,
        held_id=HeldPush.objects.get().id,
        note="The list was old.",
    )
    assert (booked.state, booked.cases) == (PushState.BOOKED, 101)
    assert Balance.objects.get(batch_id=batch, place__kind="shelf").quantity == 199


def test_goods_that_were_found_arent_taken_in_for_a_sale_that_waits(
    shop: Shop, medicine: Medicine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_pushed, "MOST_CASES", 0)
    in_hand = PushedFound(
        batch_id=new_id(),
        product_id=medicine.id,
        quantity=12,
        number="LOT9",
        expires_on=shop.today + timedelta(days=400),
        permitted_by=shop.owner.id,
    )
    line = pushed_line(shop, medicine, [(in_hand.batch_id, 12)])
    assert push(shop, pushed_sale(shop, [line], found=[in_hand])).state is PushState.HELD
    assert (Batch.objects.count(), Movement.objects.count()) == (0, 0)


def test_a_terminal_whose_cases_nobody_settles_waits_until_somebody_does(
    shop: Shop, medicine: Medicine, batch: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_pushed, "MOST_OPEN_CASES", 3)
    for sequence in (1, 2, 3):
        sale = sale_at_wrong_prices(shop, medicine, batch, 1, sequence)
        assert push(shop, sale).state is PushState.BOOKED
    right = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], 4)
    assert push(shop, right).state is PushState.BOOKED
    wrong = sale_at_wrong_prices(shop, medicine, batch, 1, 5)
    assert push(shop, wrong).state is PushState.HELD
    first = DiscrepancyCase.objects.order_by("id")[0]
    settle_case(
        actor=shop.owner,
        branch_id=shop.branch_id,
        case_id=first.id,
        settlement="accepted",
        note="The list was old.",
    )
    again = replace(wrong, id=new_id(), sequence=6, number=f"{wrong.number[:-1]}6")
    again = replace(again, lines=[replace(line, id=new_id()) for line in again.lines])
    assert push(shop, again).state is PushState.BOOKED
