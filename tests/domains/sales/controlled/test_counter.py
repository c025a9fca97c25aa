"""A controlled medicine at a counter: on a ready prescription, signed for exactly this basket."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.domains.sales.dispensing.made import sold_on
from tests.support.controlled import add_controlled, lines_of, second_person, violations
from tests.support.patients import register
from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.pushing import push
from tests.support.shop import Medicine, Shop, stock_up
from theriac.core import clock
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.controlled.counter import content_at_counter
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, SaleGround
from theriac.domains.sales.prescriptions import seen_in
from theriac.domains.sales.pushes.sale import PushedApproval, PushedSale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-02", "CTL-03")]
Ready = tuple[Medicine, Any]


@pytest.fixture
def ready(shop: Shop) -> Ready:
    """A controlled medicine on the shelf, and a ready prescription of ten of it."""
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 50)
    patient_id = register(shop, "Siti Nurhaliza", addresses=["Jl. Merdeka 1, Jakarta"])
    made = a_prescription(
        shop, "ready", [a_line(medicine, 10)], second=second_person(), patient_id=patient_id
    )
    return medicine, made


def signed(shop: Shop, sale: PushedSale, **changes: Any) -> PushedApproval:
    """The second person's signature of what the sale hands over, kept by the server."""
    handed = [
        (one.product_id, one.quantity, one.prescription_line_id)
        for one in sale.lines
        if one.prescription_line_id
    ]
    given = give_approval(
        actor=second_person(),
        branch_id=shop.branch_id,
        asked=ApprovalAsked(
            action="sales.hand_over",
            content=content_at_counter(sale.id, handed),
            requested_by=sale.person_id,
            reason="checked together",
            id=new_id(),
        ),
        means=Approval.Means.PIN,
    )
    told = PushedApproval(
        id=given.id,
        approved_by=given.approved_by,
        approved_at=given.approved_at,
        reason=given.reason,
    )
    return replace(told, **changes)


def lacks(sale: PushedSale) -> list[str]:
    """What the sale's one case of a hand-over says."""
    case = DiscrepancyCase.objects.get(kind="controlled", sale_id=sale.id)
    return list(case.facts["lacks"])


def test_it_is_booked_with_signature_register_line_and_dispense_in_one(
    shop: Shop, ready: Ready
) -> None:
    medicine, made = ready
    sale = sold_on(shop, medicine, made, 10)
    done = push(shop, replace(sale, hand_over=signed(shop, sale)))
    assert (done.state, done.cases) == (PushState.BOOKED, 0)
    assert lines_of(shop.branch_id)[-1] == (2, "sale", -10, 40)
    assert Dispense.objects.get().sale_id == done.sale_id
    facts = AuditRecord.objects.get(object_id=done.sale_id).facts
    assert facts["signed_by"] == str(second_person().id)
    [seen] = seen_in(SaleGround.objects.all()).values()
    assert seen.licence
    assert seen.address
    assert violations() == []


def test_without_a_valid_signature_it_is_booked_with_one_case(shop: Shop, ready: Ready) -> None:
    medicine, made = ready
    sale = sold_on(shop, medicine, made, 2)
    push(shop, sale)
    assert lacks(sale) == ["signature_missing"]
    assert not HeldPush.objects.exists()
    assert lines_of(shop.branch_id)[-1] == (2, "sale", -2, 48)


def test_a_forged_sealed_other_late_or_used_signature_is_none(shop: Shop, ready: Ready) -> None:
    medicine, made = ready
    found: list[list[str]] = []

    def told(sale: PushedSale, approval: PushedApproval) -> None:
        push(shop, replace(sale, hand_over=approval))
        found.append(lacks(sale))

    first, second, third, fourth, fifth = (
        sold_on(shop, medicine, made, 1, number) for number in range(1, 6)
    )
    forged = replace(signed(shop, first), id=new_id(), sealed="1.x.y")
    told(first, forged)
    told(second, signed(shop, first))
    told(third, signed(shop, third, approved_at=clock.now() - timedelta(hours=1)))
    yes = signed(shop, fourth)
    push(shop, replace(fourth, hand_over=yes))
    told(fifth, yes)
    assert found == [
        ["signature_missing"],
        ["signature_changed"],
        ["signature_late"],
        ["signature_changed"],
    ]
    assert Sale.objects.count() == 5


def test_the_seller_signs_for_nobody(shop: Shop, ready: Ready) -> None:
    medicine, made = ready
    sale = sold_on(shop, medicine, made, 1, person_id=second_person().id)
    with pytest.raises(NotPermitted):
        signed(shop, sale)


def test_what_the_law_asks_and_lacks_is_named(shop: Shop, ready: Ready) -> None:
    medicine, _made = ready
    homeless = register(shop, "Budi Santoso")
    other = a_prescription(
        shop, "ready", [a_line(medicine, 10)], second=second_person(), patient_id=homeless
    )
    sale = sold_on(shop, medicine, other, 1)
    push(shop, replace(sale, hand_over=signed(shop, sale)))
    assert lacks(sale) == ["patient_address"]
    assert line_of(other).dispensed == 1
