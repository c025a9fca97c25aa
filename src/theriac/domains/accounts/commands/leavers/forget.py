"""What the database keeps of staff whose key is gone."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.leavers.erase import forget_person
from theriac.domains.accounts.queries.people import staff

AT_ONCE = 500


def erased() -> set[UUID]:
    """Everybody of the staff whose erasure is on record."""
    rows = staff().exclude(erased_at=None).order_by()
    return set(rows.values_list("id", flat=True))


def forget(gone: Collection[UUID]) -> int:
    """Erase those whose key is gone and who aren't erased here: in a backup they weren't yet."""
    wanted = sorted(gone)
    count = 0
    for start in range(0, len(wanted), AT_ONCE):
        rows = staff().filter(id__in=wanted[start : start + AT_ONCE], erased_at=None)
        for user_id in rows.order_by("id").values_list("id", flat=True):
            forget_person(actor=SYSTEM, user_id=user_id)
            count += 1
    return count
