"""Entering an expiry, holding and releasing a batch."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.staff import holder_of
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.permissions import Permission
from theriac.core.problems import NotPermitted, Stale
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.batches import correct_batch, hold_batch, release_batch
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import HOLD_STOCK, RELEASE_STOCK
from theriac.domains.stock.queries.sellable import shelf_batches
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of

pytestmark = pytest.mark.django_db


class Change(Protocol):
    """A command that changes a batch's state."""

    def __call__(
        self, *, actor: Actor, branch_id: BranchId, batch_id: UUID, reason: str
    ) -> None: ...


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


@pytest.mark.parametrize(
    ("change", "right", "other", "state", "after"),
    [
        (hold_batch, HOLD_STOCK, RELEASE_STOCK, "released", "held"),
        (release_batch, RELEASE_STOCK, HOLD_STOCK, "held", "released"),
    ],
)
def test_to_hold_and_to_release_are_two_rights(
    shop: Shop, change: Change, right: Permission, other: Permission, state: str, after: str
) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 5)
    Batch.objects.update(state=state)

    with pytest.raises(NotPermitted) as refused:
        change(
            actor=holder_of(shop, other), branch_id=shop.branch_id, batch_id=batch_id, reason="no"
        )
    assert (refused.value.facts, Batch.objects.get().state) == ({"permission": right.code}, state)

    change(actor=holder_of(shop, right), branch_id=shop.branch_id, batch_id=batch_id, reason="yes")
    assert Batch.objects.get().state == after


def test_the_trail_says_what_a_batch_was_before_and_is_after(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 5)

    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="a crack")
    release_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="looked at")

    records = AuditRecord.objects.filter(object_kind="stock.batch", object_id=batch_id)
    assert list(records.order_by("id").values_list("command", "reason", "facts")) == [
        ("stock.hold_batch", "a crack", {"before": "released", "after": "held"}),
        ("stock.release_batch", "looked at", {"before": "held", "after": "released"}),
    ]
