"""What a closed period says stays as it is; late entries go into the first open day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.domains.books.entered import violated
from tests.support.shop import Shop, add_staff, open_shop
from tests.support.triggers import lifted
from tests.support.vouchers import a_voucher
from theriac.core import clock
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.books.commands.close import IN_A_MINUTE, close_books
from theriac.domains.books.models import Posting
from theriac.domains.books.problems import ClosingRefused
from theriac.domains.books.queries.journal import closed_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def paid(shop: Shop, on: date) -> date:
    """Enter an expense of a day; the day on which it is booked."""
    made = a_voucher(shop, kind="expense", account="rent", amount=100, on=on)
    return Posting.objects.get(document_id=made).booked_on


def test_until_a_minute_later_the_days_stay_open(shop: Shop) -> None:
    day = shop.today - timedelta(days=10)
    close_books(actor=shop.owner, last_on=day, reason="month is done")

    assert paid(shop, day) == day
    with clock.at(clock.now() + IN_A_MINUTE):
        assert paid(shop, day) == day + timedelta(days=1)
        assert paid(shop, day - timedelta(days=40)) == day + timedelta(days=1)
        assert paid(shop, day + timedelta(days=2)) == day + timedelta(days=2)
    assert closed_on(actor=shop.owner) == day
    assert violated() == []


def test_an_earlier_day_opens_days_again(shop: Shop) -> None:
    day = shop.today - timedelta(days=10)
    close_books(actor=shop.owner, last_on=day, reason="month is done")
    with clock.at(clock.now() + timedelta(hours=1)):
        close_books(actor=shop.owner, last_on=day - timedelta(days=20), reason="a late invoice")
    with clock.at(clock.now() + timedelta(hours=2)):
        assert paid(shop, day) == day


@pytest.mark.parametrize("days", [0, 1, -5])
def test_a_day_that_is_not_over_everywhere_stays_open(shop: Shop, days: int) -> None:
    with pytest.raises(ClosingRefused):
        close_books(actor=shop.owner, last_on=shop.today - timedelta(days=days), reason="x")


def test_the_same_day_twice_and_no_reason_are_refused(shop: Shop) -> None:
    day = shop.today - timedelta(days=10)
    close_books(actor=shop.owner, last_on=day, reason="x")

    with pytest.raises(ClosingRefused):
        close_books(actor=shop.owner, last_on=day, reason="x")
    with pytest.raises(Unprocessable):
        close_books(actor=shop.owner, last_on=day - timedelta(days=1), reason=" ")


def test_a_manager_of_one_branch_closes_nothing(shop: Shop) -> None:
    manager = add_staff("manager", shop.branch_id)

    with pytest.raises(NotPermitted):
        close_books(actor=manager, last_on=shop.today - timedelta(days=9), reason="x")


@pytest.mark.django_db(transaction=True)
def test_a_posting_that_was_moved_into_a_closed_day_is_found(shop: Shop) -> None:
    day = shop.today - timedelta(days=10)
    close_books(actor=shop.owner, last_on=day, reason="x")
    with clock.at(clock.now() + IN_A_MINUTE):
        paid(shop, day)
    assert violated() == []

    with lifted(connection, only=[Posting]):
        Posting.objects.update(booked_on=day)

    assert violated() == ["books.closed_booked"]
