"""What of a sweep is asked of one database in one run; ``--long`` asks all of it of each.

A sweep asks every screen or operation with many values or roles, and takes minutes on each
database, while nearly all that it finds shows with any value and on any database. So an ordinary
run draws. SQLite is asked every name, so that what is new is asked at once, each with few of its
values; a server is asked a ninth of the names, another ninth than the other server's. Where a run
asks only what a change can reach, SQLite is asked each name that it reaches and a ninth of the
others, the next ninth after each whole proof; a server is asked of its own ninth what the change
reaches, and of all names the next twenty-seventh after each whole proof. Of the dearest sweeps
(``by_halves``) a gate asks SQLite what changed itself and a half of the other names, the other
half after the next whole proof. What is drawn follows from the run's seed, the name and the change
alone: the same on every machine, whatever runs beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

SEED = 739_576
"""What every ordinary run draws by; a long run draws by its day."""
SHARE = 9
"""A server is asked one name of so many, unless a sweep says otherwise."""
OF_THE_REST = 3
"""By change a server is asked one in so many of its share of the names whatever they are."""
Value = TypeVar("Value")
_SHIFTS = {"postgresql": 0, "mariadb": 1}


@dataclass(frozen=True)
class Turns:
    """Draws by the seed for a database. Called with a name: whether it is asked at all."""

    seed: int
    database: str
    is_long: bool
    reaches: Callable[[str], bool] | None = None
    """Where not every name is asked: whether a change reaches one."""
    turn: int = 0
    """How many whole proofs there were: moves on what is asked though nothing reaches it."""
    anew: Callable[[str], bool] | None = None
    """Where the dearest are asked by halves: whether what answers to a name changed itself."""

    def __call__(self, name: str, share: int = SHARE) -> bool:
        if self.is_long:
            return True
        shift = _SHIFTS.get(self.database)
        if shift is None:
            return self.reaches is None or self.is_on(name, self.turn) or self.reaches(name)
        is_own = self.is_on(name, shift, share)
        if self.reaches is None:
            return is_own
        is_due = self.is_on(name, self.turn + shift, share * OF_THE_REST)
        return is_due or (is_own and self.reaches(name))

    def by_halves(self, name: str, share: int = SHARE) -> bool:
        """Whether a sweep that is dear asks a name: in a gate SQLite has a half of them."""
        if self.is_long or self.anew is None or self.database in _SHIFTS:
            return self(name, share)
        return self(name) and (self.is_on(name, self.turn, 2) or self.anew(name))

    def is_on(self, name: str, shift: int, share: int = SHARE) -> bool:
        """Whether a name is in the share that is asked without any reason."""
        return (crc32(name.encode()) + self.seed + shift) % share == 0

    def on_one_server(self, name: str) -> bool:
        """Whether it is asked here, where one of the two servers is enough; SQLite is asked all."""
        shift = _SHIFTS.get(self.database)
        if self.is_long or shift is None:
            return True
        return (crc32(f"{name} on one server".encode()) + self.seed + shift) % len(_SHIFTS) == 0

    def one_in(self, count: int, name: str) -> bool:
        """Whether a name is among the one in so many that is asked the dearer way."""
        return self.is_long or (crc32(f"{name} dearer".encode()) + self.seed) % count == 0

    def some(
        self, name: str, values: Sequence[Value], count: int = 1, moved: int = 0
    ) -> list[Value]:
        """So many of a name's values: the next ones for the next seed, or where it ``moved`` on."""
        if self.is_long or len(values) <= count:
            return list(values)
        first = crc32(f"{name} of {len(values)}".encode()) + (self.seed + moved) * count
        return [values[(first + step) % len(values)] for step in range(count)]
