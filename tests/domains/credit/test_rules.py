"""What payments settle, how old what is open is, and numbers that check themselves."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from theriac.domains.credit.rules import (
    Charge,
    ageing_of,
    number_of,
    parts_of_payments,
    plain_number,
    settle,
)

pytestmark = pytest.mark.rows("SAL-25")
DAY = date(2026, 11, 30)


def charge(index: int, amount: int, days_ago: int = 0, terms: int = 30) -> Charge:
    on = DAY - timedelta(days=days_ago)
    return Charge(UUID(int=index), f"N{index}", on, on + timedelta(days=terms), amount)


def test_the_oldest_is_paid_first_and_the_next_in_part() -> None:
    found = settle([charge(1, 100), charge(2, 50), charge(3, 70)], 120)
    assert [(one.paid, one.open) for one in found] == [(100, 0), (20, 30), (0, 70)]


def test_what_came_back_of_a_paid_charge_pays_the_next() -> None:
    found = settle([charge(1, -40), charge(2, 50)], 0)
    assert [(one.paid, one.open) for one in found] == [(0, 0), (40, 10)]


def test_each_payment_says_which_charges_it_paid() -> None:
    parts = parts_of_payments(
        [charge(1, 100), charge(2, 50)], [(UUID(int=8), 60), (UUID(int=9), 70)]
    )
    told = {key.int: [(one.charge.number, one.paid) for one in some] for key, some in parts.items()}
    assert told == {8: [("N1", 60)], 9: [("N1", 40), ("N2", 30)]}


def test_ages_end_on_their_last_day() -> None:
    days = [0, 30, 31, 60, 61, 90, 91]
    charges = [charge(index, 10**index, one) for index, one in enumerate(days)]
    ages = ageing_of(settle(charges, 0), DAY)
    assert ages.ages == (11, 1_100, 110_000, 1_000_000)
    assert ages.overdue == 1_111_100


def test_it_is_overdue_after_its_last_day() -> None:
    assert ageing_of(settle([charge(1, 5, 30)], 0), DAY).overdue == 0
    assert ageing_of(settle([charge(1, 5, 31)], 0), DAY).overdue == 5


def test_payments_in_any_parts_settle_what_they_come_to(rng: Random) -> None:
    charges = [charge(index, rng.randint(-20, 200)) for index in range(12)]
    total = max(0, sum(one.amount for one in charges))
    amounts = [rng.randint(1, 60) for _payment in range(10)]
    payments = [(UUID(int=100 + index), amount) for index, amount in enumerate(amounts)]
    whole = settle(charges, sum(amounts))
    parts = parts_of_payments(charges, payments)
    assert sum(one.open for one in whole) == max(0, total - sum(amounts))
    for charged in whole:
        by_return = next(one.paid for one in settle(charges, 0) if one.charge == charged.charge)
        by_parts = sum(
            one.paid for some in parts.values() for one in some if one.charge == charged.charge
        )
        assert charged.paid == by_return + by_parts


def test_a_number_checks_itself(rng: Random) -> None:
    assert number_of(7992739871) == "079927398713"
    number = number_of(rng.randrange(10**11))
    assert plain_number(f" {number[:4]} {number[4:8]}-{number[8:]} ") == number
    place = rng.randrange(12)
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert plain_number(wrong) == ""


@pytest.mark.parametrize("text", ["", "12", "07992739871", "٠٧٩٩٢٧٣٩٨٧١٣", "0799273987130"])
def test_what_isnt_a_number_is_none(text: str) -> None:
    assert plain_number(text) == ""
