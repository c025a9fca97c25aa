"""Short-dated stock goes where it will sell, explained, and isn't suggested twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import add_staff
from tests.support.transfers import Two, two_branches
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.catalog.models import Pack
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.transfers.models import Transfer
from theriac.domains.transfers.queries import Suggestion, transfer_suggestions

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-05")]


@pytest.fixture
def two() -> Two:
    """Fifty here with 40 days left that nobody asks for; there 36 were sold lately, all it had."""
    with clock.at(clock.now() - timedelta(days=20)):
        two = two_branches(50, days=60, cost_amount=400, cost_units=1)
        enter_opening_stock(
            actor=two.shop.owner,
            branch_id=two.there,
            lines=[
                DeliveryLine(
                    product_id=two.medicine.id,
                    quantity=36,
                    expires_on=two.shop.today + timedelta(days=300),
                )
            ],
        )
        till = register_terminal(
            actor=SYSTEM, branch_id=two.there, code="T1", name="T1", kind="api"
        )
        complete_sale(
            actor=two.shop.owner,
            branch_id=two.there,
            terminal_id=till,
            draft=SaleDraft(items=[SaleItem(product_id=two.medicine.id, quantity=36)]),
        )
    return two


def suggested(two: Two) -> list[Suggestion]:
    return transfer_suggestions(
        actor=two.shop.owner, branch_id=two.shop.branch_id, today=two.shop.today
    )


def test_it_goes_where_it_sells_in_time_and_no_more_than_that(two: Two) -> None:
    one = suggested(two)[0]
    assert (one.batch_id, one.to_branch_id, one.quantity) == (two.batch_id, two.there, 16)
    assert (one.sells_here, one.sells_there, one.days_left) == (0, 12, 40)
    assert (one.unsold, one.saved) == (50, 16 * 400)


def test_what_is_written_down_isnt_suggested_again(two: Two) -> None:
    two.draft(10)
    assert [one.quantity for one in suggested(two)] == [6]
    two.draft(6)
    assert suggested(two) == []


def test_who_would_send_is_told_where_and_how_much_and_no_more_of_others(two: Two) -> None:
    manager = add_staff("manager", two.shop.branch_id)
    (one,) = transfer_suggestions(actor=manager, branch_id=two.shop.branch_id, today=two.shop.today)
    assert (one.to_branch_id, one.quantity, one.sells_there) == (two.there, 16, None)


def test_who_may_not_send_and_sees_one_branch_is_told_nothing_of_others(two: Two) -> None:
    cashier = add_staff("cashier", two.shop.branch_id)
    assert (
        transfer_suggestions(actor=cashier, branch_id=two.shop.branch_id, today=two.shop.today)
        == []
    )


def test_it_is_suggested_in_packs_that_are_sold(two: Two) -> None:
    for pack, wanted in ((10, 10), (100, None)):
        Pack.objects.filter(product_id=two.medicine.id, factor__lt=pack).update(sellable=False)
        assert [one.quantity for one in suggested(two)] == ([wanted] if wanted else [])


def test_who_may_not_see_costs_is_suggested_the_same_without_what_it_saves(two: Two) -> None:
    cashier = add_staff("cashier", None)
    found = transfer_suggestions(actor=cashier, branch_id=two.shop.branch_id, today=two.shop.today)
    assert [(one.quantity, one.saved) for one in found] == [(16, None)]


def test_one_click_makes_it_a_draft(two: Two) -> None:
    owner = _owner(two)
    page = owner.get("/stock/transfers/suggestions/").text
    assert "Monthly sales: 12 tablets there, 0 here. 40 days until expiry" in page
    assert "1 strip + 6 tablets to Kenanga" in page

    data = {"batch_id": str(two.batch_id)}
    page = owner.post("/stock/transfers/suggested/", data, follow=True).text
    assert "Draft created. No stock has moved yet" in page
    transfer = Transfer.objects.get()
    assert (transfer.state, two.line(transfer.id).quantity) == ("draft", 16)
    again = owner.post("/stock/transfers/suggested/", data, follow=True).text
    assert "This suggestion is out of date: the stock was sent or sold" in again


def _owner(two: Two) -> Client:
    client = client_of(two.shop, "owner")
    client.post("/me/branch/", {"branch": str(two.shop.branch_id)})
    return client
