"""The demo's credit accounts: who pays later, what they owed before, and what they have paid."""

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
