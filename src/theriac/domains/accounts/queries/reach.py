"""On whom one may act: people whose staff one manages wherever they work, and who may no more.

Every command that concerns another person is guarded by it, so that nobody gets at a higher
account, or at one of another branch, by a way that forgot to ask.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor, ActorKind
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, NotPermitted
from theriac.core.rights import require_anywhere
from theriac.domains.accounts.grants import check_may_give
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.problems import BeyondOwnRights
from theriac.domains.accounts.queries.actors import grants_of
from theriac.domains.accounts.queries.people import people_seen

Held = Mapping[UUID | None, Collection[str]]


def guard_person(actor: Actor, permission: Permission, user_id: UUID) -> None:
    """Raise NotFound for somebody whom the actor doesn't see by this right, else NotPermitted.

    The latter for who works where the actor lacks it, or holds a powerful right that the actor
    lacks there. Oneself everybody may.
    """
    seen = people_seen(actor=actor, permission=permission).filter(erased_at=None)
    if not seen.filter(id=user_id).exists():
        raise _nobody()
    if user_id == actor.id:
        return
    held = grants_of([user_id]).get(user_id, {})
    if not _works_within(actor, permission, held):
        raise NotPermitted(_("This affects branches whose staff you don't manage. Ask the owner."))
    if not _may_no_more(actor, held):
        raise NotPermitted(_("This person has more permissions than you. Ask the owner."))


def guard_self_or_person(actor: Actor, user_id: UUID) -> None:
    """Raise as ``guard_person`` where it is somebody else, and NotPermitted without the right."""
    if user_id != actor.id and actor.kind is not ActorKind.SYSTEM:
        require_anywhere(actor, MANAGE_STAFF)
        guard_person(actor, MANAGE_STAFF, user_id)


def those_within(actor: Actor, user_ids: Collection[UUID]) -> set[UUID]:
    """Those of these people, all of whom the actor sees, on whom they may act; in one read."""
    held = grants_of(list(user_ids))
    return {
        one
        for one in user_ids
        if one == actor.id
        or (
            _works_within(actor, MANAGE_STAFF, held.get(one, {}))
            and _may_no_more(actor, held.get(one, {}))
        )
    }


def _works_within(actor: Actor, permission: Permission, held: Held) -> bool:
    return all(actor.may(permission, branch_id) for branch_id in held)


def _may_no_more(actor: Actor, held: Held) -> bool:
    try:
        for branch_id, codes in held.items():
            check_may_give(actor, codes, branch_id)
    except BeyondOwnRights:
        return False
    return True


def _nobody() -> NotFound:
    return NotFound(_("This person isn't on the staff."))
