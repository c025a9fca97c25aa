"""A payment that was recorded by mistake is withdrawn, and its days are due once again."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.consigned import COST, consigned, moved, paid
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import Findings
from theriac.domains.purchasing.commands.consignment import withdraw_settlement
from theriac.domains.purchasing.models import ConsignmentSettlement
from theriac.domains.purchasing.problems import SettlementFixed
from theriac.domains.purchasing.verification.consignment import (
    periods_touch_and_never_overlap,
    settlements_equal_their_movements,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-35")]


@pytest.fixture
def supplier_id(shop: Shop) -> UUID:
    supplier_id = a_supplier(shop)
    moved(shop, consigned(shop, supplier_id), 3, 4)
    return supplier_id


def withdraw(
    shop: Shop, settlement_id: UUID, reason: str = "typed twice", actor: Actor | None = None
) -> UUID:
    return withdraw_settlement(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        settlement_id=settlement_id,
        reason=reason,
    )


def test_after_a_withdrawal_the_period_is_paid_again_exactly_once(
    shop: Shop, supplier_id: UUID
) -> None:
    made = paid(shop, supplier_id, 3)

    counter_id = withdraw(shop, made)

    counter = ConsignmentSettlement.objects.get(id=counter_id)
    assert (counter.sequence, counter.posting_kind, counter.withdraws_id) == (2, "withdrawn", made)
    assert (counter.amount, counter.reason) == (-3 * COST, "typed twice")
    again = paid(shop, supplier_id, 3)
    assert ConsignmentSettlement.objects.get(id=again).sequence == 3
    with pytest.raises(Unprocessable):
        paid(shop, supplier_id, 3)
    findings = Findings()
    settlements_equal_their_movements(findings)
    periods_touch_and_never_overlap(findings)
    assert findings.found == []


def test_only_the_newest_that_stands_is_withdrawn(shop: Shop, supplier_id: UUID) -> None:
    first = paid(shop, supplier_id, 3, 3)
    batch_id = ConsignmentSettlement.objects.get().lines.get().batch_id
    moved(shop, batch_id, 2, 2)
    second = paid(shop, supplier_id, 2)

    with pytest.raises(SettlementFixed) as refused:
        withdraw(shop, first)
    assert "A later payment to this supplier is recorded. Withdraw that" in str(refused.value)
    withdraw(shop, second)
    with pytest.raises(SettlementFixed) as refused:
        withdraw(shop, second)
    assert "This payment is already withdrawn" in str(refused.value)
    withdraw(shop, first)
    paid(shop, supplier_id, 5)


def test_a_reason_is_said_and_held_to_its_length(shop: Shop, supplier_id: UUID) -> None:
    made = paid(shop, supplier_id, 3)

    for reason in ("", "  ", "x" * 121, "a\0b"):
        with pytest.raises(Unprocessable) as refused:
            withdraw(shop, made, reason)
        assert set(refused.value.errors) == {"reason"}


def test_who_and_where(shop: Shop, supplier_id: UUID) -> None:
    made = paid(shop, supplier_id, 3)
    there = second_branch(shop)

    with pytest.raises(NotFound):
        withdraw(shop, new_id())
    with pytest.raises(NotFound):
        withdraw_settlement(
            actor=shop.owner, branch_id=there, settlement_id=made, reason="elsewhere"
        )
    for role in ("pharmacist", "auditor"):
        with pytest.raises(NotPermitted):
            withdraw(shop, made, actor=add_staff(role, shop.branch_id))
    counter_id = withdraw(shop, made)
    with pytest.raises(NotFound):
        withdraw(shop, counter_id)
