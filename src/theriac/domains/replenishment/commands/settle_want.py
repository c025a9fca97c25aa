"""Marking an entry of the want list as taken for an order, giving it back, removing it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.listing.selection import Outcome, outcome, selected
from theriac.core.problems import Text, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.commands.want import NOT_LISTED, RECORD, REMOVED, listed
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
    reason = _checked(reason)
    entry = listed(branch_id, want_id, version)
    end_entry(entry, WantEntry.State.REMOVED, actor.id, reason)
    current_unit().record(RECORD, entry.id, reason=reason)
    return entry.version


@command(
    name="replenishment.take_wants",
    done=gettext_lazy("Marked want list entries as ordered"),
    permission=KEEP_WANTS,
)
def take_wants(*, actor: Actor, branch_id: BranchId, want_ids: Sequence[UUID]) -> Outcome:
    """Somebody orders all of them, as ``take_want`` says of one.

    Left out is what isn't the branch's, left the list, or is ordered already. Raises NotFound
    where nothing is left, Unprocessable for no entry or more than ``core.listing.selection.MOST``.
    """
    entries, left_out = _standing(branch_id, want_ids)
    ordered = WantEntry.State.TAKEN
    if any(entry.state == ordered for entry in entries):
        left_out.append(_("This entry is already marked as ordered."))
    entries = [entry for entry in entries if entry.state != ordered]
    found = outcome(len(entries), left_out)
    _change(entries, state=ordered, taken_by=actor.id, taken_at=clock.now())
    for entry in entries:
        record_state(entry, ordered)
    return found


@command(
    name="replenishment.remove_wants",
    done=gettext_lazy("Removed entries from the want list"),
    permission=KEEP_WANTS,
)
def remove_wants(
    *, actor: Actor, branch_id: BranchId, want_ids: Sequence[UUID], reason: str
) -> Outcome:
    """Take all of them off the list, with one reason, as ``remove_want`` does one.

    Left out is what isn't the branch's or left the list. Raises NotFound where nothing is left,
    Unprocessable without a reason, for no entry or more than ``core.listing.selection.MOST``.
    """
    reason = _checked(reason)
    entries, left_out = _standing(branch_id, want_ids)
    found = outcome(len(entries), left_out)
    _change(
        entries,
        state=WantEntry.State.REMOVED,
        open_key=None,
        ended_reason=reason,
        ended_by=actor.id,
        ended_at=clock.now(),
    )
    for entry in entries:
        current_unit().record(RECORD, entry.id, reason=reason)
    return found


def end_entry(entry: WantEntry, state: str, person_id: UUID, reason: str = "") -> None:
    """Let a locked entry leave the list; it stays to be read."""
    entry.state, entry.open_key, entry.ended_reason = state, None, reason
    entry.ended_by, entry.ended_at = person_id, clock.now()
    keep(entry)


def record_state(entry: WantEntry, state: str) -> None:
    """Record what state an entry came to; the command's name says it to people."""
    facts = {"state": str(state)}
    current_unit().record(RECORD, entry.id, facts=facts, branch_id=entry.branch_id)


def _checked(reason: str) -> str:
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Unprocessable(_("Enter a reason."), field="reason")
    return reason


def _standing(branch_id: UUID, want_ids: Sequence[UUID]) -> tuple[list[WantEntry], list[Text]]:
    """Which of the selected stand on the branch's list, locked, and why others don't."""
    wanted = selected(want_ids)
    rows = WantEntry.objects.select_for_update().filter(id__in=wanted, branch_id=branch_id)
    found = list(rows.order_by("id"))
    left_out: list[Text] = []
    if len(found) < len(wanted):
        left_out.append(NOT_LISTED)
    if any(entry.open_key is None for entry in found):
        left_out.append(REMOVED)
    return [entry for entry in found if entry.open_key is not None], left_out


def _change(entries: Sequence[WantEntry], **values: object) -> None:
    """Change locked entries, each to its next version."""
    chosen = WantEntry.objects.filter(id__in=[entry.id for entry in entries])
    chosen.update(**values, version=F("version") + 1)


def _set(entry: WantEntry, state: WantEntry.State, taker: Actor | None) -> int:
    if entry.state == state:
        return entry.version
    entry.state = state
    entry.taken_by = taker.id if taker else None
    entry.taken_at = clock.now() if taker else None
    entry.order_id = None
    keep(entry)
    record_state(entry, state)
    return entry.version
