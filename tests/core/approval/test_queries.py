"""An approval and a request are read by their id, and only by whom they concern."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.approving import a_request, by_two
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.approval.commands import set_limit, sign_rule
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.approval.queries import (
    action_of_approval,
    get_request,
    given_by,
    is_used,
    limit_of,
    past_limits,
    rule_for,
    standing_rules,
    typed_into,
    unused_yes,
)
from theriac.core.approval.requests import TypedForm, leave_request
from theriac.core.ids import new_id
from theriac.domains.sales.checkout.discount_approval import DISCOUNT
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.commands.adjust import write_off_stock

pytestmark = [pytest.mark.django_db, pytest.mark.rows("AUD-09")]
CONTENT = {"lines": [{"gross": 1000, "discount": 300}]}


def discount(shop: Shop) -> UUID:
    """What the owner approved of a discount."""
    cashier = add_staff("cashier", shop.branch_id, "kasir")
    return give_approval(
        actor=shop.owner,
        branch_id=shop.branch_id,
        asked=ApprovalAsked(
            action=DISCOUNT.code, content=CONTENT, requested_by=cashier.id, reason="a regular"
        ),
        means=Approval.Means.PIN,
    ).id


def test_of_several_each_is_itself(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 50)
    first, second = (a_request(shop, batch, name) for name in ("ani", "budi"))
    granted = give_approval(
        actor=shop.owner,
        branch_id=shop.branch_id,
        asked=ApprovalAsked(
            action=CHANGE.code,
            content={"kind": "write_off", "batch_id": str(batch), "before": 4, "after": 1},
            requested_by=add_staff("restocker", shop.branch_id, "cici").id,
            reason="seen",
        ),
        means=Approval.Means.PIN,
    ).id
    approval_id = discount(shop)

    for request_id in (first, second):
        found = get_request(actor=shop.owner, request_id=request_id)
        assert found is not None
        assert found.id == request_id
    assert action_of_approval(approval_id) == DISCOUNT.code
    assert action_of_approval(granted) == CHANGE.code
    assert action_of_approval(new_id()) is None
    assert given_by(shop.owner, approval_id) == Approval.objects.get(id=approval_id)
    assert given_by(add_staff("manager", None), approval_id) is None


def test_what_was_used_is_told_from_what_waits(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 50)
    restocker = add_staff("restocker", shop.branch_id)
    set_limit(
        actor=shop.owner, branch_id=shop.branch_id, action=CHANGE.code, amount=0, reason="agreed"
    )
    by_two(
        shop.owner,
        restocker,
        lambda approval_id: write_off_stock(
            actor=restocker,
            branch_id=shop.branch_id,
            batch_id=batch,
            quantity=20,
            reason="broken",
            approval_id=approval_id,
        ),
    )
    used = Approval.objects.get().id
    waiting = discount(shop)

    assert (is_used(used), is_used(waiting), is_used(new_id())) == (True, False, False)


def test_what_was_typed_is_found_by_who_typed_it_on_that_page_alone(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 50)
    asker, other = (add_staff("restocker", shop.branch_id, name) for name in ("ani", "budi"))

    def left(after: int, page: str) -> UUID:
        content = {"kind": "write_off", "batch_id": str(batch), "before": 50, "after": after}
        return leave_request(
            actor=asker,
            branch_id=shop.branch_id,
            action=CHANGE.code,
            content=content,
            reason="broken",
            form=TypedForm(page, f"after={after}"),
        )

    first, second = left(1, "/stock/a"), left(2, "/stock/b")

    assert typed_into(first, "/stock/a", asker.id) == "after=1"
    assert typed_into(second, "/stock/b", asker.id) == "after=2"
    assert typed_into(second, "/stock/a", asker.id) is None
    assert typed_into(first, "/stock/a", other.id) is None


def test_limits_rules_and_a_yes_are_of_their_branch(shop: Shop) -> None:
    there = second_branch(shop)
    here: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "action": DISCOUNT.code,
    }
    set_limit(**here, amount=700, reason="agreed")
    rule = sign_rule(**here, starts_at=clock.now(), reason="alone on Sundays")
    approval_id = discount(shop)
    requested_by = Approval.objects.get(id=approval_id).requested_by

    assert limit_of(DISCOUNT, shop.branch_id) == 700
    assert limit_of(DISCOUNT, there) != 700
    assert [one.amount for one in past_limits(actor=shop.owner, branch_id=shop.branch_id)] == [700]
    assert not past_limits(actor=shop.owner, branch_id=there).exists()
    assert rule_for(DISCOUNT, shop.branch_id) == rule
    assert rule_for(DISCOUNT, there) is None
    assert (list(standing_rules(shop.branch_id)), standing_rules(there)) == ([DISCOUNT.code], {})
    holds = [
        [one.id for one in unused_yes(DISCOUNT.code, branch_id, CONTENT, requested_by)]
        for branch_id in (shop.branch_id, there)
    ]
    assert holds == [[approval_id], []]
