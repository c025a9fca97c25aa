"""An approval: two people, exactly this content, once, for minutes; alone only by a signed rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure
from theriac.core.approval.commands import end_rule, set_limit, sign_rule
from theriac.core.approval.demand import demand_approval
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.law import allows_alone
from theriac.core.approval.models import Approval, ApprovalUse
from theriac.core.approval.problems import (
    ActionUnknown,
    ApprovalNeeded,
    ApprovalUnfit,
    ApproverRefused,
    NeverAlone,
    RuleStands,
)
from theriac.core.approval.queries import limit_of, list_approvals
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.sales.checkout.discount_approval import DISCOUNT
from theriac.domains.sales.permissions import APPROVE_DISCOUNT

pytestmark = pytest.mark.django_db
CONTENT = {"lines": [{"gross": 1000, "discount": 300}]}
PIN, TOKEN = Approval.Means.PIN, Approval.Means.SIGNED_IN


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id)


def asked(requested_by: UUID, **more: Any) -> ApprovalAsked:
    return ApprovalAsked(
        **{
            "action": DISCOUNT.code,
            "content": CONTENT,
            "requested_by": requested_by,
            "reason": "a regular customer",
            **more,
        }
    )


def give(shop: Shop, approver: Actor, by: UUID, means: Approval.Means = PIN, **more: Any) -> UUID:
    return give_approval(
        actor=approver, branch_id=shop.branch_id, asked=asked(by, **more), means=means
    ).id


@command(name="test_approval.use", done="Sample")
def use(
    *, actor: Actor, branch_id: UUID, approval_id: UUID | None, content: Any = CONTENT
) -> Approval:
    return demand_approval(
        DISCOUNT,
        branch_id=branch_id,
        content=content,
        requested_by=actor.id,
        approval_id=approval_id,
    )


def used(shop: Shop, actor: Actor, approval_id: UUID | None, content: Any = CONTENT) -> Approval:
    return use(actor=actor, branch_id=shop.branch_id, approval_id=approval_id, content=content)


def test_who_asks_without_one_hears_what_is_needed_and_by_whom(shop: Shop, cashier: Actor) -> None:
    with pytest.raises(ApprovalNeeded) as refused:
        used(shop, cashier, None)

    assert refused.value.facts == {
        "action": "sales.discount",
        "branch_id": shop.branch_id,
        "content": CONTENT,
        "permission": "sales.approve_discount",
        "single_handed": False,
    }


def test_both_people_stand_on_the_record_and_it_is_used_once(shop: Shop, cashier: Actor) -> None:
    approval_id = give(shop, shop.owner, cashier.id)

    kept = used(shop, cashier, approval_id)

    assert (kept.requested_by, kept.approved_by, kept.reason) == (
        cashier.id,
        shop.owner.id,
        "a regular customer",
    )
    facts = AuditRecord.objects.get(object_id=approval_id).facts
    assert facts["requested_by"] == str(cashier.id)
    assert facts["approved_by"] == str(shop.owner.id)
    assert ApprovalUse.objects.get().used_by == cashier.id
    with pytest.raises(ApprovalUnfit, match="This approval was already used"):
        used(shop, cashier, approval_id)


def test_it_holds_for_exactly_what_was_approved(shop: Shop, cashier: Actor) -> None:
    approval_id = give(shop, shop.owner, cashier.id)
    other = add_staff("cashier", shop.branch_id, "other")

    with pytest.raises(ApprovalUnfit, match="changed"):
        used(shop, cashier, approval_id, {"lines": [{"gross": 1000, "discount": 301}]})
    with pytest.raises(ApprovalUnfit, match="something else"):
        used(shop, other, approval_id)
    assert ApprovalUse.objects.count() == 0


def test_after_ten_minutes_it_is_over(
    shop: Shop, cashier: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    approval_id = give(shop, shop.owner, cashier.id)
    later = clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(ApprovalUnfit, match="This approval has expired"):
        used(shop, cashier, approval_id)


def test_only_a_second_person_with_the_right_approves(shop: Shop, cashier: Actor) -> None:
    other = add_staff("cashier", shop.branch_id, "other")

    with pytest.raises(ApproverRefused, match="doesn't have permission: "):
        give(shop, other, cashier.id)
    with pytest.raises(ApproverRefused, match="own request"):
        give(shop, shop.owner, shop.owner.id)
    with pytest.raises(Unprocessable):
        give(shop, shop.owner, cashier.id, reason=" ")
    with pytest.raises(ActionUnknown):
        give(shop, shop.owner, cashier.id, action="sales.nothing")
    assert Approval.objects.count() == 0


def test_by_a_signed_rule_one_person_confirms_again_and_the_record_says_so(shop: Shop) -> None:
    rule = sign_rule(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=DISCOUNT.code,
        starts_at=clock.now(),
        reason="one pharmacist on Sundays",
    )
    with pytest.raises(ApproverRefused):
        give(shop, shop.owner, shop.owner.id, TOKEN)  # a token is no second confirmation
    approval_id = give(shop, shop.owner, shop.owner.id)

    used(shop, shop.owner, approval_id)

    kept = list_approvals(actor=shop.owner).get(id=approval_id)
    assert kept.rule_id == rule.id
    assert AuditRecord.objects.get(object_id=approval_id).facts["alone"] is True
    with pytest.raises(RuleStands):
        sign_rule(
            actor=shop.owner,
            branch_id=shop.branch_id,
            action=DISCOUNT.code,
            starts_at=clock.now(),
            reason="again",
        )
    end_rule(actor=shop.owner, branch_id=shop.branch_id, action=DISCOUNT.code, reason="two now")
    with pytest.raises(ApproverRefused):
        give(shop, shop.owner, shop.owner.id)


def test_a_rule_waives_the_second_person_and_never_the_right(shop: Shop, cashier: Actor) -> None:
    sign_rule(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=DISCOUNT.code,
        starts_at=clock.now(),
        reason="one person on Sundays",
    )

    with pytest.raises(ApproverRefused, match="replaces the second person, not the permission"):
        give(shop, cashier, cashier.id)
    with pytest.raises(ApprovalNeeded) as refused:
        used(shop, cashier, None)
    assert refused.value.facts["single_handed"] is False
    with pytest.raises(ApprovalNeeded) as refused:
        used(shop, shop.owner, None)
    assert refused.value.facts["single_handed"] is True
    assert Approval.objects.count() == 0


def test_a_legal_witness_and_an_act_that_no_country_names_are_never_waived(shop: Shop) -> None:
    witness = ApprovalAction(
        "sales.discount", "", "", APPROVE_DISCOUNT, Measure.ALWAYS, is_witness=True
    )
    unnamed = ApprovalAction("nobody.names", "", "", APPROVE_DISCOUNT, Measure.ALWAYS)

    assert allows_alone(DISCOUNT, shop.branch_id)
    assert not allows_alone(witness, shop.branch_id)
    assert not allows_alone(unnamed, shop.branch_id)
    assert not allows_alone(DISCOUNT, new_id())


def test_a_rule_for_what_the_law_wants_two_for_is_refused(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from theriac.countries import approvals  # noqa: PLC0415 (optional)

    monkeypatch.setitem(approvals.ALONE, "id", {})
    with pytest.raises(NeverAlone):
        sign_rule(
            actor=shop.owner,
            branch_id=shop.branch_id,
            action=DISCOUNT.code,
            starts_at=clock.now(),
            reason="alone",
        )


def test_the_newest_limit_counts_and_the_old_ones_stay(shop: Shop, cashier: Actor) -> None:
    assert limit_of(DISCOUNT, shop.branch_id) == 1_000
    before = clock.now()
    set_limit(
        actor=shop.owner, branch_id=shop.branch_id, action=DISCOUNT.code, amount=500, reason="less"
    )

    assert limit_of(DISCOUNT, shop.branch_id) == 500
    assert limit_of(DISCOUNT, shop.branch_id, before) == 1_000
    with pytest.raises(Unprocessable):
        set_limit(
            actor=shop.owner,
            branch_id=shop.branch_id,
            action=DISCOUNT.code,
            amount=10_001,
            reason="more than all",
        )
    with pytest.raises(NotPermitted):
        set_limit(
            actor=cashier,
            branch_id=shop.branch_id,
            action=DISCOUNT.code,
            amount=9_000,
            reason="mine",
        )


def test_a_role_gives_its_people_more_and_never_less(shop: Shop) -> None:
    before = clock.now()
    set_role_limit(shop, 500, "")
    set_role_limit(shop, 2_000, "pharmacist")
    set_role_limit(shop, 0, "cashier")

    def limit(*roles: str) -> int | None:
        return limit_of(DISCOUNT, shop.branch_id, roles=lambda: roles)

    assert limit() == limit("cashier") == 500
    assert limit("cashier", "pharmacist") == 2_000
    assert limit_of(DISCOUNT, shop.branch_id, before, lambda: ["pharmacist"]) == 1_000
    set_role_limit(shop, None, "cashier")
    assert limit("cashier", "pharmacist") is None
    set_role_limit(shop, 0, "pharmacist")
    assert limit("pharmacist") == 500


def set_role_limit(shop: Shop, amount: int | None, role: str) -> None:
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=DISCOUNT.code,
        amount=amount,
        reason="by role",
        role=role,
    )


def test_the_database_holds_that_one_person_alone_needs_a_rule(shop: Shop, cashier: Actor) -> None:
    kept = Approval.objects.get(id=give(shop, shop.owner, cashier.id))
    kept.pk, kept.approved_by = new_id(), cashier.id

    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)
