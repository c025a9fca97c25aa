"""Many who first bring the same batches to a place at once: one balance each, nothing lost."""

from __future__ import annotations

import random
import threading
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.queries.places import shelf_of

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 8


@command(name="test_balances.open_there", done="Sample")
def open_there(*, actor: Actor, branch_id: BranchId, batches: dict[UUID, UUID]) -> set[UUID]:
    """Ask for the balances of these batches on the branch's shelf; their ids."""
    return set(balances_for(branch_id, batches, shelf_of(branch_id).id).values())


@command(name="test_balances.bring_there", done="Sample")
def bring_there(*, actor: Actor, branch_id: BranchId, batch_id: UUID, quantity: int) -> None:
    """Bring units of a batch onto the branch's shelf."""
    product_id = Batch.objects.values_list("product_id", flat=True).get(id=batch_id)
    place_id = shelf_of(branch_id).id
    balance_id = balances_for(branch_id, {batch_id: product_id}, place_id)[batch_id]
    lock_rows(Balance, "quantity", [balance_id])
    move = Move(
        batch_id=batch_id,
        product_id=product_id,
        from_place_id=OUTSIDE_ID,
        to_place_id=place_id,
        to_balance_id=balance_id,
        quantity=quantity,
    )
    document_id = current_unit().effect_id
    post(Document(kind=Movement.Kind.ADJUSTMENT, id=document_id, branch_id=branch_id), [move])
    current_unit().record("stock.adjustment", document_id, reason="Sample")


def test_the_same_balances_asked_for_at_once_are_made_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    for _ in range(20):
        stock_up(shop, medicine, 5)
    there = second_branch(shop)
    batches = list(Batch.objects.values_list("id", "product_id"))
    chance = random.Random(6)
    orders = [dict(chance.sample(batches, 20)) for _ in range(CLIENTS)]
    start = threading.Barrier(CLIENTS)
    answers: list[object] = []

    def ask(order: dict[UUID, UUID]) -> None:
        try:
            start.wait(60)
            answers.append(
                asked_again(lambda: open_there(actor=SYSTEM, branch_id=there, batches=order))
            )
        except Exception as problem:  # noqa: BLE001 (told by the test's thread)
            answers.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    made = set(Balance.objects.filter(branch_id=there).values_list("id", flat=True))
    assert len(made) == 20
    assert answers == [made] * CLIENTS


def test_what_several_bring_at_once_of_a_batch_that_was_never_there_adds_up() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 5)
    there = second_branch(shop)
    start = threading.Barrier(CLIENTS)
    problems: list[BaseException] = []

    def bring(quantity: int) -> None:
        named: dict[str, Any] = {"actor": shop.owner, "branch_id": there, "batch_id": batch_id}
        try:
            start.wait(60)
            asked_again(lambda: bring_there(**named, quantity=quantity))
        except BaseException as problem:  # noqa: BLE001 (told by the test's thread)
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring, args=(number + 1,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    balance = Balance.objects.get(branch_id=there)
    brought = Movement.objects.filter(branch_id=there, to_place=balance.place_id)
    assert sum(movement.quantity for movement in brought) == balance.quantity
    assert balance.quantity == sum(range(1, CLIENTS + 1))
    assert [v for result in run_checks() for v in result.violations] == []
