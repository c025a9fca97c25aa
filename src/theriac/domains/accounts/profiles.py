"""The row of a person's contact, made with their key when it is first needed."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from theriac.core.privacy.keys import make_keys
from theriac.domains.accounts.models import StaffProfile, User

AT_ONCE = 500


def own_or_new_profile(user_id: UUID) -> StaffProfile:
    """The person's profile, locked; a new one isn't saved yet. Their key is durable."""
    found = StaffProfile.objects.select_for_update().filter(id=user_id).first()
    if found is not None:
        return found  # type: ignore[no-any-return] # a PersonalEntity's manager
    make_keys([user_id])
    return StaffProfile(id=user_id, user_id=user_id)


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are people of the staff, so that nobody takes their keys for left over."""
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = User.objects.filter(id__in=wanted[start : start + AT_ONCE]).order_by()
        found |= set(rows.values_list("id", flat=True))
    return found
