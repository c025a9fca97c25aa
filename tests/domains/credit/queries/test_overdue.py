"""Which accounts are past due, as their charges and payments say one by one."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from tests.support.credit import organisation
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.database.insert import fresh_row, insert_rows
from theriac.core.ids import new_id
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.queries.accounts import settled_by_account
from theriac.domains.credit.queries.overdue import overdue_accounts
from theriac.domains.credit.rules import ageing_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]
ACCOUNTS = 40
Kind = CreditEntry.Kind


def drawn_entries(shop: Shop, account: CreditAccount, rng: Random) -> list[CreditEntry]:
    """Charges of changing terms, some taken back, and payments of a part of it all."""
    moment, rows, owed = clock.now(), [], 0

    def add(kind: str, amount: int, day: int, **more: object) -> CreditEntry:
        key = new_id()
        row = fresh_row(
            CreditEntry,
            id=key,
            account_id=account.id,
            branch_id=shop.branch_id,
            kind=kind,
            amount=amount,
            number=f"N{len(rows)}",
            document_id=key,
            booked_on=shop.today - timedelta(days=day),
            person_id=shop.owner.id,
            recorded_at=moment + timedelta(seconds=len(rows)),
            **more,
        )
        rows.append(row)
        return row

    for _charge in range(rng.randint(0, 6)):
        day, amount = rng.choice((0, 1, 1, 5, 20, 40)), rng.randint(1, 9) * 100
        due = shop.today - timedelta(days=day) + timedelta(days=rng.choice((0, 7, 30)))
        charge = add(Kind.CHARGE, amount, day, due_on=due)
        owed += amount
        if rng.random() < 0.3:
            back = rng.randint(1, amount)
            add(Kind.RETURN, -back, 0, charge_id=charge.id)
            owed -= back
    if owed and rng.random() < 0.8:
        paid = rng.randint(1, owed)
        add(Kind.PAYMENT, -paid, 0, method="cash")
        owed -= paid
    CreditAccount.objects.filter(id=account.id).update(owed=owed)
    return rows


def test_the_database_finds_those_of_which_a_charge_is_open_and_late(
    shop: Shop, rng: Random
) -> None:
    accounts = [organisation(shop, f"Klinik {place}") for place in range(ACCOUNTS)]
    insert_rows(
        CreditEntry, [row for account in accounts for row in drawn_entries(shop, account, rng)]
    )

    settled = settled_by_account([one.id for one in accounts])
    late = {
        one.id for one in accounts if ageing_of(settled.get(one.id, ()), shop.today).overdue > 0
    }

    told = overdue_accounts(actor=shop.owner, branch_id=shop.branch_id, on=shop.today)
    assert set(told.values_list("id", flat=True)) == late
    assert 0 < len(late) < ACCOUNTS
