"""One thing stands on the want list once; what is written adds up; low stock is put there once."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.support.alerts import an_alert
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.facts.records import given
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.commands.settle_want import take_want
from theriac.domains.replenishment.commands.want import WantWritten, add_want, change_want
from theriac.domains.replenishment.models import WantEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def here(shop: Shop) -> dict[str, Any]:
    return {"actor": shop.owner, "branch_id": shop.branch_id}


def listed() -> list[tuple[str, str, int, str]]:
    rows = WantEntry.objects.filter(open_key__isnull=False).order_by("added_at", "id")
    return list(rows.values_list("source", "text", "quantity", "note"))


@pytest.mark.rows("STK-36")
def test_low_stock_and_a_hand_entry_stand_on_one_list(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 3)
    an_alert(shop, medicine, 10)
    add_want(**here(shop), want=WantWritten(quantity=2, text="Syrup  for the ward", unit="bottle"))

    assert listed() == [("low", "", 7, ""), ("hand", "Syrup for the ward", 2, "")]
    set_minimum(**here(shop), product_id=medicine.id, quantity=12)
    assert listed()[0] == ("low", "", 7, "")


def test_the_same_adds_up_where_it_stands(shop: Shop, medicine: Medicine) -> None:
    first = add_want(
        **here(shop), want=WantWritten(quantity=20, product_id=medicine.id, note="Soon")
    )
    again = add_want(
        **here(shop), want=WantWritten(quantity=5, product_id=medicine.id, note="Urgent")
    )
    words = add_want(**here(shop), want=WantWritten(quantity=1, text="Kasa steril"))
    same = add_want(**here(shop), want=WantWritten(quantity=1, text="KASA  steril"))

    assert (first, words) == (again, same)
    assert listed() == [("hand", "", 25, "Soon; Urgent"), ("hand", "Kasa steril", 2, "")]
    an_alert(shop, medicine, 40)
    assert listed()[0] == ("hand", "", 40, "Soon; Urgent")
    there = second_branch(shop)
    add_want(
        actor=shop.owner, branch_id=there, want=WantWritten(quantity=1, product_id=medicine.id)
    )
    assert len(listed()) == 3


def test_what_was_taken_opens_again_with_what_is_wanted_now(shop: Shop, medicine: Medicine) -> None:
    want = add_want(**here(shop), want=WantWritten(quantity=20, product_id=medicine.id))
    take_want(**here(shop), want_id=want, version=1)
    add_want(**here(shop), want=WantWritten(quantity=5, product_id=medicine.id))

    entry = WantEntry.objects.get()
    assert (entry.state, entry.quantity, entry.taken_by) == ("open", 5, None)


def test_it_is_changed_at_the_version_that_was_seen(shop: Shop, medicine: Medicine) -> None:
    want = add_want(**here(shop), want=WantWritten(quantity=20, product_id=medicine.id))
    changed = {"want_id": want, "quantity": 30, "note": " by  Friday"}
    assert change_want(**here(shop), version=1, **changed) == 2
    assert change_want(**here(shop), version=2, **changed) == 2
    with pytest.raises(Stale):
        change_want(**here(shop), version=1, want_id=want, quantity=1, note="")
    assert listed() == [("hand", "", 30, "by Friday")]


def test_what_cant_stand_there_is_refused(shop: Shop, medicine: Medicine) -> None:
    for facts, problem in (
        ({"quantity": 0, "product_id": medicine.id}, Unprocessable),
        ({"quantity": 1}, Unprocessable),
        ({"quantity": 1, "text": "x" * 121}, Unprocessable),
        ({"quantity": 1, "product_id": uuid4()}, NotFound),
        ({"quantity": 1, "product_id": medicine.id, "source": "low"}, Unprocessable),
    ):
        with pytest.raises(problem):
            add_want(**here(shop), want=given(WantWritten, **facts))
    auditor = add_staff("auditor", shop.branch_id)
    with pytest.raises(NotPermitted):
        add_want(
            actor=auditor,
            branch_id=shop.branch_id,
            want=WantWritten(quantity=1, product_id=medicine.id),
        )
    assert listed() == []
