"""A destruction is posted with the second of two witnesses' signatures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.destructions import draft_of, sign, signature
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit, ApproverRefused
from theriac.core.approval.requests import leave_request
from theriac.core.problems import NotFound
from theriac.core.verification.registry import run_checks
from theriac.domains.disposal.commands.sign import WITNESS, sign_destruction
from theriac.domains.disposal.models import Destruction, DestructionPosting
from theriac.domains.disposal.problems import DestructionSettled, WitnessUnfit
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def moved() -> list[tuple[str, int]]:
    rows = Movement.objects.filter(kind="destruction").order_by("id")
    return list(rows.values_list("document_number", "quantity"))


@pytest.mark.rows("STK-25", "STK-20")
def test_the_second_signature_takes_expired_units_off_the_book(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 12, days=-3, cost_amount=400)
    first, second = add_staff("pharmacist", None), add_staff("technician", None)
    draft_id = draft_of(shop, [(batch_id, "shelf", 10)])

    assert sign(shop, draft_id, first) == 1
    assert moved() == []
    assert sign(shop, draft_id, second) == 2

    posting = DestructionPosting.objects.get()
    assert moved() == [(posting.number, 10)]
    assert posting.number.startswith("MLT-DS-")
    assert (posting.quantity, posting.cost, posting.currency) == (10, 4000, "IDR")
    assert {posting.first_witness, posting.second_witness} == {first.id, second.id}
    assert Balance.objects.get(batch_id=batch_id).quantity == 2
    assert Destruction.objects.get().state == "posted"
    assert not [one for result in run_checks() for one in result.violations]
    with pytest.raises(DestructionSettled):
        sign(shop, draft_id, add_staff("manager", None))


def test_nobody_signs_twice_for_themselves_or_without_the_right(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 12)
    first, cashier = add_staff("pharmacist", None), add_staff("cashier", None)
    draft_id = draft_of(shop, [(batch_id, "shelf", 10)])
    sign(shop, draft_id, first)

    with pytest.raises(WitnessUnfit):
        sign(shop, draft_id, first)
    with pytest.raises(ApproverRefused):
        sign(shop, draft_id, shop.owner)
    with pytest.raises(ApproverRefused):
        sign(shop, draft_id, cashier)
    with pytest.raises(ApprovalNeeded):
        sign_destruction(actor=shop.owner, branch_id=shop.branch_id, destruction_id=draft_id)
    assert moved() == []


def test_an_approval_of_another_document_signs_nothing(shop: Shop) -> None:
    medicine, witness = add_medicine(shop), add_staff("pharmacist", None)
    drafts = [draft_of(shop, [(stock_up(shop, medicine, 5), "shelf", 5)]) for _each in range(2)]

    with pytest.raises(ApprovalUnfit):
        sign(shop, drafts[0], witness, of=drafts[1])


def test_units_that_are_gone_meanwhile_are_refused_and_nothing_is_posted(shop: Shop) -> None:
    batch_id: UUID = stock_up(shop, add_medicine(shop), 12)
    first, second = add_staff("pharmacist", None), add_staff("technician", None)
    draft_id = draft_of(shop, [(batch_id, "shelf", 10)])
    sign(shop, draft_id, first)
    adjust_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, counted=3, reason="lost"
    )

    with pytest.raises(InsufficientStock) as refused:
        sign(shop, draft_id, second)
    assert str(refused.value.detail) == (
        "Paracetamol 500 mg tablet, batch B1: 10 requested, 3 available. Some of this "
        "stock is no longer there. Discard this draft and create a new one."
    )
    assert not DestructionPosting.objects.exists()


def test_a_witness_is_asked_by_who_wrote_it_or_by_who_enters_the_signature(shop: Shop) -> None:
    batch_id = stock_up(shop, add_medicine(shop), 12)
    draft_id = draft_of(shop, [(batch_id, "shelf", 10)])
    asking = add_staff("manager", None)
    writers, askers = (
        signature(shop, draft_id, add_staff("pharmacist", None)),
        signature(shop, draft_id, add_staff("technician", None), asked_by=asking),
    )

    for signed, (approval_id, entering) in enumerate([(writers, asking), (askers, asking)], 1):
        assert signed == sign_destruction(
            actor=entering,
            branch_id=shop.branch_id,
            destruction_id=draft_id,
            approval_id=approval_id,
        )


def test_a_signature_is_requested_at_the_branch_of_the_draft(shop: Shop) -> None:
    draft_id = draft_of(shop, [(stock_up(shop, add_medicine(shop), 5, days=-3), "shelf", 5)])
    content = {"destruction_id": str(draft_id), "content_hash": "x"}
    asked: dict[str, Any] = {"actor": shop.owner, "action": WITNESS.code, "reason": "please"}
    with pytest.raises(NotFound):
        leave_request(**asked, branch_id=second_branch(shop), content=content)
    leave_request(**asked, branch_id=shop.branch_id, content=content)
