"""How much of a short-dated batch another branch would sell before it expires: a pure decision.

Both rates are exact ratios, ``sold`` base units in ``window`` whole days, as on the expiry board.
The other branch sells what it has first, and what is coming to it already; what it would sell
besides in the days that are left may be sent, and no more than stays unsold here. The rule is
ours (see ``expected_loss``).
"""

from __future__ import annotations

from dataclasses import dataclass

from theriac.domains.stock.rules.expected_loss import WINDOW_DAYS

MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Outlet:
    """Another branch: base units sold in the window, on its shelves, and coming to it."""

    sold: int
    on_hand: int
    coming: int = 0


def units_to_send(outlet: Outlet, *, unsold: int, days_left: int, window: int = WINDOW_DAYS) -> int:
    """Base units that sell there in time and not here; 0 where none do."""
    wanted = outlet.sold * max(0, days_left) // window - outlet.on_hand - outlet.coming
    return max(0, min(unsold, wanted))


def a_month(sold: int, window: int = WINDOW_DAYS) -> int:
    """What a rate comes to in 30 days, halves up."""
    return (2 * sold * MONTH_DAYS + window) // (2 * window)
