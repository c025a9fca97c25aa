"""Marking an entry of the want list as taken for an order, giving it back, removing it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.commands.want import RECORD, listed
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.replenishment.permissions import KEEP_WANTS

LONGEST_REASON = 120


@command(
    name="replenishment.take_want",
    done=gettext_lazy("Marked a want list entry as ordered"),
    permission=KEEP_WANTS,
)
def take_want(*, actor: Actor, branch_id: BranchId, want_id: UUID, version: int) -> int:
    """Somebody orders it; it stays on the list until it came. Returns the version then.

    Raises NotFound, WantEnded, Stale.
    """
    entry = listed(branch_id, want_id, version)
    return _set(entry, WantEntry.State.TAKEN, actor)


@command(
    name="replenishment.give_want_back",
    done=gettext_lazy("Returned an entry to the want list"),
    permission=KEEP_WANTS,
)
def give_want_back(*, actor: Actor, branch_id: BranchId, want_id: UUID, version: int) -> int:
    """It wasn't ordered after all; returns the version then. Raises NotFound, WantEnded, Stale."""
    entry = listed(branch_id, want_id, version)
    return _set(entry, WantEntry.State.OPEN, None)


@command(
    name="replenishment.remove_want",
    done=gettext_lazy("Removed an entry from the want list"),
    permission=KEEP_WANTS,
)
def remove_want(
    *, actor: Actor, branch_id: BranchId, want_id: UUID, version: int, reason: str
) -> int:
    """Take it off the list, with the reason; returns the version then.

    Raises NotFound, WantEnded, Stale, Unprocessable without a reason.
    """
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Unprocessable(_("Enter a reason."), field="reason")
    entry = listed(branch_id, want_id, version)
    end_entry(entry, WantEntry.State.REMOVED, actor.id, reason)
    current_unit().record(RECORD, entry.id, reason=reason)
    return entry.version


def end_entry(entry: WantEntry, state: str, person_id: UUID, reason: str = "") -> None:
    """Let a locked entry leave the list; it stays to be read."""
    entry.state, entry.open_key, entry.ended_reason = state, None, reason
    entry.ended_by, entry.ended_at = person_id, clock.now()
    keep(entry)


def _set(entry: WantEntry, state: WantEntry.State, taker: Actor | None) -> int:
    if entry.state == state:
        return entry.version
    entry.state = state
    entry.taken_by = taker.id if taker else None
    entry.taken_at = clock.now() if taker else None
    keep(entry)
    current_unit().record(RECORD, entry.id, reason=str(state.value))
    return entry.version
