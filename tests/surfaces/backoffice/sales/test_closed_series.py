"""A series that no device counts in any more is closed at its terminal, gaps and all."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.models import SeriesClosing, VoidedNumber


@pytest.fixture
def address(shop: Shop) -> str:
    """Sales 1, 4 and 6 arrived; the page that closes their series."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    for number in (1, 4, 6):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], number))
    return f"/cases/missing/{series_of(shop).id}/close/"


def revoke(shop: Shop) -> None:
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )


def test_the_terminal_leads_there_once_no_device_counts(
    shop: Shop, owner: Client, address: str
) -> None:
    page = f"/terminals/{shop.terminal_id}/"
    assert "In use" in owner.get(page).text
    assert address not in owner.get(page).text
    refused = owner.post(address, {"last_number": "6", "reason": "lost"})
    assert refused.status_code == 409
    assert "A device is using this series. Revoke it or pair another" in refused.text

    revoke(shop)
    assert address in owner.get(page).text
    form = owner.get(address).text
    year = f"{shop.today:%y}"
    for number in ("000002", "000003", "000005"):
        assert f"MLT-K1-{year}-{number}" in form
    assert 'value="6"' in form

    answer = owner.post(address, {"last_number": "7", "reason": "tablet stolen"}, follow=True)
    assert (
        "Series closed. If another sale arrives, it is booked and opens a discrepancy."
        in answer.text
    )
    assert "No missing numbers" in answer.text
    assert VoidedNumber.objects.count() == 4
    assert SeriesClosing.objects.get().reason == "tablet stolen"
    assert "at 7" in owner.get(page).text
    assert address not in owner.get(page).text


def test_what_is_wrong_is_said_at_its_field(shop: Shop, owner: Client, address: str) -> None:
    revoke(shop)
    page = owner.post(address, {"last_number": "5", "reason": "lost"})
    assert page.status_code == 422
    assert "Number 6 was already received. The last number can’t be lower." in page.text
    empty = owner.post(address, {"last_number": "", "reason": ""})
    assert set(empty.context["form"].errors) == {"last_number", "reason"}
    assert SeriesClosing.objects.count() == 0
