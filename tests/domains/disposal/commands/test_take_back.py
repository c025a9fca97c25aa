"""Old medicines that people bring back are weighed and logged, and never become stock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.shop import add_medicine, open_shop
from tests.support.shops import second_branch
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, Unprocessable
from theriac.domains.disposal.commands.take_back import (
    TakenBackNew,
    cancel_taken_back,
    log_taken_back,
)
from theriac.domains.disposal.models import TakenBack
from theriac.domains.disposal.queries import weights_by_month
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db


@pytest.mark.rows("EXT-04")
def test_kilograms_by_class_and_month_leave_the_cancelled_out() -> None:
    shop = open_shop()
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    medicine = add_medicine(shop)
    log_taken_back(**here, waste=TakenBackNew(waste="tablets", grams=1200, product_id=medicine.id))
    log_taken_back(**here, waste=TakenBackNew(waste="tablets", grams=300, name="mixed strips"))
    wrong = log_taken_back(**here, waste=TakenBackNew(waste="liquids", grams=900, name="syrup"))
    there = {**here, "branch_id": second_branch(shop)}
    with pytest.raises(NotFound):
        cancel_taken_back(**there, entry_id=wrong, reason="not ours")
    cancel_taken_back(**here, entry_id=wrong, reason="weighed with the box")

    months = weights_by_month(**here, since=shop.today - timedelta(days=31))

    first = shop.today.replace(day=1)
    assert [(one.month, one.waste, one.grams, one.entries) for one in months] == [
        (first, "tablets", 1500, 2)
    ]
    assert not Movement.objects.exists()
    assert not Balance.objects.exists()
    assert TakenBack.objects.count() == 4
    with pytest.raises(Conflict):
        cancel_taken_back(**here, entry_id=wrong, reason="again")
    with pytest.raises(NotFound):
        cancel_taken_back(**here, entry_id=new_id(), reason="unknown")


@pytest.mark.parametrize(
    "changes",
    [{"waste": "gold"}, {"grams": 0}, {"grams": 10**9}, {"name": " "}, {"product_id": new_id()}],
)
def test_what_says_nothing_is_refused(changes: dict[str, Any]) -> None:
    shop = open_shop()
    facts: dict[str, Any] = {"waste": "tablets", "grams": 5, "name": "old", **changes}

    with pytest.raises(Unprocessable):
        log_taken_back(
            actor=shop.owner, branch_id=shop.branch_id, waste=given(TakenBackNew, **facts)
        )
