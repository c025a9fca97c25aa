"""What became of a batch's units, from its movements: pure, so that one sum serves everywhere.

WHO Technical Report Series 986, annex 2, 15 (recalls): what was distributed and what was taken
back, destroyed or returned are reconciled, and the result is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

REVERSAL, BROUGHT_BACK = "reversal", "brought_back"
RECEIVED, SOLD, RETURNED = "received", "sold", "returned"
DESTROYED, EXPLAINED = "destroyed", "explained"
PARTS = {
    "receipt": RECEIVED,
    "opening": RECEIVED,
    "merge": RECEIVED,
    "sale": SOLD,
    BROUGHT_BACK: SOLD,
    "to_supplier": RETURNED,
    "destruction": DESTROYED,
}
"""Which sum a kind of movement belongs to, a reversal by what it reverses; any other explains.

Goods that went to another batch when products were merged count as received by that one.
"""


@dataclass(frozen=True, slots=True)
class MovedUnits:
    """The sum of like movements across the boundary to the outside; ``reversed_kind`` or ""."""

    kind: str
    reversed_kind: str
    comes_in: bool
    units: int


@dataclass(frozen=True, slots=True)
class Accounted:
    """Base units of one batch over all branches.

    ``found`` lies in quarantine, ``elsewhere`` on shelves and on the way; ``sold`` is with the
    customers, less what they brought back; ``late`` was sold offline while the books had none to
    give, and has an open case.
    """

    received: int = 0
    found: int = 0
    elsewhere: int = 0
    returned: int = 0
    destroyed: int = 0
    sold: int = 0
    brought_back: int = 0
    explained: int = 0
    late: int = 0

    @property
    def unaccounted(self) -> int:
        """Received and not found, returned, destroyed, sold or explained."""
        known = self.found + self.returned + self.destroyed + self.sold + self.explained
        return self.received - known

    @property
    def adds_up(self) -> bool:
        """Whether the ledger tells the same as what lies in the places."""
        return self.unaccounted == self.elsewhere

    @property
    def is_settled(self) -> bool:
        """Whether the recall of it may close: nothing is left to be found or settled."""
        return self.adds_up and not self.elsewhere and not self.late

    def plus(self, other: Accounted) -> Accounted:
        """The sum of two."""
        names = Accounted.__slots__
        return Accounted(**{name: getattr(self, name) + getattr(other, name) for name in names})


def account(moved: Iterable[MovedUnits], *, found: int, elsewhere: int, late: int = 0) -> Accounted:
    """What the movements say, beside what the places have."""
    sums = dict.fromkeys((RECEIVED, SOLD, RETURNED, DESTROYED, EXPLAINED), 0)
    back = 0
    for one in moved:
        into = one.units if one.comes_in else -one.units
        kind = one.reversed_kind if one.kind == REVERSAL else one.kind
        part = PARTS.get(kind, EXPLAINED)
        sums[part] += into if part == RECEIVED else -into
        if kind == BROUGHT_BACK:
            back += into
    return Accounted(**sums, found=found, elsewhere=elsewhere, brought_back=back, late=late)
