"""A counter's credit note that comes thrice, beside a return elsewhere, and is paid twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.credit_notes import booked_sale, credit_note
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import begin, cash_move, take
from theriac.core.verification.registry import run_checks
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.customer_returns.problems import ReturnTooMuch
from theriac.domains.tills.documents import read_document
from theriac.domains.tills.models import CashMovement, HeldTillDocument

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-10"),
    pytest.mark.databases("sqlite", "postgresql", "mariadb"),
]


def at_once(acts: list[Callable[[], object]]) -> Counter[object]:
    """What came of acts that begin together."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return asked_again(act)
        except ReturnTooMuch:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(one, acts))


def violated() -> list[str]:
    return [one.name for one in run_checks() if one.violations]


def test_the_same_parcel_thrice_is_one_note_and_so_is_a_race_for_its_goods(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    told = credit_note(shop, booked_sale(shop, medicine, batch), units=7)
    read = read_document(told)
    assert isinstance(read, CreditNoteTold)
    draft = read.draft()

    def elsewhere() -> str:
        return_goods(actor=shop.owner, branch_id=shop.branch_id, draft=draft)
        return "returned"

    came = at_once([lambda: take(shop, told)] * 3 + [elsewhere])

    assert CustomerReturn.objects.count() == 1
    if came["returned"]:
        assert came == {"returned": 1, "held": 3}
        assert HeldTillDocument.objects.get().reason == "too_much"
    else:
        assert came == {"taken": 3, "refused": 1}
    assert violated() == []


def test_two_that_pay_one_refund_out_are_told(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    session = begin(shop, 100_000)
    told = credit_note(shop, booked_sale(shop, medicine, batch), session_id=session)
    assert take(shop, told) == "taken"

    def pay() -> str:
        return take(
            shop, cash_move(shop, session, "cash_out", "refund", 1_400, return_id=told["id"])
        )

    assert at_once([pay] * 3) == {"taken": 1, "held": 2}
    assert CashMovement.objects.get().return_id == UUID(told["id"])
    assert violated() == []
