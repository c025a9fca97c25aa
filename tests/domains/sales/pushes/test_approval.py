"""A counter's discount above the limit: approved online or sealed, else booked with a case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.sealing import sealed_text
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.actor import SYSTEM, Actor
from theriac.core.approval.commands import set_limit
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval, ApprovalUse
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.models import CounterPin
from theriac.domains.organisation.commands.sealing_keys import ensure_sealing_key
from theriac.domains.sales.models import DiscrepancyCase, Sale, SalePatient
from theriac.domains.sales.pushes.lines import PushedTax
from theriac.domains.sales.pushes.sale import PushedApproval, PushedSale

pytestmark = pytest.mark.django_db
PIN = "508214"


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    ensure_sealing_key(actor=SYSTEM, branch_id=shop.branch_id)
    set_pin(actor=shop.owner, pin=PIN)
    return shop


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id)


def discounted(shop: Shop, cashier: Actor, discount: int) -> PushedSale:
    """Ten tablets at 700, with a discount."""
    medicine = add_medicine(shop)
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 20), 10)])
    tax = profile_for("id").line_tax(7000 - discount, "standard", TaxContext(on=shop.today))
    taxes = [PushedTax(code=t.code, rate_bp=t.rate_bp, amount=t.amount) for t in tax.taxes]
    line = replace(
        line, discount=discount, taxable=tax.taxable, tax=tax.tax, total=tax.total, taxes=taxes
    )
    return pushed_sale(shop, [line], person_id=cashier.id)


def content_of(sale: PushedSale) -> dict[str, Any]:
    return {
        "sale_id": str(sale.id),
        "lines": [
            {
                "product_id": str(line.product_id),
                "quantity": line.quantity,
                "gross": line.gross,
                "discount": line.discount,
            }
            for line in sale.lines
        ],
    }


def sealed(
    shop: Shop, sale: PushedSale, pin: str = PIN, content: Any = None, **changes: Any
) -> PushedSale:
    """The sale with an approval of the owner's that its device took without the server."""
    given = PushedApproval(
        id=new_id(),
        approved_by=shop.owner.id,
        approved_at=sale.occurred_at - timedelta(minutes=1),
        reason="a regular customer",
    )
    text = json.dumps({"pin": pin, "content": content or content_of(sale)}).encode()
    place = sealed_text(shop, sale.id, given.id, text, purpose="approval")
    return replace(sale, approval=replace(given, **{"sealed": place, **changes}))


def whys() -> list[str]:
    return [one.facts["why"] for one in DiscrepancyCase.objects.filter(kind="approval")]


def test_up_to_the_limit_nobody_is_asked(shop: Shop, cashier: Actor) -> None:
    assert push(shop, discounted(shop, cashier, 700)).cases == 0
    assert Sale.objects.get().discount == 700


def test_a_role_with_a_limit_of_its_own_gives_its_people_more(shop: Shop) -> None:
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="sales.discount",
        amount=2_000,
        reason="they advise",
        role="pharmacist",
    )
    cashier = add_staff("cashier", shop.branch_id)
    pharmacist = add_staff("pharmacist", shop.branch_id)

    assert push(shop, discounted(shop, pharmacist, 1400)).cases == 0
    second = discounted(shop, cashier, 1400)
    number = f"{second.number[:-6]}000002"
    assert push(shop, replace(second, number=number, sequence=2)).cases == 1


def test_without_an_approval_it_is_booked_with_a_case(shop: Shop, cashier: Actor) -> None:
    assert push(shop, discounted(shop, cashier, 701)).cases == 1

    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts) == (
        "approval",
        {"why": "missing", "limit_bp": 1000, "discount": 701},
    )


@pytest.mark.parametrize("by_id_alone", [False, True], ids=["device", "program"])
def test_one_given_online_is_used_up_by_the_sale(
    shop: Shop, cashier: Actor, *, by_id_alone: bool
) -> None:
    sale = discounted(shop, cashier, 2000)
    asked = ApprovalAsked(
        action="sales.discount", content=content_of(sale), requested_by=cashier.id, reason="regular"
    )
    given = give_approval(
        actor=shop.owner, branch_id=shop.branch_id, asked=asked, means=Approval.Means.PIN
    )
    named = PushedApproval(
        id=given.id, approved_by=shop.owner.id, approved_at=sale.occurred_at, reason="regular"
    )

    told = {"approval_id": given.id} if by_id_alone else {"approval": named}
    assert push(shop, replace(sale, **told)).cases == 0
    assert ApprovalUse.objects.get().approval_id == given.id


@pytest.mark.rows("SAL-16")
def test_one_given_offline_is_proven_by_its_sealed_pin(shop: Shop, cashier: Actor) -> None:
    sale = sealed(shop, discounted(shop, cashier, 2000))

    assert push(shop, sale).cases == 0
    assert push(shop, sale).cases == 0  # the same again changes nothing

    kept = Approval.objects.get()
    assert (kept.approved_by, kept.requested_by, kept.means, kept.terminal_id) == (
        shop.owner.id,
        cashier.id,
        "pin",
        shop.terminal_id,
    )
    assert ApprovalUse.objects.count() == 1
    record = AuditRecord.objects.get(object_kind="approval.approval", object_id=kept.id)
    assert (record.facts["approved_by"], record.facts["requested_by"]) == (
        str(shop.owner.id),
        str(cashier.id),
    )


def test_what_does_not_hold_becomes_a_case_and_never_a_refusal(shop: Shop, cashier: Actor) -> None:
    sale = discounted(shop, cashier, 2000)

    push(shop, sealed(shop, sale, pin="999999"))

    assert whys() == ["pin"]
    assert CounterPin.objects.get().failed == 1
    assert Approval.objects.count() == 0
    assert Sale.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"content": {"lines": []}}, "changed"),
        ({"sealed": "1.00.AAAA"}, "sealed"),
        ({"sealed": ""}, "missing"),
    ],
)
def test_an_approval_of_something_else_or_unreadable_does_not_hold(
    shop: Shop, cashier: Actor, changes: dict[str, Any], why: str
) -> None:
    push(shop, sealed(shop, discounted(shop, cashier, 2000), **changes))

    assert whys() == [why]


def test_an_approver_without_the_right_and_a_late_one_do_not_hold(
    shop: Shop, cashier: Actor
) -> None:
    other = add_staff("cashier", shop.branch_id, "other")
    set_pin(actor=other, pin=PIN)
    sale = sealed(shop, discounted(shop, cashier, 2000), approved_by=other.id)
    push(shop, sale)
    assert whys() == ["not_permitted"]


def test_whom_it_was_for_is_kept_by_reference_alone(shop: Shop, cashier: Actor) -> None:
    patient_id: UUID = new_id()
    sale = discounted(shop, cashier, 0)
    key_place = sealed_text(
        shop, sale.id, sale.id, json.dumps({"patient_id": str(patient_id)}).encode(), purpose="x"
    )
    assert push(shop, replace(sale, patient=key_place)).state == "held"
    assert SalePatient.objects.count() == 0
