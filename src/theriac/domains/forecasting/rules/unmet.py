"""What was asked for and not sold, as a part of demand: pure.

On a day with something to sell, what was asked for besides adds to what the day sold: it was
demanded, and the day counts already. A day without stock counts for no rate, which takes it for a
day like the others; what was asked for on it is a part of that and isn't added to it. Not all that
is asked for is recorded, so that it is the least that such days demanded: they count, with what was
asked for, only where the rate is higher with them than without.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from theriac.domains.forecasting.rules.needs import LEAST_DAYS, DemandSpread, spread_of
from theriac.domains.forecasting.rules.series import DaySpan, DemandRate


@dataclass(frozen=True, slots=True)
class AskedDays:
    """Base units asked for and not sold, and what they add to the sum of the days' squares.

    ``in_stock`` on days with something to sell, ``out`` on days without stock.
    """

    in_stock: int = 0
    in_stock_squares: int = 0
    out: int = 0
    out_squares: int = 0


NOTHING_ASKED = AskedDays()


def is_out(day: date, members: Sequence[Collection[DaySpan]]) -> bool:
    """Whether none of what counts as one product had anything to be sold on the day."""
    return all(any(span.first <= day <= span.last for span in spans) for spans in members)


def asked_days(
    asked: Mapping[date, int],
    sold: Mapping[date, int],
    members: Sequence[Collection[DaySpan]],
    most: int,
) -> AskedDays:
    """What was asked for by day, by whether there was stock; ``sold`` are the same days' sales.

    Units of a day beyond ``most`` don't vary it further.
    """
    in_stock = in_squares = out = out_squares = 0
    for day, units in asked.items():
        if is_out(day, members):
            out += units
            out_squares += min(units, most) ** 2
        else:
            had = sold.get(day, 0)
            in_stock += units
            in_squares += min(had + units, most) ** 2 - min(had, most) ** 2
    return AskedDays(in_stock, in_squares, out, out_squares)


def rate_with(units: int, days: int, days_out: int, asked: AskedDays) -> DemandRate:
    """The rate of a period with what was asked for and not sold."""
    without = DemandRate(units, days, days_out, asked.in_stock)
    whole = DemandRate(units, days, days_out, asked.in_stock + asked.out, out_counted=True)
    return whole if asked.out and _mean(whole) > _mean(without) else without


def spread_with(squares: int, rate: DemandRate, asked: AskedDays) -> DemandSpread:
    """Mean and variance of the days that the rate counts."""
    squares += asked.in_stock_squares + (asked.out_squares if rate.out_counted else 0)
    return spread_of(rate.demanded, squares, rate.days_counted)


def _mean(rate: DemandRate) -> Fraction:
    return Fraction(rate.demanded, max(rate.days_counted, LEAST_DAYS))
