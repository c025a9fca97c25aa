"""The row of a person's contact, made with their key when it is first needed."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor, ActorKind
from theriac.core.privacy.keys import make_keys
from theriac.core.problems import NotFound
from theriac.domains.accounts.models import StaffProfile, User
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.people import people_seen, staff

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


def managed_person(actor: Actor, user_id: UUID) -> User:
    """Somebody whose staff the actor manages, locked. Raises NotFound."""
    people = staff().select_for_update().filter(id=user_id, erased_at=None)
    if actor.kind is not ActorKind.SYSTEM:
        seen = people_seen(actor=actor, permission=MANAGE_STAFF).order_by().values("id")
        people = people.filter(id__in=seen)
    user = people.first()
    if user is None:
        raise NotFound(_("This person isn't on the staff."))
    return user
