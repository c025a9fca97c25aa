"""The year as it is played: repeatable, stock that suffices, and the mishaps that give work."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from theriac.countries.registry import profile_for
from theriac.surfaces.operations.demo.plan.pharmacy import FULL, SMALL, DayPlan, DemoPharmacy

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def year() -> tuple[DemoPharmacy, list[DayPlan]]:
    plan = DemoPharmacy("id", TODAY)
    return plan, list(plan.days())


@pytest.mark.slow
@pytest.mark.parametrize("code", ["id", "in", "generic"])
def test_the_same_seed_gives_the_same_demo_in_every_process(code: str) -> None:
    program = (
        "import django; django.setup()\n"
        "from datetime import date\n"
        "from theriac.surfaces.operations.demo.plan.pharmacy import SMALL, DemoPharmacy\n"
        f"print(DemoPharmacy({code!r}, date(2026, 11, 20), SMALL).digest())"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == DemoPharmacy(code, TODAY, SMALL).digest()


def test_another_seed_or_day_gives_another_demo() -> None:
    first = DemoPharmacy("id", TODAY, SMALL).digest()
    assert DemoPharmacy("id", TODAY, SMALL, seed="other").digest() != first
    assert DemoPharmacy("id", date(2026, 11, 21), SMALL).digest() != first


@pytest.mark.rows("OPS-27")
def test_a_year_has_at_least_25000_sales_every_day(
    year: tuple[DemoPharmacy, list[DayPlan]],
) -> None:
    _plan, days = year
    assert len(days) == FULL.days
    assert sum(len(day.sales) for day in days) >= 25_000
    assert min(len(day.sales) for day in days) > 30
    assert {len(sale.lines) for day in days for sale in day.sales} == {1, 2, 3, 4, 5, 6}


def test_every_unit_sold_was_received_before_and_not_expired(
    year: tuple[DemoPharmacy, list[DayPlan]],
) -> None:
    _plan, days = year
    left: Counter[object] = Counter()
    for day in days:
        for receipt in day.receipts:
            left.update({batch.key: batch.quantity for batch in receipt.batches})
        for sale in day.sales:
            for line in sale.lines:
                assert sum(take.quantity for take in line.takes) == line.quantity
                for take in line.takes:
                    left[take.batch.key] -= take.quantity
                    assert left[take.batch.key] >= 0
                    assert take.batch.product == line.product
                    assert take.batch.expires_on is not None
                    assert take.batch.expires_on > day.on


def test_what_is_on_the_shelves_gives_work(year: tuple[DemoPharmacy, list[DayPlan]]) -> None:
    plan, _days = year
    for branch in plan.country.branches:
        found: Counter[str] = Counter()
        lost = 0
        for index, product in enumerate(plan.products):
            batches = plan.shelves(branch.code).batches_of(index)
            assert len(batches) <= 5
            for batch, left in batches:
                found[_condition(batch.expires_on)] += 1
                found["opened"] += left % product.largest_factor != 0
                if _condition(batch.expires_on) == "expired":
                    lost += left * batch.cost_amount // batch.cost_units
        assert 1 <= found["expired"] <= 3, "a tidy shop"
        assert 0 < lost < plan.country.price(500_000)
        assert found["in 30 days"] >= 15
        assert found["in 90 days"] >= 40
        assert found["without expiry"] >= 5
        assert found["opened"] >= 500


def _condition(expires_on: date | None) -> str:
    if expires_on is None:
        return "without expiry"
    days = (expires_on - TODAY).days
    if days <= 0:
        return "expired"
    return next((f"in {limit} days" for limit in (30, 90) if days <= limit), "good")


def test_some_products_are_below_their_minimum_and_more_are_not(
    year: tuple[DemoPharmacy, list[DayPlan]],
) -> None:
    plan, _days = year
    minimums = plan.minimums()
    low = [one for one in minimums if plan.shelves(one.branch).on_hand(one.product) < one.quantity]
    assert 20 < len(low) < len(minimums) // 2


def test_regulated_classes_are_kept_but_never_sold(
    year: tuple[DemoPharmacy, list[DayPlan]],
) -> None:
    plan, days = year
    regulated = {one.code for one in profile_for("id").legal_classes if one.register}
    sold = {plan.products[line.product].legal_class for line in _lines(days)}
    assert sold == {one.code for one in profile_for("id").legal_classes} - regulated
    assert any(
        plan.shelves("MLT").on_hand(index)
        for index, product in enumerate(plan.products)
        if product.legal_class in regulated
    )


def test_prescription_only_goods_leave_on_a_ground_of_a_pharmacist(
    year: tuple[DemoPharmacy, list[DayPlan]],
) -> None:
    plan, days = year
    pharmacists = {person.key for person in plan.people.staff if person.role == "pharmacist"}
    kinds: Counter[str] = Counter()
    for sale in (sale for day in days for sale in day.sales):
        needed = {plan.products[line.product].legal_class == "keras" for line in sale.lines}
        assert (sale.ground is not None) == (True in needed)
        assert {line.on_ground for line in sale.lines} == needed
        if sale.ground:
            kinds[sale.ground.exception or "prescription"] += 1
            assert sale.ground.permitted_by in pharmacists
            assert (
                sale.ground.written_on is None or sale.ground.written_on <= sale.occurred_at.date()
            )
    assert kinds["prescription"] > 5_000
    assert kinds["owa"] > 1_000


def test_winter_sells_more_cough_medicine_than_summer(
    year: tuple[DemoPharmacy, list[DayPlan]],
) -> None:
    plan, days = year
    months: Counter[int] = Counter()
    for day in days:
        months[day.on.month] += sum(
            plan.products[line.product].season == "cold" for line in _lines([day])
        )
    assert months[1] > 2 * months[7]


def test_sales_of_a_day_are_in_order_and_may_be_cut_at_an_instant() -> None:
    *_, last = DemoPharmacy("id", TODAY, SMALL).days()
    instants = [sale.occurred_at for sale in last.sales if sale.branch == "MLT"]
    assert instants == sorted(instants)
    noon = datetime(2026, 11, 20, 5, tzinfo=UTC)
    morning = last.before(noon)
    assert 0 < len(morning.sales) < len(last.sales)
    assert all(sale.occurred_at < noon for sale in morning.sales)


def _lines(days: list[DayPlan]) -> Iterator[object]:
    return (line for day in days for sale in day.sales for line in sale.lines)
