"""Requests that wait for somebody's yes: exactly this, by who may, within days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.approval.commands import set_limit
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval, ApprovalRequest
from theriac.core.approval.problems import (
    ActionUnknown,
    ApprovalNeeded,
    ApprovalUnfit,
    ApproverRefused,
    RequestDecided,
)
from theriac.core.approval.queries import find_yes, get_request, list_requests, requests_today
from theriac.core.approval.requests import (
    MOST_WAITING,
    grant_request,
    leave_request,
    refuse_request,
)
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.models import Balance, Place

pytestmark = [pytest.mark.django_db, pytest.mark.rows("AUD-09")]


@pytest.fixture
def shop() -> Shop:
    found = open_shop()
    set_limit(
        actor=found.owner,
        branch_id=found.branch_id,
        action=CHANGE.code,
        amount=1000,
        reason="as agreed",
    )
    return found


@pytest.fixture
def restocker(shop: Shop) -> Actor:
    return add_staff("restocker", shop.branch_id, "rini")


@pytest.fixture
def batch(shop: Shop) -> UUID:
    return stock_up(shop, add_medicine(shop), 50)


def write_off(
    shop: Shop, batch: UUID, actor: Actor, approval_id: UUID | None = None, quantity: int = 20
) -> int:
    return write_off_stock(
        actor=actor,
        branch_id=shop.branch_id,
        batch_id=batch,
        quantity=quantity,
        reason="broken",
        approval_id=approval_id,
    ).balance


def refused_content(shop: Shop, batch: UUID, actor: Actor) -> dict[str, Any]:
    with pytest.raises(ApprovalNeeded) as needed:
        write_off(shop, batch, actor)
    content: dict[str, Any] = needed.value.facts["content"]
    return content


def as_program(actor: Actor) -> Actor:
    return replace(actor, kind=ActorKind.MACHINE)


def leave(shop: Shop, actor: Actor, content: dict[str, Any], **more: Any) -> UUID:
    asked = {"action": CHANGE.code, "reason": "the shelf fell", **more}
    return leave_request(actor=actor, branch_id=shop.branch_id, content=content, **asked)


def test_what_was_refused_waits_and_is_done_after_a_yes_once(
    shop: Shop, batch: UUID, restocker: Actor
) -> None:
    content = refused_content(shop, batch, restocker)
    request_id = leave(shop, restocker, content)
    here = {"branch_id": shop.branch_id}
    assert requests_today(actor=shop.owner) == (1, 0)
    assert requests_today(actor=restocker) == (0, 0)

    with clock.at(clock.now() + timedelta(days=2)):
        yes = grant_request(actor=shop.owner, **here, request_id=request_id, reason="I saw it")
        assert requests_today(actor=restocker) == (0, 1)
        with pytest.raises(ApprovalUnfit):
            write_off(shop, batch, restocker, yes, quantity=21)
        assert find_yes(CHANGE.code, shop.branch_id, content, restocker.id) == yes
        assert write_off(shop, batch, restocker, yes) == 30
        with pytest.raises(ApprovalUnfit):
            write_off(shop, batch, restocker, yes)
        assert find_yes(CHANGE.code, shop.branch_id, content, restocker.id) is None
        assert requests_today(actor=restocker) == (0, 0)

    assert ApprovalRequest.objects.get().state == "granted"
    said = AuditRecord.objects.filter(object_kind="approval.request").order_by("id")
    assert [one.reason for one in said] == ["the shelf fell", "I saw it"]


def test_who_works_at_another_branch_sees_what_waits_only_where_they_may_approve(
    shop: Shop, batch: UUID, restocker: Actor
) -> None:
    leave(shop, restocker, refused_content(shop, batch, restocker))
    there = second_branch(shop)

    assert requests_today(actor=replace(shop.owner, branch_id=there)) == (1, 0)
    manager_there = add_staff("manager", there, "budi")
    assert requests_today(actor=manager_there) == (0, 0)
    assert not list_requests(actor=manager_there).exists()


def test_a_yes_to_a_request_holds_for_a_day_and_a_request_for_a_week(
    shop: Shop, batch: UUID, restocker: Actor
) -> None:
    request_id = leave(shop, restocker, refused_content(shop, batch, restocker))
    said = {"branch_id": shop.branch_id, "request_id": request_id, "reason": "fine"}
    with clock.at(clock.now() + timedelta(days=8)):
        with pytest.raises(RequestDecided):
            grant_request(actor=shop.owner, **said)
        assert ApprovalRequest.objects.get().state == "over"
    yes = grant_request(actor=shop.owner, **said)
    with clock.at(clock.now() + timedelta(hours=25)), pytest.raises(ApprovalUnfit):
        write_off(shop, batch, restocker, yes)


def test_who_may_not_decides_nothing_and_nobody_their_own(
    shop: Shop, batch: UUID, restocker: Actor
) -> None:
    request_id = leave(shop, restocker, refused_content(shop, batch, restocker))
    said = {"branch_id": shop.branch_id, "request_id": request_id, "reason": "fine"}
    cashier = add_staff("cashier", shop.branch_id)

    for actor in (restocker, cashier):
        with pytest.raises(ApproverRefused):
            grant_request(actor=actor, **said)
    with pytest.raises(ApproverRefused):
        refuse_request(actor=cashier, **said)
    elsewhere = {**said, "branch_id": second_branch(shop)}
    for decide in (grant_request, refuse_request):
        with pytest.raises(NotFound):
            decide(actor=shop.owner, **elsewhere)
    with pytest.raises(NotPermitted):
        get_request(actor=cashier, request_id=request_id)
    assert get_request(actor=cashier, request_id=batch) is None
    assert [one.id for one in list_requests(actor=restocker)] == [request_id]
    assert ApprovalRequest.objects.get().state == "waiting"


def test_a_no_or_taken_back_is_the_end_of_it(shop: Shop, batch: UUID, restocker: Actor) -> None:
    content = refused_content(shop, batch, restocker)
    for actor in (shop.owner, restocker):
        request_id = leave(shop, restocker, content)
        said = {"branch_id": shop.branch_id, "request_id": request_id, "reason": "not now"}
        refuse_request(actor=actor, **said)
        assert ApprovalRequest.objects.get(id=request_id).state == "refused"
        with pytest.raises(RequestDecided):
            grant_request(actor=shop.owner, **said)
    assert find_yes(CHANGE.code, shop.branch_id, content, restocker.id) is None


def test_a_request_is_a_persons_of_a_known_act_and_no_flood(
    shop: Shop, batch: UUID, restocker: Actor
) -> None:
    content = refused_content(shop, batch, restocker)
    with pytest.raises(ActionUnknown):
        leave(shop, restocker, content, action="stock.nothing")
    with pytest.raises(Unprocessable) as refused:
        leave(shop, restocker, content, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(Unprocessable):
        leave(shop, restocker, {**content, "more": "x" * 30_000})
    for number in range(MOST_WAITING):
        leave(shop, restocker, {**content, "after": number})
    with pytest.raises(Conflict):
        leave(shop, restocker, {**content, "after": 0})
    with pytest.raises(Conflict):
        leave(shop, restocker, {**content, "after": MOST_WAITING})
    with pytest.raises(NotPermitted):
        leave(shop, as_program(restocker), content)


def test_nobody_asks_at_a_branch_where_they_dont_work(
    shop: Shop, batch: UUID, restocker: Actor
) -> None:
    content = refused_content(shop, batch, restocker)
    stranger = add_staff("restocker", second_branch(shop), "far")
    with pytest.raises(NotPermitted, match="work at this branch"):
        leave(shop, stranger, content)


def test_nobody_asks_for_what_another_branch_has_nor_says_yes_to_it(
    shop: Shop, batch: UUID, restocker: Actor
) -> None:
    """Whoever reads a request is told the name of what it is about."""
    content = refused_content(shop, batch, restocker)
    there = replace(shop, branch_id=second_branch(shop))
    stranger = add_staff("restocker", there.branch_id, "far")
    batch_only = {"batch_id": str(batch), "number": ["A", "B"], "expires_on": ["", ""]}
    unknown: list[tuple[str, dict[str, Any]]] = [
        (CHANGE.code, content),
        ("stock.batch", batch_only),
        ("stock.count", {"count_id": str(batch), "value": 1, "lines": "0" * 64}),
        ("stock.destroy", {"destruction_id": str(batch), "content_hash": "0" * 64}),
        (CHANGE.code, {**content, "batch_id": "no id"}),
    ]
    for action, named in unknown:
        with pytest.raises(NotFound):
            leave(there, stranger, named, action=action)
        with pytest.raises(NotFound):
            give_approval(
                actor=shop.owner,
                branch_id=there.branch_id,
                asked=ApprovalAsked(
                    action=action, content=named, requested_by=stranger.id, reason="seen"
                ),
                means=Approval.Means.PIN,
            )
    assert not ApprovalRequest.objects.exists()
    assert not Approval.objects.exists()


def test_the_same_may_wait_at_another_branch_too(shop: Shop, batch: UUID, restocker: Actor) -> None:
    content = refused_content(shop, batch, restocker)
    leave(shop, restocker, content)
    there = second_branch(shop)
    lot = Balance.objects.get(batch_id=batch)
    Balance.objects.create(
        id=new_id(),
        branch_id=there,
        place_id=Place.objects.get(branch_id=there, kind="shelf").id,
        batch_id=batch,
        product_id=lot.product_id,
        quantity=30,
    )
    everywhere = replace(restocker, grants={None: restocker.grants[shop.branch_id]})
    with pytest.raises(Conflict):
        leave(shop, everywhere, content)
    leave(replace(shop, branch_id=there), everywhere, content)
    assert ApprovalRequest.objects.count() == 2
