"""What a recall names, and what became of its units: pure decisions.

A recall is typed or scanned: one code, or a code or name with lots, a line. Its units are summed
from the movements of their batches, by one sum that serves everywhere: WHO Technical Report Series
986, annex 2, 15 (recalls): what was distributed and what was taken back, destroyed or returned are
reconciled, and the result is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.gs1.problems import UnreadableCode

MOST_LINES = 2000
_PARTS = re.compile(r"[\t;|]")


@dataclass(frozen=True, slots=True)
class Sought:
    """One line of what is recalled: a code or a product's name, and a lot; "" is every lot."""

    line: int
    code: str = ""
    name: str = ""
    lot: str = ""


def read_lines(text: str) -> list[Sought]:
    """The lines of a text, each a GS1 code, or ``code; lot``, ``code lot``, ``name; lot``."""
    found: list[Sought] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found += _read(number, line.strip())
    return found[: MOST_LINES + 1]


def write_lines(sought: Sequence[Sought]) -> str:
    """The lines as ``read_lines`` reads them."""
    return "\n".join(f"{one.code or one.name};{one.lot}" for one in sought)


def _read(number: int, line: str) -> Iterator[Sought]:
    first, *lots = (part.strip() for part in _PARTS.split(line))
    if lots:
        for lot in [lot for lot in lots if lot] or [""]:
            yield _sought(number, first, lot)
        return
    try:
        code = read_code(line)
    except UnreadableCode:
        yield Sought(number, name=line)
        return
    if code.gtin:
        yield Sought(number, code=code.gtin, lot=code.batch_number or "")
        return
    head, *rest = line.split()
    if gtin14(head):
        for lot in rest:
            yield Sought(number, code=head, lot=lot)
        return
    yield _sought(number, line, "")


def _sought(number: int, first: str, lot: str) -> Sought:
    """By its code, and where no product has that code, by its name."""
    return Sought(number, code=first, name="" if gtin14(first) else first, lot=lot)


REVERSAL, BROUGHT_BACK, COMPOUNDING = "reversal", "brought_back", "compounding"
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

Goods that went to another batch when products were merged count as received by that one, and
what was compounded as received by the batch made.
"""


def part_of(kind: str, *, comes_in: bool) -> str:
    """The sum that a movement from or to the outside belongs to."""
    return RECEIVED if kind == COMPOUNDING and comes_in else PARTS.get(kind, EXPLAINED)


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
        is_reversal = one.kind == REVERSAL
        kind = one.reversed_kind if is_reversal else one.kind
        part = part_of(kind, comes_in=one.comes_in is not is_reversal)
        sums[part] += into if part == RECEIVED else -into
        if kind == BROUGHT_BACK:
            back += into
    return Accounted(**sums, found=found, elsewhere=elsewhere, brought_back=back, late=late)
