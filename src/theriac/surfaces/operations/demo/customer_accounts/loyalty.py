"""The demo's loyalty programme with a few members, and gift cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
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
from theriac.domains.organisation.queries.branches import pharmacy_currency

UNIT: Mapping[str, int] = {"IDR": 10_000, "INR": 10_000}
"""Minor units for which a point is earned; 100 of another currency."""
HOLDERS: Mapping[str, Sequence[tuple[str, str]]] = {
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
    unit = UNIT.get(currency, 100)
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
        for index, (name, phone) in enumerate(HOLDERS.get(currency, HOLDERS["INR"])):
            holder = given(LoyaltyHolder, name=name, phone=phone)
            new = given(LoyaltyMemberNew, holder=holder, number=number_of(7_000_001 + index))
            member_id = enrol_member(**at, member=new)
            if POINTS[index]:
                why = WELCOME.get(currency, WELCOME["INR"])
                adjust_points(**at, loyalty_member_id=member_id, points=POINTS[index], reason=why)
        for units in CARDS:
            card = given(GiftCardNew, amount=units * unit, method="transfer")
            issue_gift_card(**at, card=card, code=new_code())
