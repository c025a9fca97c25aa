"""Entering an expiry, holding and releasing a batch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

import pytest

from tests.support.approving import said_yes
from tests.support.books import sell
from tests.support.receipts import goods, received
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from tests.support.staff import holder_of
from tests.support.suppliers import a_supplier
from tests.support.transfers import two_branches
from theriac.core.actor import Actor
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.core.audit.models import AuditRecord
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.batches import correct_batch, hold_batch, release_batch
from theriac.domains.stock.models import Batch, BatchCorrection
from theriac.domains.stock.permissions import HOLD_STOCK, RELEASE_STOCK
from theriac.domains.stock.queries.sellable import shelf_batches
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of

pytestmark = pytest.mark.django_db


class Change(Protocol):
    """A command that changes a batch's state."""

    def __call__(
        self, *, actor: Actor, branch_id: BranchId, batch_id: UUID, reason: str
    ) -> None: ...


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
            reason="read from the box",
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


def corrected(shop: Shop, batch_id: UUID, actor: Actor, **changes: Any) -> int:
    """The batch corrected; what isn't named stays."""
    batch = Batch.objects.get(id=batch_id)
    said: dict[str, Any] = {
        "number": batch.number,
        "expires_on": batch.expires_on,
        "version": batch.version,
        "reason": "read from the box",
    }
    return correct_batch(
        actor=actor, branch_id=shop.branch_id, batch_id=batch_id, shelf=None, **{**said, **changes}
    )


@pytest.mark.rows("STK-01", "STK-13")
def test_an_expiry_is_put_later_by_two(shop: Shop) -> None:
    """One restocker alone made 347 expired tablets sellable."""
    batch_id = stock_up(shop, add_medicine(shop), 347, days=-3)
    restocker = add_staff("restocker", shop.branch_id, "rini")
    over, later = shop.today - timedelta(days=3), shop.today + timedelta(days=400)

    with pytest.raises(ApprovalNeeded) as needed:
        corrected(shop, batch_id, restocker, expires_on=later)
    assert Batch.objects.get().expires_on == over

    yes = said_yes(shop.owner, needed.value, restocker)
    other = later + timedelta(days=1)
    with pytest.raises(ApprovalUnfit):
        corrected(shop, batch_id, restocker, expires_on=other, approval_id=yes)
    assert corrected(shop, batch_id, restocker, expires_on=later, approval_id=yes) == 2
    kept = BatchCorrection.objects.get()
    assert (kept.expiry_before, kept.expiry_after) == (over, later)
    assert (kept.corrected_by, kept.approved_by) == (restocker.id, shop.owner.id)
    facts = AuditRecord.objects.get(command="stock.correct_batch").facts
    assert facts["approved_by"] == str(shop.owner.id)

    assert corrected(shop, batch_id, restocker, expires_on=over) == 3
    with pytest.raises(ApprovalUnfit):
        corrected(shop, batch_id, restocker, expires_on=later, approval_id=yes)


@pytest.mark.rows("STK-01")
def test_what_was_received_or_sold_keeps_its_label_unless_two_say_so(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    sooner = shop.today + timedelta(days=30)

    assert corrected(shop, batch_id, shop.owner, number="B2", expires_on=sooner) == 2
    sell(shop, medicine.id, 1)
    with pytest.raises(ApprovalNeeded):
        corrected(shop, batch_id, shop.owner, number="B3")
    with pytest.raises(ApprovalNeeded):
        corrected(shop, batch_id, shop.owner, expires_on=shop.today + timedelta(days=9))
    received(shop, a_supplier(shop), goods(shop, medicine))
    other = Batch.objects.get(number="KF-01")
    with pytest.raises(ApprovalNeeded):
        corrected(shop, other.id, shop.owner, number="R2")
    assert BatchCorrection.objects.count() == 1


def test_what_was_missing_is_entered_by_one_and_a_reason_is_needed(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20, days=None, batch_number="")
    later = shop.today + timedelta(days=400)

    with pytest.raises(Unprocessable) as refused:
        corrected(shop, batch_id, shop.owner, expires_on=later, reason=" ")
    assert refused.value.field == "reason"
    assert corrected(shop, batch_id, shop.owner, number="B1", expires_on=later) == 2
    assert BatchCorrection.objects.get().approved_by is None


def test_a_batch_of_another_branch_is_not_found(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 20)
    elsewhere = second_branch(shop)

    for change in (hold_batch, release_batch):
        with pytest.raises(NotFound):
            change(actor=shop.owner, branch_id=elsewhere, batch_id=batch_id, reason="doubt")
    with pytest.raises(NotFound):
        correct_batch(
            actor=shop.owner,
            branch_id=elsewhere,
            batch_id=batch_id,
            version=1,
            number="B9",
            expires_on=None,
            shelf=None,
            reason="read from the box",
        )
    assert Batch.objects.get().version == 1


@pytest.mark.rows("STK-01", "AUD-05")
def test_an_expiry_that_was_moved_behind_the_books_is_found(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 20, days=400)
    corrected(shop, batch_id, shop.owner, expires_on=shop.today + timedelta(days=30))
    assert [v.sentence for found in run_checks() for v in found.violations] == []

    Batch.objects.update(expires_on=shop.today + timedelta(days=800))

    _unexplained, violation = [v for found in run_checks() for v in found.violations]
    assert violation.sentence == (
        f"The number or expiry of batch {batch_id} differs from its recorded corrections."
    )


def test_a_correction_names_the_shelf_of_its_own_branch() -> None:
    """The batch lies in a bin of another branch too, which was the first to have one."""
    two = two_branches()
    two.receive(two.sent(10), 10)
    for branch_id, shelf in ((two.there, "Z-9"), (two.shop.branch_id, "A-1")):
        version = Batch.objects.get(id=two.batch_id).version
        correct_batch(
            actor=two.shop.owner,
            branch_id=branch_id,
            batch_id=two.batch_id,
            version=version,
            number=f"N{version}",
            expires_on=two.shop.today + timedelta(days=400),
            shelf=shelf,
            reason="placed",
        )
    told = AuditRecord.objects.filter(command="stock.correct_batch").latest("id").facts
    assert (told["before"]["shelf"], told["after"]["shelf"]) == ("", "A-1")
