"""Opening a recall freezes every branch at once; withdrawing one puts it back."""

from __future__ import annotations

import pytest

from tests.support.cold_chain import a_sensor, an_excursion
from tests.support.recalls import another_branch, carry, recall_of
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.recalls.commands.open import open_recall, withdraw_recall
from theriac.domains.recalls.models import Recall, RecallBatch, RecallStep
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.models import Batch
from theriac.domains.stock.problems import BatchRecalled, InsufficientStock
from theriac.domains.stock.queries.levels import stock_levels
from theriac.domains.stock.queries.other_branches import stock_elsewhere

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-23", "STK-24")
def test_a_recall_freezes_every_branch_and_tells_each_counter() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 50)
    other = another_branch(shop)
    carry(
        actor=shop.owner,
        branch_id=shop.branch_id,
        to_branch_id=other,
        batch_id=batch_id,
        quantity=20,
    )
    before = set(OutboxEvent.objects.values_list("id", flat=True))

    opened = recall_of(shop, [batch_id])

    assert (opened.number[-9:], opened.batches) == (f"{shop.today:%y}-000001", 1)
    assert Batch.objects.get().state == "recalled"
    told = {event.branch_id for event in OutboxEvent.objects.exclude(id__in=before)}
    assert told == {shop.branch_id, other}
    for branch_id in told:
        levels = stock_levels(actor=shop.owner, branch_id=branch_id, product_ids=[medicine.id])
        assert levels[medicine.id].available == 0
    assert not stock_elsewhere(branch_id=other, product_ids=[medicine.id], today=shop.today)
    with pytest.raises(InsufficientStock):
        complete_sale(
            actor=shop.owner,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=1)]),
        )
    assert RecallStep.objects.get().step == "opened"


def test_neither_holding_nor_releasing_touches_a_recalled_batch() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 5)
    recall_of(shop, [batch_id])

    for change in (hold_batch, release_batch):
        with pytest.raises(BatchRecalled):
            change(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="why")


def test_withdrawing_brings_back_what_each_batch_was() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    sold, held = stock_up(shop, medicine, 5), stock_up(shop, medicine, 5)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="look")
    opened = recall_of(shop, [sold, held])

    withdraw_recall(
        actor=shop.owner, branch_id=shop.branch_id, recall_id=opened.id, reason="wrong lot"
    )

    states = dict(Batch.objects.values_list("id", "state"))
    assert states == {sold: "released", held: "held"}
    assert Recall.objects.get().state == "withdrawn"
    assert not [one for result in run_checks() for one in result.violations]


@pytest.mark.rows("STK-31")
def test_withdrawing_sells_nothing_that_was_too_warm_meanwhile() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop, "Vaccine", storage="fridge"), 5)
    opened = recall_of(shop, [batch_id])
    a_sensor(shop)
    an_excursion(shop)
    withdraw_recall(
        actor=shop.owner, branch_id=shop.branch_id, recall_id=opened.id, reason="wrong lot"
    )
    assert Batch.objects.get().state == "held"


def test_withdrawing_leaves_what_another_recall_keeps() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 5)
    first, second = recall_of(shop, [batch_id]), recall_of(shop, [batch_id])
    end = {"actor": shop.owner, "branch_id": shop.branch_id, "reason": "twice"}

    withdraw_recall(recall_id=first.id, **end)  # type: ignore[arg-type]
    assert Batch.objects.get().state == "recalled"
    withdraw_recall(recall_id=second.id, **end)  # type: ignore[arg-type]
    assert Batch.objects.get().state == "held", "nobody said that it may be sold"
    assert RecallBatch.objects.count() == 2


@pytest.mark.parametrize("changes", [{"batch_ids": []}, {"reason": " "}, {"source": "rumour"}])
def test_what_is_no_recall_is_refused(changes: dict[str, object]) -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 5)
    asked = {"batch_ids": [batch_id], "source": "batch", "reason": "glass", **changes}

    with pytest.raises(Unprocessable):
        open_recall(actor=shop.owner, branch_id=shop.branch_id, **asked)  # type: ignore[arg-type]
    assert not Recall.objects.exists()
