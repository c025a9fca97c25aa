"""A pushed sale with a safety alert: booked, its answers kept, what nobody answered a case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.sealing import sealed_text
from tests.support.shop import Shop, add_staff, stock_up
from theriac.core.actor import SYSTEM, Actor
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.clinical.overrides import OVERRIDE
from theriac.domains.organisation.commands.sealing_keys import ensure_sealing_key
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.safety.sent import AnswerSent

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-14")]
PIN = "508214"


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    shipped_in_force(pharmacist(shop))
    return add_staff("cashier", shop.branch_id)


def risky(shop: Shop, seller: Actor) -> PushedSale:
    """Warfarin with aspirin, as a device sold them."""
    lines = []
    for place, (name, substance) in enumerate((("Simarc", "Warfarin"), ("Aspilet", "Aspirin")), 1):
        medicine = a_generic(shop, name, (substance, "80 mg"))
        batch = stock_up(shop, medicine, 20, batch_number=name)
        lines.append(pushed_line(shop, medicine, [(batch, 1)], position=place))
    return pushed_sale(shop, lines, person_id=seller.id)


def answer(sale: PushedSale, **changes: Any) -> AnswerSent:
    told: dict[str, Any] = {
        "check": "interactions",
        "rule": "label-warfarin-aspirin",
        "tier": 1,
        "set_name": "Interactions from labels",
        "edition": "1",
        "product_ids": tuple(sorted(line.product_id for line in sale.lines)),
        "reason": "prescriber_agreed",
    }
    return AnswerSent(**{**told, **changes})


def content_of(sale: PushedSale, one: AnswerSent) -> dict[str, Any]:
    return {
        "sale_id": str(sale.id),
        "alert": {
            "check": one.check,
            "rule": one.rule,
            "set": one.set_name,
            "edition": one.edition,
            "product_ids": [str(key) for key in one.product_ids],
            "reason": one.reason,
        },
    }


def whys() -> list[str]:
    return [one.facts["why"] for one in DiscrepancyCase.objects.filter(kind="safety")]


def test_what_nobody_answered_is_booked_with_one_case(shop: Shop, cashier: Actor) -> None:
    assert push(shop, risky(shop, cashier)).cases == 1
    case = DiscrepancyCase.objects.get()
    (told,) = case.facts["alerts"]
    assert (case.kind, told["rule"], told["why"]) == (
        "safety",
        "label-warfarin-aspirin",
        "unanswered",
    )
    assert Sale.objects.count() == 1
    assert AnsweredAlert.objects.count() == 0


def test_a_pharmacist_who_sells_answers_alone_and_a_cashier_doesnt(
    shop: Shop, cashier: Actor
) -> None:
    rina = add_staff("pharmacist", shop.branch_id, "rina")
    sale = risky(shop, rina)
    assert push(shop, replace(sale, answers=(answer(sale),))).cases == 0
    row = AnsweredAlert.objects.get()
    assert (row.subject_id, row.answered_by, row.note) == (sale.id, rina.id, "")

    again = replace(sale, id=new_id(), person_id=cashier.id)
    lines = tuple(replace(one, id=new_id()) for one in sale.lines)
    payments = tuple(replace(one, id=new_id()) for one in sale.payments)
    number = f"{sale.number[:-6]}000002"
    again = replace(
        again, lines=lines, payments=payments, number=number, sequence=2, content_hash="other"
    )
    assert push(shop, replace(again, answers=(answer(again),))).cases == 1
    assert whys() == ["missing"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"reason": "other"}, "reason"), ({"tier": 2}, "unanswered"), ({"rule": "r9"}, "unanswered")],
)
def test_another_reason_without_a_note_a_lower_tier_and_another_rule_answer_nothing(
    shop: Shop, cashier: Actor, changes: dict[str, Any], why: str
) -> None:
    sale = risky(shop, add_staff("pharmacist", shop.branch_id, "rina"))
    assert push(shop, replace(sale, answers=(answer(sale, **changes),))).cases == 1
    assert whys() == [why]


@pytest.mark.parametrize(("pin", "why"), [(PIN, []), ("999999", ["pin"])])
def test_given_without_the_server_the_sealed_pin_decides(
    shop: Shop, cashier: Actor, pin: str, why: list[str]
) -> None:
    ensure_sealing_key(actor=SYSTEM, branch_id=shop.branch_id)
    rina = add_staff("pharmacist", shop.branch_id, "rina")
    set_pin(actor=rina, pin=PIN)
    sale, approval_id = risky(shop, cashier), new_id()
    one = answer(sale)
    text = json.dumps({"pin": pin, "content": content_of(sale, one)}).encode()
    given = replace(
        one,
        approval_id=approval_id,
        approved_by=rina.id,
        approved_at=sale.occurred_at - timedelta(minutes=1),
        sealed=sealed_text(shop, sale.id, approval_id, text, purpose="approval"),
    )
    push(shop, replace(sale, answers=(given,)))
    assert whys() == why
    assert AnsweredAlert.objects.get().answered_by == (cashier.id if why else rina.id)


@pytest.mark.parametrize(("reason", "why"), [("prescriber_agreed", []), ("other", ["changed"])])
def test_given_by_the_server_a_program_names_it_by_its_id_alone(
    shop: Shop, cashier: Actor, reason: str, why: list[str]
) -> None:
    rina = add_staff("pharmacist", shop.branch_id, "rina")
    sale = risky(shop, cashier)
    asked = ApprovalAsked(
        action=OVERRIDE.code,
        content=content_of(sale, answer(sale)),
        requested_by=cashier.id,
        reason="called",
    )
    means = Approval.Means.SIGNED_IN
    given = give_approval(actor=rina, branch_id=shop.branch_id, asked=asked, means=means)
    named = answer(sale, reason=reason, note="called", approval_id=given.id)
    push(shop, replace(sale, answers=(named,)))
    assert whys() == why
    row = AnsweredAlert.objects.get()
    assert (row.answered_by, row.approval_id) == (
        (cashier.id, None) if why else (rina.id, given.id)
    )


def test_the_record_of_who_is_named_is_asked_in_the_sellers_name(
    shop: Shop, cashier: Actor
) -> None:
    medicine = a_generic(shop, "Amoxsan", ("Amoxicillin", "500 mg"))
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 20), 1)])
    patient = register(shop, "Siti Nurhaliza")
    fact = NewHealthFact("allergy", "penicillins")
    record_health(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient, fact=fact)
    sale = replace(pushed_sale(shop, [line], person_id=cashier.id), patient_id=patient)
    assert push(shop, sale).cases == 1
    case = DiscrepancyCase.objects.get()
    assert case.facts["alerts"][0]["rule"] == "allergies"
    assert "penicillin" not in str(case.facts)
