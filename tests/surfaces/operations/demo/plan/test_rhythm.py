from datetime import date

from theriac.surfaces.operations.demo.plan.rhythm import days_until, sales_a_day

FLAT = dict.fromkeys(range(1, 13), 100)


def test_days_end_with_today() -> None:
    days = days_until(date(2026, 11, 20), 365)
    assert (days[0], days[-1], len(days)) == (date(2025, 11, 21), date(2026, 11, 20), 365)


def test_sales_are_shared_out_to_the_last_one() -> None:
    counts = sales_a_day(days_until(date(2026, 11, 20), 365), 26_000, FLAT)
    assert sum(counts) == 26_000
    assert min(counts) > 40


def test_sundays_are_quiet_and_the_year_grows() -> None:
    days = days_until(date(2026, 11, 20), 364)
    counts = sales_a_day(days, 36_400, FLAT)
    sundays = [count for day, count in zip(days, counts, strict=True) if day.weekday() == 6]
    saturdays = [count for day, count in zip(days, counts, strict=True) if day.weekday() == 5]
    assert sum(sundays) * 100 // sum(saturdays) == 61
    assert sum(counts[-91:]) * 100 // sum(counts[:91]) == 116


def test_a_season_makes_its_month_busier() -> None:
    days = days_until(date(2026, 11, 20), 365)
    counts = sales_a_day(days, 36_500, {**FLAT, 1: 200})
    january = sum(c for day, c in zip(days, counts, strict=True) if day.month == 1)
    march = sum(c for day, c in zip(days, counts, strict=True) if day.month == 3)
    assert 180 < january * 100 // march < 215
