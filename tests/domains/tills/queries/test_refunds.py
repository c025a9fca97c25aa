"""A refund is offered and paid at its own branch, and not again once a till says that it paid."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.credit_notes import booked_sale, credit_note
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.tills import begin, cash_move, take
from tests.surfaces.other_branch import shop_there
from theriac.core.problems import Problem
from theriac.domains.tills.commands.decide_held import dismiss_held
from theriac.domains.tills.commands.run_till import CashMoveNew, move_cash, open_till
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.models import CashMovement, HeldTillDocument
from theriac.domains.tills.queries.refunds import refunds_to_pay
from theriac.domains.tills.rules import MoveKind

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-10")]
Goods = tuple[Medicine, UUID]


@pytest.fixture
def goods(shop: Shop) -> Goods:
    medicine = add_medicine(shop)
    return medicine, stock_up(shop, medicine, 100)


@pytest.fixture
def told(shop: Shop, goods: Goods) -> dict[str, Any]:
    """A credit note whose 1,400 in cash nobody paid yet."""
    note = credit_note(shop, booked_sale(shop, *goods), session_id=begin(shop))
    assert take(shop, note) == "taken"
    return note


def owed(shop: Shop) -> list[UUID]:
    found = refunds_to_pay(actor=shop.owner, branch_id=shop.branch_id)
    return [one.return_id for one in found]


def paying(shop: Shop, session: str, told: dict[str, Any], amount: int = 1_400) -> dict[str, Any]:
    return cash_move(shop, session, "cash_out", "refund", amount, return_id=told["id"])


def test_another_branch_pays_no_refund_of_this_one(shop: Shop, told: dict[str, Any]) -> None:
    there = shop_there(shop)
    program = open_till(
        actor=there.owner,
        branch_id=there.branch_id,
        terminal_id=there.api_terminal_id,
        cash=5_000,
    )
    move = CashMoveNew(
        kind=MoveKind.CASH_OUT, reason="refund", amount=1_400, return_id=UUID(told["id"])
    )
    with pytest.raises(Problem, match="isn’t known"):
        move_cash(actor=there.owner, branch_id=there.branch_id, session_id=program, move=move)
    assert take(there, paying(there, begin(there), told)) == "held"
    assert CashMovement.objects.count() == 0


def test_what_was_paid_elsewhere_before_its_note_came_is_paid(shop: Shop, goods: Goods) -> None:
    there = shop_there(shop)
    note = credit_note(shop, booked_sale(shop, *goods), session_id=begin(shop))
    assert take(there, paying(there, begin(there), note)) == "taken"
    assert take(shop, note) == "taken"
    assert owed(shop) == []


def test_a_refund_isnt_offered_while_its_move_waits_for_a_person(
    shop: Shop, told: dict[str, Any]
) -> None:
    assert owed(shop) == [UUID(told["id"])]
    assert take(shop, paying(shop, told["session_id"], told, 1_000)) == "held"
    assert owed(shop) == []
    held = HeldTillId(HeldTillDocument.objects.get().id)
    dismiss_held(actor=shop.owner, branch_id=shop.branch_id, held_id=held, note="not paid")
    assert owed(shop) == [UUID(told["id"])]
