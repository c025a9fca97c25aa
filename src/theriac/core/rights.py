"""Where a right is asked: at a branch, at any, at every one, or over another person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import NotPermitted


class Concerns(StrEnum):
    """What a command changes, and so where its right is asked."""

    PHARMACY = "pharmacy"
    """What all branches share, such as a product: at every branch."""
    BRANCH = "branch"
    """Something of the branch ``branch_id``: there; None means every branch."""
    THING = "thing"
    """Something that the command finds: anywhere, and where it lies the command itself asks."""
    PERSON = "person"
    """Other people (``user_id``, ``user_ids``): where they work, by who may no less than they."""
    ONESELF = "oneself"
    """The actor's own things: anywhere."""


def require(actor: Actor, permission: Permission, branch_id: UUID | None) -> None:
    """Raise NotPermitted unless the actor holds the right at the branch (None: at every one)."""
    if branch_id is None:
        require_everywhere(actor, permission)
    elif not actor.may(permission, branch_id):
        raise _refusal(permission)


def require_anywhere(actor: Actor, permission: Permission) -> None:
    """Raise NotPermitted unless the actor holds the right at some branch."""
    if not actor.may_anywhere(permission):
        raise _refusal(permission)


def require_everywhere(actor: Actor, permission: Permission) -> None:
    """Raise NotPermitted unless the actor holds the right at every branch that there is."""
    if actor.may_everywhere(permission):
        return
    if not actor.holds(permission):
        raise _refusal(permission)
    words = _(
        "This applies to every branch. Ask a colleague who has this permission at "
        "every branch: %(what)s."
    )
    raise NotPermitted(words % {"what": permission.title}, permission=permission.code)


def _refusal(permission: Permission) -> NotPermitted:
    words = _("You need permission for this: %(what)s. Ask a colleague who has it.") % {
        "what": permission.title
    }
    return NotPermitted(words, permission=permission.code)


PersonGuard = Callable[[Actor, Permission, UUID], None]


def _nobody(_actor: Actor, _permission: Permission, _user_id: UUID) -> None:
    raise RuntimeError("nobody says who may act on whom")


_guard: PersonGuard = _nobody


def guard_people(guard: PersonGuard) -> None:
    """Let ``guard`` raise where an actor with the right may not act on a person."""
    global _guard  # noqa: PLW0603
    _guard = guard


def require_over(actor: Actor, permission: Permission | None, user_ids: Iterable[UUID]) -> None:
    """Raise NotFound or NotPermitted unless the actor may act on each of these people."""
    if permission is not None:
        for user_id in user_ids:
            _guard(actor, permission, user_id)
