"""A counter's charge above an account's limit passes once where a manager approved exactly it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.controlled import violations
from tests.support.credit import organisation, owed
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval, ApprovalUse
from theriac.core.ids import new_id
from theriac.domains.credit.approval import content_of_charge
from theriac.domains.credit.models import CreditEntry
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.sale import PushedApproval, PushedPayment

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def test_above_the_limit_a_managers_yes_to_exactly_this_makes_no_case(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 200)
    account = organisation(shop, limit=100)
    cashier = add_staff("cashier", shop.branch_id)
    manager = add_staff("manager", shop.branch_id, "budi")
    sale = replace(
        pushed_sale(shop, [pushed_line(shop, medicine, [(batch_id, 2)])]), person_id=cashier.id
    )
    payment = PushedPayment(
        id=new_id(), method="credit", tendered=sale.total, change=0, reference=account.number
    )
    kept = give_approval(
        actor=manager,
        branch_id=shop.branch_id,
        asked=ApprovalAsked(
            action="credit.over_limit",
            content=content_of_charge(account.id, sale.total, 100),
            requested_by=cashier.id,
            reason="pays on Friday",
        ),
        means=Approval.Means.PIN,
    )
    yes = PushedApproval(
        id=kept.id, approved_by=manager.id, approved_at=sale.occurred_at, reason="Friday"
    )
    sold = replace(sale, payments=(payment,), credit_approval=yes)
    assert push(shop, sold).cases == 0
    assert push(shop, sold).cases == 0  # the same again changes nothing
    assert CreditEntry.objects.get().approval_id == kept.id
    assert ApprovalUse.objects.get().approval_id == kept.id
    assert owed(account) == sale.total

    line = pushed_line(shop, medicine, [(batch_id, 2)])
    second = replace(
        pushed_sale(shop, [line], 2),
        person_id=cashier.id,
        payments=(replace(payment, id=new_id()),),
        credit_approval=yes,
    )
    assert push(shop, second).cases == 1
    assert DiscrepancyCase.objects.get().facts["why"] == "over_limit"
    assert ApprovalUse.objects.count() == 1
    assert violations() == []
