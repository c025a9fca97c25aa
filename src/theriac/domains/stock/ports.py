"""What stock needs of those above it: who freezes lots, keeps batches held, registers, waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from theriac.core.problems import Text
    from theriac.domains.stock.models import Batch
    from theriac.domains.stock.queries.registered import RegisteredMove
    from theriac.domains.stock.queries.worth import MovedWorth

Frozen = Mapping[UUID, Any]
"""What froze batches that come in, by batch id; only who froze them looks into it."""


class FreezesLots(Protocol):
    """Knows the lots that were recalled."""

    def freeze(self, batches: Sequence[Batch]) -> Frozen:
        """Set the state of batches whose lot was recalled.

        For batches that aren't in the books yet, or get their number only now; the caller writes
        them, and tells ``join`` how much came. A lot is its product's.
        """

    def join(self, came: Sequence[tuple[Batch, int]], frozen: Frozen, branch_id: UUID) -> None:
        """Note each frozen batch with what froze it, and the base units of it that came."""


class KeepsHeld(Protocol):
    """Knows batches that nobody releases by hand yet."""

    def __call__(self, batch_id: UUID) -> Text:
        """Why, and what to do; "" for a batch that isn't concerned."""


class Minimums(Protocol):
    """Knows what a branch wants at least."""

    def __call__(self, branch_id: UUID, product_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """Base units by product, of those that have a minimum; one read."""


class KeepsBooks(Protocol):
    """Enters what stock is worth into the books."""

    def __call__(self, moved: Sequence[MovedWorth]) -> None:
        """Of movements that this unit of work posts; to be written with them."""


class KeepsRegisters(Protocol):
    """Keeps the registers that the law asks for of some goods."""

    def registers_of(self, product_ids: Collection[UUID]) -> Mapping[UUID, str]:
        """The register of each of these products that is in one; one read."""

    def enter(self, moved: Sequence[RegisteredMove]) -> None:
        """Write their lines with the running command, in this order."""

    def release(self, branch_id: UUID, batch_id: UUID, product_id: UUID, reason: str) -> None:
        """A held batch may be sold again; one read."""


class ServesLines(Protocol):
    """Keeps the lines of people who wait for goods; a line is a branch and a product."""

    def waiting(self, lines: Collection[tuple[UUID, UUID]]) -> Collection[tuple[UUID, UUID]]:
        """Those in which somebody waits or has an offer; one read."""

    def serve(self, lines: Collection[tuple[UUID, UUID]]) -> None:
        """Reserve what is free for who is first, inside a unit of work."""


_books: list[KeepsBooks] = []
_freezing: list[FreezesLots] = []
_keeping: dict[str, KeepsHeld] = {}
_lines: list[ServesLines] = []
_minimums: list[Minimums] = []
_registers: list[KeepsRegisters] = []


def register_books(books: KeepsBooks) -> None:
    """Let ``books`` follow what stock is worth; the last one counts."""
    _books[:] = [books]


def enter_worth(moved: Sequence[MovedWorth]) -> None:
    """Tell the books. Somebody must keep them: no movement goes unvalued."""
    _books[0](moved)


def register_freezing(lots: FreezesLots) -> None:
    """Let ``lots`` say which arrivals are frozen; the last one counts."""
    _freezing[:] = [lots]


def freeze_arrivals(batches: Sequence[Batch]) -> Frozen:
    """Set the state of batches whose lot was recalled, before they are written.

    Somebody must answer: goods are never taken in unasked.
    """
    return _freezing[0].freeze(batches)


def join_recalls(came: Sequence[tuple[Batch, int]], frozen: Frozen, branch_id: UUID) -> None:
    """Note what was frozen with the base units of it that came, after it was written."""
    _freezing[0].join(came, frozen, branch_id)


def register_keeping(name: str, keeps: KeepsHeld) -> None:
    """Let ``keeps`` say which batches stay held, under a name of its own."""
    _keeping[name] = keeps


def why_kept(batch_id: UUID) -> Text:
    """Why a batch isn't released by hand; "" where nobody keeps it."""
    return next((why for keeps in _keeping.values() if (why := keeps(batch_id))), "")


def register_minimums(minimums: Minimums) -> None:
    """Let ``minimums`` answer; the last one counts."""
    _minimums[:] = [minimums]


def minimums_of(branch_id: UUID, product_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """Base units that the branch wants at least, by product; left out where none was set."""
    return _minimums[0](branch_id, product_ids)


def register_registers(registers: KeepsRegisters) -> None:
    """Let ``registers`` follow what the law asks to be registered; the last one counts."""
    _registers[:] = [registers]


def registers_of(product_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The register of each of these products that the law wants in one, by its code.

    Somebody must answer: no controlled goods come in unasked.
    """
    return _registers[0].registers_of(product_ids)


def enter_registered(moved: Sequence[RegisteredMove]) -> None:
    """Have a line written of each of these movements, with the running command."""
    _registers[0].enter(moved)


def release_registered(branch_id: UUID, batch: Batch, reason: str) -> None:
    """Let who keeps registers see to a batch that may be sold again."""
    _registers[0].release(branch_id, batch.id, batch.product_id, reason)


def register_lines(lines: ServesLines) -> None:
    """Let ``lines`` be served first of what comes free; the last one counts."""
    _lines[:] = [lines]


def waiting_among(lines: Collection[tuple[UUID, UUID]]) -> Collection[tuple[UUID, UUID]]:
    """Those of these products at branches for which somebody waits or has an offer."""
    return _lines[0].waiting(lines)


def serve_lines(lines: Collection[tuple[UUID, UUID]]) -> None:
    """Reserve what is free for who is first in these lines, in the running command."""
    _lines[0].serve(lines)
