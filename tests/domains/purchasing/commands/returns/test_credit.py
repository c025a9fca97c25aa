"""Credit notes settle a return, or a person says why they differ."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.returns import a_sent_return, aside
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.purchasing.commands.returns.credit import enter_credit, settle_return
from theriac.domains.purchasing.models import SupplierCredit, SupplierReturn
from theriac.domains.purchasing.problems import ReturnFixed
from theriac.domains.purchasing.queries.returns import credit_awaited, read_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(shop: Shop) -> SupplierReturn:
    batch = stock_up(shop, add_medicine(shop), 100, cost_amount=9_000, cost_units=100)
    return a_sent_return(shop, a_supplier(shop), [aside(batch, 60)])


def credit(shop: Shop, sent: SupplierReturn, amount: int, number: str = "CN-1", **more: Any) -> int:
    return enter_credit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        return_id=sent.id,
        number=number,
        amount=amount,
        **{"version": sent.version, "credited_on": shop.today, **more},
    )


def awaited(shop: Shop) -> tuple[int, int]:
    found = credit_awaited(actor=shop.owner)
    return found.returns, found.amount


@pytest.mark.rows("PUR-19")
def test_credit_is_awaited_until_it_adds_up(shop: Shop, sent: SupplierReturn) -> None:
    assert awaited(shop) == (1, 5_400)
    version = credit(shop, sent, 5_000)
    assert awaited(shop) == (1, 400)
    credit(shop, sent, 400, "CN-2", version=version)
    assert awaited(shop) == (0, 0)
    view = read_return(actor=shop.owner, return_id=sent.id)
    assert view is not None
    assert (view.row.state, view.awaited, [one.amount for one in view.credits]) == (
        "settled",
        0,
        [5_000, 400],
    )


def test_another_sum_is_settled_with_a_reason(shop: Shop, sent: SupplierReturn) -> None:
    version = credit(shop, sent, 5_000)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "return_id": sent.id}
    with pytest.raises(Unprocessable):
        settle_return(**at, version=version, reason=" ")  # type: ignore[arg-type]
    settle_return(**at, version=version, reason="handling fee")  # type: ignore[arg-type]
    sent.refresh_from_db()
    assert (sent.state, sent.difference_reason) == ("settled", "handling fee")
    with pytest.raises(ReturnFixed):
        credit(shop, sent, 1, "CN-3")


def test_a_note_is_entered_once(shop: Shop, sent: SupplierReturn) -> None:
    version = credit(shop, sent, 100)
    with pytest.raises(Conflict):
        credit(shop, sent, 100, version=version)
    assert SupplierCredit.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": " "}, "number"),
        ({"amount": 0}, "amount"),
        ({"credited_on": timedelta(days=1)}, "credited_on"),
    ],
)
def test_a_note_that_cant_be_is_refused_at_its_field(
    shop: Shop, sent: SupplierReturn, more: dict[str, Any], field: str
) -> None:
    if "credited_on" in more:
        more = {"credited_on": shop.today + more["credited_on"]}
    with pytest.raises(Unprocessable) as refused:
        credit(shop, sent, **{"amount": 100, **more})
    assert set(refused.value.errors) == {field}


def test_what_one_credited_above_its_expectation_lowers_nothing_of_the_others(
    shop: Shop, sent: SupplierReturn
) -> None:
    credit(shop, sent, 6_000)
    other = stock_up(
        shop, add_medicine(shop, "Zinc 20 mg tablet"), 100, cost_amount=9_000, cost_units=100
    )
    a_sent_return(shop, a_supplier(shop, "Second supplier"), [aside(other, 10)])
    assert awaited(shop) == (2, 900)
