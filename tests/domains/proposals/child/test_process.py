"""A plan is worked out in a process of its own: the same plan, bounded, and told when it ends."""

from __future__ import annotations

import sys
import threading

import pytest

from tests.support.proposals import BuyingShop, buying_shop
from tests.support.shop import Shop
from theriac.domains.proposals.child import process
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.problems import PlannerBusy, PlanStopped

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-08")]


@pytest.fixture
def buying(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> BuyingShop:
    """A shop where even the smallest plan is asked of a child."""
    monkeypatch.setattr(process, "HERE", 0)
    return buying_shop(shop)


def kept(proposal_id: object) -> tuple[object, ...]:
    """All that a plan tells."""
    row = PurchaseProposal.objects.get(id=proposal_id)
    lines = row.bought.order_by("position").values_list("option_id", "packs", "cost", "reasons")
    return row.gap, row.saved, row.kept_out, row.outlook, list(lines)


def test_a_child_plans_what_would_be_planned_here(
    buying: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_child = buying.proposed(limit=130_000)
    settled = buying.changed(by_child, product_id=buying.first.id, packs=1)
    monkeypatch.setattr(process, "HERE", 1_000)
    here = buying.proposed(limit=130_000)
    buying.changed(here, product_id=buying.first.id, packs=1)

    assert settled == 2
    assert kept(by_child) == kept(here)


def test_where_no_process_can_be_started_it_is_planned_here(
    buying: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert PurchaseProposal.objects.get(id=buying.proposed()).lines == 2


@pytest.mark.platforms("linux")
@pytest.mark.parametrize("bound", [{"MEMORY_BYTES": 1 << 20}, {"SECONDS": 0}])
def test_a_child_that_takes_too_much_is_told_and_nothing_changes(
    buying: BuyingShop, monkeypatch: pytest.MonkeyPatch, bound: dict[str, int]
) -> None:
    for name, most in bound.items():
        monkeypatch.setattr(process, name, most)
    with pytest.raises(PlanStopped):
        buying.proposed()
    assert not PurchaseProposal.objects.exists()


def test_who_asks_while_too_many_wait_is_told_to_come_again(
    buying: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_places", threading.BoundedSemaphore(1))
    with process._place(), pytest.raises(PlannerBusy):
        buying.proposed()
    assert PurchaseProposal.objects.get(id=buying.proposed()).lines == 2
