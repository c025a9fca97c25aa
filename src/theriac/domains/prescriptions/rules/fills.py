"""How much of a line may be dispensed: the first time and each repeat apart.

Source of the arithmetic: shared vectors ``id_salinan_resep.json`` (total = prescribed × (1 + iter);
one hand-over doesn't cross from one of them into the next).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authorised:
    """A line's authorisation in base units, with what was dispensed of it."""

    quantity: int
    repeats: int
    dispensed: int

    @property
    def total(self) -> int:
        """All that may ever be dispensed."""
        return self.quantity * (1 + self.repeats)

    @property
    def remaining(self) -> int:
        """What is left of all."""
        return max(0, self.total - self.dispensed)

    @property
    def now(self) -> int:
        """What may be dispensed at once: the rest of the time that was begun, else a whole one."""
        return min(self.remaining, self.quantity - self.dispensed % self.quantity)

    def left_of_round(self, given: int) -> int:
        """What may still be dispensed of the time that a round is for, where it ``given`` this.

        A round that completed a time doesn't go on into the next: that wants a review of its own.
        """
        is_done = given > 0 and self.dispensed % self.quantity == 0
        return 0 if is_done else self.now

    @property
    def times(self) -> int:
        """How many of first time and repeats were dispensed in whole."""
        return self.dispensed // self.quantity

    @property
    def repeats_used(self) -> int:
        """How many repeats were begun."""
        begun = -(-self.dispensed // self.quantity)
        return max(0, begun - 1)

    def allows(self, quantity: int) -> bool:
        """Whether so many base units may be dispensed at once."""
        return 0 < quantity <= self.now
