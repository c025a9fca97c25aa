"""What a transfer may do next, and where a batch may go: pure decisions.

A transfer is written down, approved, sent, received in one or several goes, and closed. At every
instant what was sent is what was received, lost, returned and is on the way.

How much of a short-dated batch another branch would sell before it expires: both rates are exact
ratios, ``sold`` base units in ``window`` whole days, as on the expiry board. The other branch sells
what it has first, and what is coming to it already; what it would sell besides in the days that
are left may be sent, and no more than stays unsold here. The rule is ours (see
``replenishment.rules``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from theriac.domains.replenishment.rules import WINDOW_DAYS
from theriac.domains.stock.rules.allocation import BatchCondition


class Explanation(StrEnum):
    """What became of goods that were sent and didn't come."""

    LOST = "lost"
    RETURNED = "returned"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class LineProgress:
    """Base units of a line; ``found`` takes back what was said to be lost."""

    sent: int
    received: int
    lost: int
    returned: int

    @property
    def in_transit(self) -> int:
        """On the way still."""
        return self.sent - self.received - self.lost - self.returned


def state_of(lines: Iterable[LineProgress]) -> str:
    """The state of what was sent: nothing came yet, a part did, nothing is on the way any more."""
    lines = list(lines)
    if not any(line.in_transit for line in lines):
        return "received"
    touched = any(line.received or line.lost or line.returned for line in lines)
    return "partly_received" if touched else "dispatched"


def may_go_to_shelf(condition: BatchCondition) -> bool:
    """Whether a batch may go to a place that sells; quarantine takes every batch."""
    return condition is BatchCondition.SELLABLE


def most_explained(line: LineProgress, explanation: Explanation) -> int:
    """How many units of a line may be explained so."""
    return line.lost if explanation is Explanation.FOUND else line.in_transit


MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Outlet:
    """Another branch: base units sold in the window, on its shelves, and coming to it."""

    sold: int
    on_hand: int
    coming: int = 0


def units_to_send(
    outlet: Outlet, *, unsold: int, days_left: int, pack: int = 1, window: int = WINDOW_DAYS
) -> int:
    """Base units that sell there in time and not here, in whole packs; 0 where none do.

    ``pack`` is the base units of the smallest pack that is sold.
    """
    wanted = outlet.sold * max(0, days_left) // window - outlet.on_hand - outlet.coming
    return max(0, min(unsold, wanted)) // pack * pack


def opens_pack(quantity: int, *, there: int, pack: int) -> bool:
    """Whether so many units of ``there`` would leave a pack that is only sold whole opened."""
    return quantity % pack != 0 and quantity != there


def a_month(sold: int, window: int = WINDOW_DAYS) -> int:
    """What a rate comes to in 30 days, halves up."""
    return (2 * sold * MONTH_DAYS + window) // (2 * window)
