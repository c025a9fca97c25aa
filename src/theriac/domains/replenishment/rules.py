"""How long stock lasts, and how many units will expire before they sell: pure decisions.

The rate of sale is an exact ratio: ``sold`` base units in ``window`` whole days. A batch may be
sold on every day before its expiry, so that one that expires in ``n`` days has ``n`` selling days,
today among them. By then ``floor(sold * n / window)`` units of the product are wanted, and the
batches are eaten in order of their expiry (FEFO): what earlier ones gave is no longer wanted of a
later one. What is left then is unsold. A held batch sells nothing as long as it is held, an
expired one nothing at all. The rule is ours; ``inventory_formulas.json`` caps orders the same way
(daily demand times usable days less the stock that is used first).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

WINDOW_DAYS = 90
"""The whole days before today of which the rate of sale is told."""


class Band(StrEnum):
    """How near a batch is to its expiry; each batch of the board is in one."""

    EXPIRED = "expired"
    STOP = "stop"
    LOOK = "look"
    FAR = "far"


class Proposal(StrEnum):
    """What may be done with a batch that is on the board."""

    MOVE_OUT = "move_out"
    RETURN = "return"
    TRANSFER = "transfer"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class ExpiryBands:
    """Days before an expiry from which a batch is in a band: stop <= look <= far."""

    far: int = 180
    look: int = 90
    stop: int = 30


@dataclass(frozen=True, slots=True)
class AgeingBatch:
    """A batch in a place with its expiry; ``quantity`` base units, ``held`` sells nothing."""

    id: UUID
    quantity: int
    expires_on: date
    received_on: date
    held: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another branch: base units that it has, and that it sold in the window."""

    branch_id: UUID
    on_hand: int
    sold: int


def band_of(days_left: int, bounds: ExpiryBands) -> Band | None:
    """The band of a batch with so many days left; None where it is farther than the board."""
    if days_left <= 0:
        return Band.EXPIRED
    if days_left <= bounds.stop:
        return Band.STOP
    if days_left <= bounds.look:
        return Band.LOOK
    return Band.FAR if days_left <= bounds.far else None


def band_days(band: Band, bounds: ExpiryBands) -> tuple[int | None, int]:
    """The least and the most days left of a band; no least of what is expired."""
    return {
        Band.EXPIRED: (None, 0),
        Band.STOP: (1, bounds.stop),
        Band.LOOK: (bounds.stop + 1, bounds.look),
        Band.FAR: (bounds.look + 1, bounds.far),
    }[band]


def unsold_units(
    batches: Iterable[AgeingBatch], *, today: date, sold: int, window: int = WINDOW_DAYS
) -> Mapping[UUID, int]:
    """Base units of each batch of one product that will be left at its expiry."""
    ordered = sorted(batches, key=lambda one: (one.expires_on, one.received_on, str(one.id)))
    eaten = 0
    left: dict[UUID, int] = {}
    for batch in ordered:
        days = max(0, (batch.expires_on - today).days)
        wanted = 0 if batch.held else max(0, sold * days // window - eaten)
        taken = min(batch.quantity, wanted)
        eaten += taken
        left[batch.id] = batch.quantity - taken
    return left


def sells_elsewhere(
    branches: Iterable[Elsewhere], *, unsold: int, days_left: int, window: int = WINDOW_DAYS
) -> UUID | None:
    """The branch that would sell most of ``unsold`` units besides its own; None for none."""
    best: tuple[int, UUID] | None = None
    for one in sorted(branches, key=lambda branch: str(branch.branch_id)):
        room = min(unsold, one.sold * max(0, days_left) // window - one.on_hand)
        if room > 0 and (best is None or room > best[0]):
            best = (room, one.branch_id)
    return best[1] if best else None


def propose(
    *, days_left: int, unsold: int, sold: int, transferable: bool, held: bool = False
) -> tuple[Proposal, ...]:
    """What to do, the best first: nothing where all will sell in time.

    What is held or recalled is sold nowhere: it goes back to the supplier or stays where it lies.
    Expired goods go back to the supplier within its terms or are moved out. What another branch
    would sell goes there. What sells here sells faster at a lower price. The rest goes back.
    """
    if held:
        return (Proposal.RETURN,) if unsold else ()
    if days_left <= 0:
        return (Proposal.RETURN, Proposal.MOVE_OUT)
    if not unsold:
        return ()
    found = [Proposal.TRANSFER] if transferable else []
    if sold:
        found.append(Proposal.MARKDOWN)
    return (*found, Proposal.RETURN)


def days_counted(days: int, days_out: int) -> int:
    """The days that a rate divides by: those on which there was something to sell, at least one."""
    return max(1, days - days_out)


def days_of_cover(available: int, sold: int, days: int = WINDOW_DAYS) -> int | None:
    """The whole days that ``available`` base units last, rounded down; None where none sells.

    ``sold`` is what was sold in the last so many whole days: days of supply on hand, which is the
    stock over the mean daily use.
    """
    return available * days // sold if sold > 0 else None
