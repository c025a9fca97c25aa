"""A budget is set, changed and ended by who may, with its reason on the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.budgets import a_budget
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.budgets.commands.budget import change_budget, end_budget, set_budget
from theriac.domains.budgets.models import Budget, BudgetChange
from theriac.domains.budgets.problems import BudgetEnded, BudgetRefused
from theriac.domains.budgets.queries.budgets import list_budgets
from theriac.domains.budgets.rules.facts import BudgetNew

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-03")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_change_names_before_after_and_why(shop: Shop) -> None:
    key = a_budget(shop, 100_000)
    given_: dict[str, Any] = {"actor": shop.owner, "budget_id": key, "version": 1}

    assert change_budget(**given_, amount=150_000, name=" Tablets ", reason="more patients") == 2

    row = Budget.objects.get()
    assert (row.name, row.amount) == ("Tablets", 150_000)
    changes = BudgetChange.objects.order_by("id").values_list("amount", "reason")
    assert list(changes) == [(100_000, ""), (150_000, "more patients")]
    record = AuditRecord.objects.filter(command="budgets.change_budget").get()
    assert record.facts["before"] == {"name": "Medicines", "amount": 100_000}
    assert record.facts["after"] == {"name": "Tablets", "amount": 150_000}
    with pytest.raises(Stale):
        change_budget(**given_, amount=1, reason="late")
    assert [v.code for result in run_checks() for v in result.violations] == []


def test_the_same_again_changes_nothing(shop: Shop) -> None:
    key = a_budget(shop)

    change_budget(actor=shop.owner, budget_id=key, version=1, amount=100_000, reason="none")

    assert (Budget.objects.get().version, BudgetChange.objects.count()) == (1, 1)


def test_one_that_ended_stays_as_it_is(shop: Shop) -> None:
    key = a_budget(shop)
    assert end_budget(actor=shop.owner, budget_id=key, version=1, reason="new year") == 2

    with pytest.raises(BudgetEnded):
        change_budget(actor=shop.owner, budget_id=key, version=2, amount=5, reason="more")
    assert list_budgets(actor=shop.owner) == []
    assert [one.standing.row.id for one in list_budgets(actor=shop.owner, ended=True)] == [key]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"period": "days"}, "last_on"),
        ({"first_on": 0}, "last_on"),
        ({"period": "days", "first_on": 1, "last_on": 0}, "last_on"),
        ({"period": "days", "first_on": 0, "last_on": 1_830}, "last_on"),
        ({"branch_id": None}, "branch_id"),
        ({"supplier_id": None}, "supplier_id"),
        ({"category_id": None}, "category_id"),
    ],
)
def test_what_is_no_budget_is_refused_at_its_field(
    shop: Shop, facts: dict[str, Any], field: str
) -> None:
    told = {
        name: new_id()
        if value is None
        else shop.today + timedelta(days=value)
        if isinstance(value, int)
        else value
        for name, value in facts.items()
    }

    with pytest.raises(BudgetRefused) as refused:
        a_budget(shop, **told)
    assert list(refused.value.errors) == [field]
    assert not Budget.objects.exists()


def test_nobody_changes_without_right_reason_or_amount(shop: Shop) -> None:
    key = a_budget(shop)
    cashier = add_staff("cashier", shop.branch_id)

    with pytest.raises(NotPermitted):
        set_budget(actor=cashier, budget=given(BudgetNew, name="A", amount=1))
    with pytest.raises(Unprocessable):
        change_budget(actor=shop.owner, budget_id=key, version=1, amount=5, reason=" ")
    for wrong in ({"amount": 0}, {"name": " "}):
        with pytest.raises(BudgetRefused):
            change_budget(actor=shop.owner, budget_id=key, version=1, reason="so", **wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        end_budget(actor=shop.owner, budget_id=new_id(), version=1, reason="so")
