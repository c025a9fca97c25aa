"""Prescription medicines and narcotics have limits of their own, by amount, role and category."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.approving import said_yes
from tests.support.orders import capital, order_line
from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.actor import Actor
from theriac.core.approval.commands import set_limit
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit, ApproverRefused
from theriac.core.facts.records import given
from theriac.domains.catalog.models import Product
from theriac.domains.purchase_orders.categories import (
    CONTROLLED,
    PRESCRIPTION,
    values_by_category,
)
from theriac.domains.purchase_orders.commands.order_now import order_now
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.rules.facts import PurchaseOrderNew
from theriac.domains.suppliers.models import Supplier

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-11")]


def of_class(shop: Shop, name: str, legal_class: str) -> Medicine:
    made = add_medicine(shop, name)
    Product.objects.filter(id=made.id).update(legal_class=legal_class)
    return made


def limit(shop: Shop, action: str, amount: int | None, role: str = "") -> None:
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action=action,
        amount=amount,
        role=role,
        reason="two sign",
    )


def ordered(shop: Shop, actor: Actor, *lines: Any, **more: Any) -> None:
    known = Supplier.objects.values_list("id", flat=True).first()
    order = given(PurchaseOrderNew, supplier_id=known or a_supplier(shop), lines=lines)
    order_now(actor=actor, branch_id=shop.branch_id, order=order, **more)


def test_what_is_of_a_category_is_told_by_legal_class(shop: Shop) -> None:
    free = add_medicine(shop)
    narcotic = of_class(shop, "Morphine 10 mg", "narkotika")
    strong = of_class(shop, "Amoxicillin 500 mg", "keras")
    odd = of_class(shop, "Odd", "no such class")
    values = [(free.id, 1), (narcotic.id, 2), (strong.id, 4), (odd.id, 8), (strong.id, 16)]
    found = values_by_category(shop.branch_id, values)
    assert found == [(CONTROLLED, 2), (PRESCRIPTION, 20)]
    assert values_by_category(shop.branch_id, [(free.id, 1)]) == []


def test_until_a_limit_is_set_nobody_is_asked(shop: Shop) -> None:
    capital(shop, 10_000_000)
    strong = of_class(shop, "Amoxicillin 500 mg", "keras")
    ordered(shop, shop.owner, order_line(strong))
    assert PurchaseOrder.objects.count() == 1


def test_a_category_needs_who_may_approve_it_and_small_parts_add_up(shop: Shop) -> None:
    capital(shop, 10_000_000)
    limit(shop, "purchase_orders.prescription", 100_000)
    strong, free = of_class(shop, "Amoxicillin 500 mg", "keras"), add_medicine(shop)
    manager = add_staff("manager", shop.branch_id)
    pharmacist = add_staff("pharmacist", shop.branch_id)
    ordered(shop, manager, order_line(strong), order_line(free, packs=20))

    line = order_line(strong, packs=1)
    with pytest.raises(ApprovalNeeded) as needed:
        ordered(shop, manager, line)
    assert needed.value.facts["action"] == "purchase_orders.prescription"
    with pytest.raises(ApproverRefused):
        said_yes(manager, needed.value, manager)
    with pytest.raises(ApproverRefused):
        said_yes(add_staff("manager", shop.branch_id, "second"), needed.value, manager)
    ordered(shop, manager, line, approval_id=said_yes(pharmacist, needed.value, manager))
    assert PurchaseOrder.objects.count() == 2
    with pytest.raises(ApprovalNeeded):
        ordered(shop, manager, line)


def test_a_role_has_a_limit_of_its_own(shop: Shop) -> None:
    capital(shop, 10_000_000)
    limit(shop, "purchase_orders.controlled", 0)
    limit(shop, "purchase_orders.controlled", 1_000_000, "pharmacist")
    narcotic = of_class(shop, "Morphine 10 mg", "narkotika")
    with pytest.raises(ApprovalNeeded):
        ordered(shop, add_staff("manager", shop.branch_id), order_line(narcotic))
    ordered(shop, add_staff("pharmacist", shop.branch_id), order_line(narcotic))


def test_above_two_limits_one_person_holds_both_rights(shop: Shop) -> None:
    """The pharmacist approves the narcotic and not the amount; the owner approves both."""
    capital(shop, 10_000_000)
    limit(shop, "purchase_orders.controlled", 0)
    limit(shop, "purchase_orders.place", 10_000)
    manager = add_staff("manager", shop.branch_id)
    pharmacist = add_staff("pharmacist", shop.branch_id)
    line = order_line(of_class(shop, "Morphine 10 mg", "narkotika"))
    with pytest.raises(ApprovalNeeded) as needed:
        ordered(shop, manager, line)
    assert needed.value.facts["action"] == "purchase_orders.controlled"
    with pytest.raises(ApprovalUnfit, match="another kind"):
        ordered(shop, manager, line, approval_id=said_yes(pharmacist, needed.value, manager))
    assert not PurchaseOrder.objects.exists()
    ordered(shop, manager, line, approval_id=said_yes(shop.owner, needed.value, manager))
    assert PurchaseOrder.objects.count() == 1
