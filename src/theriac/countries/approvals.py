"""Where a country lets one person act alone on what two usually confirm: dated rows.

What no row names isn't allowed. The acts here so far are the pharmacy's own control and no law's:
each row says so. An act that a law wants witnessed gets a row of its own, with its source, when it
is built, and its action is declared a witness besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from theriac.countries.dated import NotInForce, row_in_force


@dataclass(frozen=True, slots=True)
class AloneRow:
    """From a day on, whether a rule may let one person act alone, and by which source."""

    valid_from: date
    allowed: bool
    source: str


OWN_CONTROL = (AloneRow(date(2000, 1, 1), True, "no law: the pharmacy's own control"),)

ALONE: dict[str, dict[str, tuple[AloneRow, ...]]] = {
    country: {
        "customer_returns.refund": OWN_CONTROL,
        "customer_returns.unreceipted": OWN_CONTROL,
        "sales.discount": OWN_CONTROL,
        "stock.batch": OWN_CONTROL,
        "stock.change": OWN_CONTROL,
    }
    for country in ("generic", "id", "in")
}


UNASKED: dict[str, dict[str, int]] = {
    "generic": {
        "customer_returns.refund": 50_00,
        "purchase_orders.place": 500_00,
        "stock.change": 50_00,
        "stock.count": 200_00,
    },
    "id": {
        "customer_returns.refund": 500_000,
        "purchase_orders.place": 5_000_000,
        "stock.change": 500_000,
        "stock.count": 2_000_000,
    },
    "in": {
        "customer_returns.refund": 2_500_00,
        "purchase_orders.place": 25_000_00,
        "stock.change": 2_500_00,
        "stock.count": 10_000_00,
    },
}
"""Our own starting points, no law's: minor units of the country's currency that a person changes
a day before somebody else is asked, until the owner sets another limit."""


def unasked(country: str, action: str) -> int | None:
    """Up to where nobody is asked where the owner has set nothing; None: nobody ever is."""
    return UNASKED.get(country, {}).get(action)


def may_act_alone(country: str, action: str, on: date) -> bool:
    """Whether the country lets a rule waive the second person for the action on that day."""
    rows = ALONE.get(country, {}).get(action, ())
    try:
        return bool(rows) and row_in_force(rows, on).allowed
    except NotInForce:
        return False
