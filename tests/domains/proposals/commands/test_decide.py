"""Somebody else than the author approves; then, and only then, orders and commitments exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.support.budgets import a_budget
from tests.support.offers import a_price, an_offered
from tests.support.proposals import BuyingShop, buying_shop
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core import clock
from theriac.core.approval.commands import set_limit
from theriac.core.problems import NotPermitted, Stale, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.books.models import Posting
from theriac.domains.budgets.models import BudgetOverrun
from theriac.domains.budgets.problems import BudgetExceeded
from theriac.domains.capital.models import Commitment
from theriac.domains.capital.problems import CapitalFloorReached
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.catalog.models import Product
from theriac.domains.forecasting.jobs import follow_demand
from theriac.domains.proposals.commands.decide import approve_proposal, reject_proposal
from theriac.domains.proposals.commands.expire import expire_proposals
from theriac.domains.proposals.commands.submit import submit_proposal, withdraw_proposal
from theriac.domains.proposals.models import ProposalDecision, ProposalLine, PurchaseProposal
from theriac.domains.proposals.problems import (
    ProposalApproverRefused,
    ProposalFixed,
    ProposalOutdated,
    ProposalRefused,
)
from theriac.domains.proposals.queries.proposals import read_proposal
from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db
State = PurchaseProposal.State


@pytest.fixture
def buying(shop: Shop) -> BuyingShop:
    return buying_shop(shop)


def figures() -> tuple[Any, ...]:
    """All that buying may move: capital, orders, stock and the books."""
    stock = tuple(Balance.objects.order_by("id").values_list("id", "quantity"))
    counts = tuple(
        model.objects.count()
        for model in (PurchaseOrder, PurchaseOrderLine, Commitment, Movement, Posting)
    )
    return (capital_position(), stock, counts)


def state(proposal_id: Any) -> str:
    return str(PurchaseProposal.objects.values_list("state", flat=True).get(id=proposal_id))


@pytest.mark.rows("PUR-11", "PUR-24")
def test_what_needs_a_letter_of_its_own_is_ordered_apart(buying: BuyingShop) -> None:
    """One supplier, two letters: a narcotic stands alone, and each order keeps its offer's line."""
    shop = buying.shop
    narcotic = add_medicine(
        shop, "Morphine 10 mg tablet", legal_class="narkotika", substance="Morphine"
    )
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=narcotic.id, quantity=100)
    a_price(shop, buying.cheap, an_offered(narcotic, price=10_000))
    follow_demand.call()

    placed = buying.approved(buying.submitted())

    orders = PurchaseOrder.objects.filter(id__in=[one.id for one in placed])
    assert {order.supplier_id for order in orders} == {buying.cheap}
    assert sorted(order.lines.count() for order in orders) == [1, 2]
    (alone,) = [order for order in orders if order.lines.count() == 1]
    (line,) = alone.lines.all()
    proposed = ProposalLine.objects.get(product_id=narcotic.id)
    assert (line.product_id, line.offer_line_id) == (narcotic.id, proposed.offer_line_id)
    assert len({order.form for order in orders}) == 2
    assert capital_position().on_order == sum(one.total for one in placed)


@pytest.mark.rows("PUR-11", "PUR-12")
def test_approval_places_the_orders_and_commits_their_money_at_once(buying: BuyingShop) -> None:
    proposal_id = buying.submitted()
    before = capital_position()
    (placed,) = buying.approved(proposal_id)

    order = PurchaseOrder.objects.get(id=placed.id)
    assert (order.supplier_id, order.total, order.source_kind, order.source_id) == (
        buying.cheap,
        200_000,
        "proposal",
        proposal_id,
    )
    lines = PurchaseOrderLine.objects.filter(order=order).order_by("position")
    offer_lines = ProposalLine.objects.order_by("position").values_list("offer_line_id", flat=True)
    assert [one.offer_line_id for one in lines] == list(offer_lines)
    assert before.available - capital_position().available == 200_000
    assert capital_position().on_order == 200_000
    decision = ProposalDecision.objects.get()
    assert (decision.approved, decision.total, decision.person_id, decision.submitted_by) == (
        True,
        200_000,
        buying.manager.id,
        buying.shop.owner.id,
    )
    assert state(proposal_id) == State.ORDERED
    assert [one.violations for one in run_checks() if one.violations] == []


@pytest.mark.rows("PUR-12")
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(steps=st.lists(st.sampled_from(["limit", "strike", "submit", "withdraw", "reject"])))
def test_no_step_before_approval_moves_a_figure(buying: BuyingShop, steps: list[str]) -> None:
    """Whatever is done with proposals, and whatever of it is refused."""
    before = figures()
    proposal_id = buying.proposed()
    shop = buying.shop
    acts: dict[str, Callable[[], Any]] = {
        "limit": lambda: buying.changed(proposal_id, limit=90_000),
        "strike": lambda: buying.changed(proposal_id, product_id=buying.first.id, packs=0),
        "submit": lambda: submit_proposal(
            actor=shop.owner,
            branch_id=shop.branch_id,
            proposal_id=proposal_id,
            version=buying.version(proposal_id),
        ),
        "withdraw": lambda: withdraw_proposal(
            actor=shop.owner,
            branch_id=shop.branch_id,
            proposal_id=proposal_id,
            version=buying.version(proposal_id),
        ),
        "reject": lambda: reject_proposal(
            actor=buying.manager,
            branch_id=shop.branch_id,
            proposal_id=proposal_id,
            version=buying.version(proposal_id),
            reason="too much",
        ),
    }
    for step in steps:
        try:
            acts[step]()
        except (ProposalFixed, ProposalRefused):
            assert figures() == before
        assert figures() == before


@pytest.mark.rows("PUR-11")
def test_the_author_never_approves(buying: BuyingShop) -> None:
    proposal_id = buying.submitted()
    with pytest.raises(ProposalApproverRefused):
        buying.approved(proposal_id, buying.shop.owner)
    with pytest.raises(NotPermitted):
        buying.approved(proposal_id, add_staff("pharmacist", buying.shop.branch_id))
    with pytest.raises(Unprocessable):
        approve_proposal(
            actor=buying.manager,
            branch_id=buying.shop.branch_id,
            proposal_id=proposal_id,
            version=2,
            reason=" ",
        )
    assert state(proposal_id) == State.SUBMITTED


@pytest.mark.rows("PUR-11")
def test_above_the_limit_it_needs_who_may_any_amount(buying: BuyingShop) -> None:
    shop = buying.shop
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="proposals.large",
        amount=199_999,
        reason="budget",
    )
    proposal_id = buying.submitted()
    with pytest.raises(ProposalApproverRefused):
        buying.approved(proposal_id)
    other = add_staff("owner", None, "second owner")
    assert len(buying.approved(proposal_id, other)) == 1


@pytest.mark.rows("PUR-11")
def test_goods_of_a_category_need_who_may_approve_those(buying: BuyingShop) -> None:
    shop = buying.shop
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="purchase_orders.prescription",
        amount=0,
        reason="the pharmacist in charge",
    )
    proposal_id = buying.submitted()
    Product.objects.filter(id=buying.first.id).update(legal_class="keras")
    with pytest.raises(ProposalApproverRefused) as refused:
        buying.approved(proposal_id)
    assert refused.value.facts["permission"] == "purchase_orders.approve_medicines"
    assert len(buying.approved(proposal_id, add_staff("owner", None, "second owner"))) == 1


@pytest.mark.rows("PUR-11")
def test_capital_is_looked_at_again(shop: Shop) -> None:
    buying = buying_shop(shop, money=100_000)
    before = figures()
    proposal_id = buying.submitted()
    with pytest.raises(CapitalFloorReached):
        buying.approved(proposal_id)
    assert (figures(), state(proposal_id)) == (before, State.SUBMITTED)
    assert not ProposalDecision.objects.exists()


@pytest.mark.rows("PUR-11")
def test_prices_are_looked_at_again(buying: BuyingShop) -> None:
    proposal_id = buying.submitted()
    a_price(buying.shop, buying.cheap, an_offered(buying.first, price=41_000))
    with pytest.raises(ProposalOutdated) as refused:
        buying.approved(proposal_id)
    assert refused.value.facts["products"] == [str(buying.first.id)]
    assert state(proposal_id) == State.SUBMITTED


def test_a_proposal_is_decided_once(buying: BuyingShop) -> None:
    proposal_id = buying.submitted()
    buying.approved(proposal_id)
    with pytest.raises(ProposalFixed):
        buying.approved(proposal_id)
    assert PurchaseOrder.objects.count() == 1


def test_a_rejected_one_keeps_the_reason_and_orders_nothing(buying: BuyingShop) -> None:
    before = figures()
    proposal_id = buying.submitted()
    reject_proposal(
        actor=buying.manager,
        branch_id=buying.shop.branch_id,
        proposal_id=proposal_id,
        version=2,
        reason="wait for the new offer",
    )
    assert (figures(), state(proposal_id)) == (before, State.REJECTED)
    assert ProposalDecision.objects.get().reason == "wait for the new offer"
    with pytest.raises(ProposalFixed):
        buying.approved(proposal_id)


def test_what_nobody_decided_in_time_ends(buying: BuyingShop) -> None:
    draft, waiting = buying.proposed(), buying.submitted()
    assert expire_proposals() == 0
    with clock.at(clock.now() + timedelta(days=8)):
        with pytest.raises(ProposalOutdated):
            buying.approved(waiting)
        assert expire_proposals() == 2
    assert (state(draft), state(waiting)) == (State.EXPIRED, State.EXPIRED)


def test_another_version_is_stale(buying: BuyingShop) -> None:
    proposal_id = buying.submitted()
    with pytest.raises(Stale):
        reject_proposal(
            actor=buying.manager,
            branch_id=buying.shop.branch_id,
            proposal_id=proposal_id,
            version=1,
            reason="no",
        )


@pytest.mark.rows("CAP-03")
def test_who_approves_over_a_budget_saw_by_how_much(buying: BuyingShop) -> None:
    shop = buying.shop
    key = a_budget(shop, 150_000)
    proposal_id = buying.submitted()
    before = figures()
    view = read_proposal(actor=buying.manager, proposal_id=proposal_id)
    assert view is not None
    assert [(one.budget_id, one.over) for one in view.over_budgets] == [(key, 50_000)]

    for seen in (0, 49_999):
        with pytest.raises(BudgetExceeded):
            buying.approved(proposal_id, over_budget=seen)
    assert figures() == before
    pharmacist = add_staff("pharmacist", shop.branch_id)
    with pytest.raises((ProposalApproverRefused, NotPermitted)):
        buying.approved(proposal_id, actor=pharmacist, over_budget=50_000)
    (placed,) = buying.approved(proposal_id, over_budget=50_000)
    overruns = BudgetOverrun.objects.filter(order_id=placed.id)
    assert sum(overruns.values_list("over", flat=True)) == 50_000
