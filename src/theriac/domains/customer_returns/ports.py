"""What returns ask of who knows the tills, which lie above."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

HasOpenTill = Callable[[UUID], bool]
"""Whether a till of a branch is open."""
HeldNoteOf = Callable[[UUID, UUID], str | None]
"""The number of a credit note of a branch's sale that waits for a person; None for none."""
_asked: list[tuple[HasOpenTill, HeldNoteOf]] = []


def register_tills(has_open_till: HasOpenTill, held_note_of: HeldNoteOf) -> None:
    """Let cash of refunds be paid out at a till where one is open, and held notes be known.

    ValueError for another.
    """
    if _asked:
        raise ValueError("two know the tills")
    _asked.append((has_open_till, held_note_of))


def pays_at_till(branch_id: UUID) -> bool:
    """Whether cash is refunded at a till, as a cash-out of its session."""
    return any(has_open_till(branch_id) for has_open_till, _held in _asked)


def held_note(branch_id: UUID, sale_id: UUID) -> str | None:
    """The number of a credit note of a branch's sale that is on hold; None for none."""
    found = (held_note_of(branch_id, sale_id) for _open, held_note_of in _asked)
    return next((number for number in found if number is not None), None)
