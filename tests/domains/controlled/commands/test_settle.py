"""A difference is closed with its reason and by two, once; the register stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.approving import by_two, said_yes
from tests.support.controlled import add_controlled, lines_of
from tests.support.shop import Shop, add_staff, stock_up
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.core.problems import NotPermitted, Stale, Unprocessable
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.commands.settle import settle_count
from theriac.domains.controlled.ids import CountCaseId
from theriac.domains.controlled.models import CountCase
from theriac.domains.controlled.problems import CountCaseSettled

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-04")]


@pytest.fixture
def case(shop: Shop) -> CountCase:
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 140)
    count_controlled(
        actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, counted=138
    )
    return CountCase.objects.get()


def settle(shop: Shop, case: CountCase, why: str = "breakage, memo 7", **more: Any) -> int:
    given: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "count_case_id": CountCaseId(case.id),
        "version": case.version,
        "explanation": why,
        **more,
    }
    return settle_count(**given)


def test_it_is_closed_with_a_reason_and_a_second_person(shop: Shop, case: CountCase) -> None:
    with pytest.raises(Unprocessable):
        settle(shop, case, " ")
    with pytest.raises(Stale):
        settle(shop, case, version=7)
    witness = add_staff("technician", shop.branch_id)
    by_two(witness, shop.owner, lambda yes: settle(shop, case, approval_id=yes))
    case.refresh_from_db()
    assert (case.state, case.explanation) == ("settled", "breakage, memo 7")
    assert (case.settled_by, case.witness_id) == (shop.owner.id, witness.id)
    assert lines_of(shop.branch_id) == [(1, "opening", 140, 140)]
    with pytest.raises(CountCaseSettled):
        settle(shop, case)


def test_nobody_signs_alone_or_something_else(shop: Shop, case: CountCase) -> None:
    with pytest.raises(ApprovalNeeded) as needed:
        settle(shop, case)
    with pytest.raises(NotPermitted):
        said_yes(shop.owner, needed.value, shop.owner)
    second = add_staff("pharmacist", shop.branch_id)
    yes = said_yes(second, needed.value, shop.owner)
    with pytest.raises(ApprovalUnfit):
        settle(shop, case, "another reason", approval_id=yes)
    with pytest.raises(ApprovalUnfit):
        settle(shop, case, approval_id=yes, actor=second)
    case.refresh_from_db()
    assert case.state == "open"
