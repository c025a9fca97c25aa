"""What a transfer may do next, and where a batch may go: pure decisions.

A transfer is written down, approved, sent, received in one or several goes, and closed. At every
instant what was sent is what was received, lost, returned and is on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from theriac.domains.stock.rules.allocation import BatchCondition


class Explanation(StrEnum):
    """What became of goods that were sent and didn't come."""

    LOST = "lost"
    RETURNED = "returned"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Progress:
    """Base units of a line; ``found`` takes back what was said to be lost."""

    sent: int
    received: int
    lost: int
    returned: int

    @property
    def in_transit(self) -> int:
        """On the way still."""
        return self.sent - self.received - self.lost - self.returned


def state_of(lines: Iterable[Progress]) -> str:
    """The state of what was sent: nothing came yet, a part did, nothing is on the way any more."""
    lines = list(lines)
    if not any(line.in_transit for line in lines):
        return "received"
    touched = any(line.received or line.lost or line.returned for line in lines)
    return "partly_received" if touched else "dispatched"


def may_go_to_shelf(condition: BatchCondition) -> bool:
    """Whether a batch may go to a place that sells; quarantine takes every batch."""
    return condition is BatchCondition.SELLABLE


def most_explained(line: Progress, explanation: Explanation) -> int:
    """How many units of a line may be explained so."""
    return line.lost if explanation is Explanation.FOUND else line.in_transit
