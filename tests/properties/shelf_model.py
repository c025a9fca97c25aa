"""A shelf as simple as possible, to compare the real one with. Imports nothing of Theriac."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class ModelBatch:
    """One batch: what is left, in how many days it expires, in what order it came."""

    name: str
    quantity: int
    days: int
    arrived: int
    held: bool = False


@dataclass
class ModelShelf:
    """Batches of one product; boxes of ``box`` units."""

    box: int
    batches: list[ModelBatch] = field(default_factory=list)

    def receive(self, name: str, quantity: int, days: int) -> None:
        """A new batch arrives."""
        self.batches.append(ModelBatch(name, quantity, days, len(self.batches)))

    def of(self, name: str) -> ModelBatch:
        """The batch with this name."""
        return next(batch for batch in self.batches if batch.name == name)

    def sellable(self) -> list[ModelBatch]:
        """Opened boxes first, then what expires first, then what came first."""
        good = [b for b in self.batches if b.quantity and b.days > 0 and not b.held]
        return sorted(good, key=lambda b: (b.quantity % self.box == 0, b.days, b.arrived))

    def sell(self, quantity: int) -> dict[str, int] | None:
        """What is taken from which batch, or None when there isn't enough."""
        if sum(batch.quantity for batch in self.sellable()) < quantity:
            return None
        taken: dict[str, int] = {}
        left = quantity
        for batch in self.sellable():
            share = min(left, batch.quantity)
            if share:
                taken[batch.name] = share
                left -= share
        for name, share in taken.items():
            self.of(name).quantity -= share
        return taken

    def push(self, name: str, quantity: int) -> int:
        """A counter sold from this batch whatever the books say; returns what was missing."""
        batch = self.of(name)
        given = min(batch.quantity, quantity)
        batch.quantity -= given
        return quantity - given
