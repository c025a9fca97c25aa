"""Entering an expiry, holding and releasing a batch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.problems import Stale
from theriac.domains.stock.commands.batches import correct_batch, hold_batch, release_batch
from theriac.domains.stock.models import Batch
from theriac.domains.stock.queries.sellable import shelf_batches
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_batch_without_expiry_sells_only_once_one_is_entered(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 5, days=None)

    def condition() -> BatchCondition:
        (batch,) = shelf_batches(shop.branch_id, [medicine.id])[medicine.id]
        return condition_of(batch.expires_on, held=batch.held, today=shop.today)

    assert condition() is BatchCondition.NO_EXPIRY
    correct_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch_id,
        version=1,
        number="B2",
        expires_on=shop.today + timedelta(days=90),
        shelf="C-04",
        reason="read from the box",
    )
    assert condition() is BatchCondition.SELLABLE


def test_a_stale_correction_is_refused_with_the_current_version(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 5)

    with pytest.raises(Stale) as refused:
        correct_batch(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_id=batch_id,
            version=7,
            number="X",
            expires_on=None,
            shelf="",
            reason="",
        )

    assert refused.value.facts["current"]["version"] == 1


def test_holding_and_releasing(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 5)

    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="asked")
    assert Batch.objects.get().state == "held"
    release_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="fine")
    assert (Batch.objects.get().state, Batch.objects.get().version) == ("released", 3)
