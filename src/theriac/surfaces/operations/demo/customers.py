"""The demo's customers: who pays later and what they owe, who collects points, and gift cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.credit.commands.change import block_account
from theriac.domains.credit.commands.open import CreditAccountNew, CreditHolder, open_account
from theriac.domains.credit.commands.opening_balance import CreditOpening, open_credit_balance
from theriac.domains.credit.commands.payments import CreditPaymentNew, receive_payment
from theriac.domains.gift_cards.commands.issue import GiftCardNew, issue_gift_card, new_code
from theriac.domains.loyalty.commands.change import adjust_points
from theriac.domains.loyalty.commands.enrol import (
    LoyaltyHolder,
    LoyaltyMemberNew,
    enrol_member,
)
from theriac.domains.loyalty.commands.program import LoyaltyProgramNew, set_program
from theriac.domains.loyalty.rules import number_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_currency

UNIT: Mapping[str, int] = {"IDR": 50_000, "INR": 30_000}
"""Minor units in which the demo's bills and limits are counted; 1,000 of another currency."""
HOLDERS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "IDR": (
        ("Klinik Pratama Sehat Bersama", "Ibu Ratna", "0812-3456-7801"),
        ("PT Maju Karya (klinik karyawan)", "Bapak Hendra", "021-555-0142"),
        ("Panti Asuhan Kasih Ibu", "Suster Maria", "0813-2222-0199"),
    ),
    "INR": (
        ("Lotus Polyclinic", "Mrs. Nair", "98200 12345"),
        ("Shree Textiles Staff Clinic", "Mr. Desai", "022 5550 0142"),
        ("St. Mary’s Children’s Home", "Sister Agnes", "98210 54321"),
    ),
}
BILLS: Sequence[Sequence[tuple[int, int]]] = (
    ((95, 24), (52, 31), (18, 27)),
    ((40, 60), (9, 44)),
    ((120, 12),),
)
"""Days ago and units of each holder's bills."""
PAID: Sequence[int] = (40, 60, 0)
LIMITS: Sequence[int] = (120, 200, 20)
LATE: Mapping[str, str] = {"IDR": "Lewat tempo 90 hari", "INR": "90 days overdue"}


def add_credit(owner: Actor, branch_id: BranchId, end: datetime) -> None:
    """Open the accounts at the branch; the last one is late and blocked."""
    currency = pharmacy_currency()
    unit = UNIT.get(currency, 1_000)
    with clock.at(end):
        for index, holder in enumerate(HOLDERS.get(currency, HOLDERS["INR"])):
            _account(owner, branch_id, holder, unit, index)


def _account(
    owner: Actor, branch_id: BranchId, holder: tuple[str, str, str], unit: int, index: int
) -> None:
    name, contact, phone = holder
    why = LATE.get(pharmacy_currency(), LATE["INR"])
    at: dict[str, Any] = {"actor": owner, "branch_id": branch_id}
    new = given(
        CreditAccountNew,
        holder=given(CreditHolder, name=name, contact=contact, phone=phone),
        credit_limit=LIMITS[index] * unit,
    )
    account_id = open_account(**at, account=new)
    for number, (days, units) in enumerate(BILLS[index], start=1):
        day = branch_date(branch_id) - timedelta(days=days)
        opening = given(
            CreditOpening, number=f"{day:%y%m}-{index}{number}", billed_on=day, amount=units * unit
        )
        open_credit_balance(**at, credit_account_id=account_id, opening=opening)
    if PAID[index]:
        payment = given(
            CreditPaymentNew, method="transfer", amount=PAID[index] * unit, reference="TRF 2201"
        )
        receive_payment(**at, credit_account_id=account_id, payment=payment)
    else:
        block_account(**at, credit_account_id=account_id, version=1, reason=why)


POINT_UNIT: Mapping[str, int] = {"IDR": 10_000, "INR": 10_000}
"""Minor units for which a point is earned; 100 of another currency."""
MEMBERS: Mapping[str, Sequence[tuple[str, str]]] = {
    "IDR": (
        ("Ibu Sari Wulandari", "0812-3456-7811"),
        ("Bapak Joko Prasetyo", "0813-2222-0111"),
        ("Ibu Dewi Lestari", "0815-5555-0122"),
    ),
    "INR": (
        ("Mrs. Kavita Rao", "98200 12311"),
        ("Mr. Sanjay Gupta", "98210 54311"),
        ("Ms. Priya Menon", "98220 33311"),
    ),
}
POINTS = (180, 45, 0)
CARDS = (20, 50)
"""Units that the gift cards hold."""
WELCOME: Mapping[str, str] = {"IDR": "Dari kartu stempel lama", "INR": "From the old stamp card"}


def add_loyalty(owner: Actor, branch_id: BranchId, end: datetime) -> None:
    """Set the programme, enrol the members with printed cards, and sell two gift cards."""
    currency = pharmacy_currency()
    unit = POINT_UNIT.get(currency, 100)
    at: dict[str, Any] = {"actor": owner, "branch_id": branch_id}
    with clock.at(end):
        program = given(
            LoyaltyProgramNew,
            is_on=True,
            earn_amount=unit,
            point_value=unit // 100,
            least_spend=10,
            expiry_months=12,
        )
        set_program(actor=owner, version=0, program=program)
        for index, (name, phone) in enumerate(MEMBERS.get(currency, MEMBERS["INR"])):
            holder = given(LoyaltyHolder, name=name, phone=phone)
            new = given(LoyaltyMemberNew, holder=holder, number=number_of(7_000_001 + index))
            member_id = enrol_member(**at, member=new)
            if POINTS[index]:
                why = WELCOME.get(currency, WELCOME["INR"])
                adjust_points(**at, loyalty_member_id=member_id, points=POINTS[index], reason=why)
        for units in CARDS:
            card = given(GiftCardNew, amount=units * unit, method="transfer")
            issue_gift_card(**at, card=card, code=new_code())
