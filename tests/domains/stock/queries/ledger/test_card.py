"""The stock card."""

from __future__ import annotations

import random

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.problems import NotPermitted
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.queries.ledger.card import (
    CARD,
    CardLine,
    card_lines,
    get_movement,
    list_movements,
    movement_lines,
)

pytestmark = pytest.mark.django_db


def card(shop: Shop, size: int = 200, **wanted: object) -> list[CardLine]:
    """The whole card, page by page, newest first."""
    lines: list[CardLine] = []
    cursor: str | None = ""
    while cursor is not None:
        rows = list_movements(actor=shop.owner, branch_id=shop.branch_id)
        page = CARD.page(rows, wanted=wanted, sort="-recorded_at", cursor=cursor, size=size)
        lines += card_lines(actor=shop.owner, movements=page.items)
        cursor = page.next
    return lines


@pytest.mark.rows("STK-03")
@pytest.mark.parametrize("size", [1, 3, 200])
def test_each_movement_has_the_running_balance_after_it(
    shop: Shop, rng: random.Random, size: int
) -> None:
    medicine = add_medicine(shop)
    add_medicine(shop, "Other")
    batches = [stock_up(shop, medicine, 40), stock_up(shop, medicine, 60)]
    for _turn in range(8):
        batch = rng.choice(batches)
        if rng.random() < 0.5:
            adjust_stock(
                actor=shop.owner,
                branch_id=shop.branch_id,
                batch_id=batch,
                counted=rng.randint(20, 80),
                reason="count",
            )
        else:
            complete_sale(
                actor=shop.owner,
                branch_id=shop.branch_id,
                terminal_id=shop.api_terminal_id,
                draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=2)]),
            )

    lines = card(shop, size, product_id=medicine.id)

    whole = 0
    by_batch: dict[object, int] = {}
    for line in reversed(lines):
        whole += line.change
        by_batch[line.batch_id] = by_batch.get(line.batch_id, 0) + line.change
        assert (line.balance, line.batch_balance) == (whole, by_batch[line.batch_id])
    assert len(lines) == Movement.objects.filter(product_id=medicine.id).count()
    assert whole == sum(Balance.objects.values_list("quantity", flat=True))
    assert card(shop, size, product_id=medicine.id, batch_id=batches[0]) == [
        line for line in lines if line.batch_id == batches[0]
    ]


@pytest.mark.rows("STK-03")
def test_a_line_names_its_document_its_person_and_what_it_reverses(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    lost = write_off_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, quantity=4, reason="broken"
    )
    assert lost.movement_id is not None
    reverse_movement(
        actor=shop.owner,
        branch_id=shop.branch_id,
        movement_id=lost.movement_id,
        reason="not broken",
    )

    newest, middle, oldest = card(shop, product_id=medicine.id)

    assert (newest.kind, newest.change, newest.balance) == ("reversal", 4, 10)
    assert newest.reverses_id == middle.id == lost.movement_id
    assert (middle.reason, middle.document_id) == ("broken", lost.document_id)
    assert {line.actor_id for line in (newest, middle, oldest)} == {shop.owner.id}


def test_a_card_takes_two_reads_and_is_of_one_product(
    shop: Shop, django_assert_num_queries: object
) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Other")
    stock_up(shop, medicine, 10)
    stock_up(shop, other, 10)
    rows = list(list_movements(actor=shop.owner, branch_id=shop.branch_id))

    with django_assert_num_queries(2):  # type: ignore[operator]
        card_lines(actor=shop.owner, movements=rows[:1])
    with pytest.raises(ValueError, match="one product"):
        card_lines(actor=shop.owner, movements=rows)
    assert [line.balance for line in movement_lines(actor=shop.owner, movements=rows)] == [
        None,
        None,
    ]


def test_another_branchs_movements_arent_there(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    stranger = add_staff("manager", second_branch(shop), "stranger")
    movement = Movement.objects.get()

    assert get_movement(actor=stranger, movement_id=movement.id) is None
    assert get_movement(actor=shop.owner, movement_id=movement.id) == movement
    with pytest.raises(NotPermitted):
        list_movements(actor=stranger, branch_id=shop.branch_id)
