"""Ordering now: above the person's limit a day by two, on as many forms as the country asks for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.approving import said_yes
from tests.support.orders import capital, order_line
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.approval.commands import set_limit
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit, ApproverRefused
from theriac.core.facts.records import altered, given
from theriac.core.problems import NotPermitted
from theriac.domains.capital.problems import CapitalFloorReached
from theriac.domains.catalog.models import Product
from theriac.domains.purchase_orders.commands.order_now import order_now
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.paper import paper_of
from theriac.domains.purchase_orders.problems import OrderRefused
from theriac.domains.purchase_orders.queries.orders import read_order
from theriac.domains.purchase_orders.rules.facts import PurchaseOrderNew

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-23")]


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    capital(shop, 10_000_000)
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="purchase_orders.place",
        amount=100_000,
        reason="two sign above",
    )
    return shop


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def of(shop: Shop, *lines: Any) -> PurchaseOrderNew:
    return given(PurchaseOrderNew, supplier_id=a_supplier(shop), lines=lines)


def ordered(shop: Shop, order: PurchaseOrderNew, **more: Any) -> list[Any]:
    return list(order_now(actor=shop.owner, branch_id=shop.branch_id, order=order, **more))


def test_small_parts_add_up_to_the_limit_of_a_day(shop: Shop, medicine: Medicine) -> None:
    small = of(shop, order_line(medicine, packs=1, price=60_000))
    ordered(shop, small)

    with pytest.raises(ApprovalNeeded):
        ordered(shop, small)
    assert PurchaseOrder.objects.count() == 1


def test_somebody_else_approves_exactly_this(shop: Shop, medicine: Medicine) -> None:
    order = of(shop, order_line(medicine, packs=5))
    with pytest.raises(ApprovalNeeded) as needed:
        ordered(shop, order)
    with pytest.raises(ApproverRefused):
        said_yes(shop.owner, needed.value, shop.owner)
    approval_id = said_yes(add_staff("manager", shop.branch_id), needed.value, shop.owner)

    more = altered(order, lines=(order_line(medicine, packs=6),))
    with pytest.raises(ApprovalUnfit):
        ordered(shop, more, approval_id=approval_id)
    (placed,) = ordered(shop, order, approval_id=approval_id)
    assert PurchaseOrder.objects.get(id=placed.id).approval_id == approval_id
    with pytest.raises(ApprovalUnfit):
        ordered(shop, order, approval_id=approval_id)


def test_an_approved_order_above_the_capital_is_refused(shop: Shop, medicine: Medicine) -> None:
    order = of(shop, order_line(medicine, packs=1_000))
    with pytest.raises(ApprovalNeeded) as needed:
        ordered(shop, order)
    approval_id = said_yes(add_staff("manager", shop.branch_id), needed.value, shop.owner)

    with pytest.raises(CapitalFloorReached):
        ordered(shop, order, approval_id=approval_id)
    assert not PurchaseOrder.objects.exists()


def test_who_may_not_place_orders_does_not(shop: Shop, medicine: Medicine) -> None:
    with pytest.raises(NotPermitted):
        order_now(
            actor=add_staff("restocker", shop.branch_id),
            branch_id=shop.branch_id,
            order=of(shop, order_line(medicine)),
        )


@pytest.mark.rows("PUR-24")
def test_each_narcotic_gets_a_letter_of_its_own_in_four_copies(
    shop: Shop, medicine: Medicine
) -> None:
    named = [add_medicine(shop, name) for name in ("Morphine 10 mg", "Codeine 20 mg")]
    Product.objects.filter(id__in=[one.id for one in named]).update(legal_class="narkotika")
    lines = [order_line(one, packs=1, price=1_000) for one in (medicine, *named)]

    placed = ordered(shop, of(shop, *lines))

    forms = list(PurchaseOrder.objects.order_by("number").values_list("form", flat=True))
    assert forms == ["biasa", "narkotika", "narkotika"]
    view = read_order(actor=shop.owner, order_id=placed[1].id)
    assert view is not None
    paper = paper_of(view)
    assert len(paper.copies) == 4
    assert any("SIPA" in line for line in paper.foot)
    assert len(paper.rows) == 1


@pytest.mark.rows("PUR-24")
def test_a_mix_is_refused_where_an_order_is_placed_as_it_is(shop: Shop, medicine: Medicine) -> None:
    from tests.support.orders import placed  # noqa: PLC0415 (slow)

    narcotic = add_medicine(shop, "Morphine 10 mg")
    Product.objects.filter(id=narcotic.id).update(legal_class="narkotika")

    with pytest.raises(OrderRefused) as refused:
        placed(shop, order_line(medicine), order_line(narcotic))
    assert refused.value.facts["why"] == "mixed classes"
