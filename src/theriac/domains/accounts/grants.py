"""What one person may give: to others no powerful right that they lack, to themselves none at all.

Who manages staff needn't sell to make somebody a cashier; but a right that decides who gets in, who
may what, or what can't be put back (``Permission.privileged``) is given only by who holds it there.
And the pharmacy never loses the last person who manages the staff of every branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.permissions import Permission, declared_permissions
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.models import Assignment, Role
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.problems import BeyondOwnRights, LastManager

TOLD = 3
"""So many of the rights that are lacking are named."""


def check_may_give(
    actor: Actor, codes: Iterable[str], branch_id: UUID | None, *, field: str | None = None
) -> None:
    """Raise BeyondOwnRights for a powerful right that the actor lacks at the branch (None: all).

    For what somebody else will hold; the rest is theirs to give who manage the staff there.
    """
    _require(powerful(codes), lambda one: actor.holds_at(one, branch_id), field)


def check_may_take(
    actor: Actor, codes: Iterable[str], branch_id: UUID | None, *, field: str | None = None
) -> None:
    """Raise BeyondOwnRights unless the actor holds each right at the branch (None: at all).

    For what the actor will hold, or whoever the actor hands a key to. A shared right opens what all
    branches have in common by a key of any, and so the actor must hold it for every branch.
    """
    _require(codes, lambda one: actor.may(one, branch_id), field)


def powerful(codes: Iterable[str]) -> list[str]:
    """The privileged rights among these, by code."""
    wanted = set(codes)
    return [one.code for one in declared_permissions() if one.privileged and one.code in wanted]


def _require(codes: Iterable[str], has: Callable[[Permission], bool], field: str | None) -> None:
    wanted = set(codes)
    lacking = [one for one in declared_permissions() if one.code in wanted and not has(one)]
    if not lacking:
        return
    named = ", ".join(str(one.title) for one in lacking[:TOLD])
    if len(lacking) > TOLD:
        named += ", …"
    raise BeyondOwnRights(
        _("You can't give permissions that you don't have: %(rights)s. Ask the owner.")
        % {"rights": named},
        field=field,
        permissions=[one.code for one in lacking],
    )


def require_all_branches(actor: Actor) -> None:
    """Raise NotPermitted unless the actor manages the staff of every branch: roles hold in all."""
    if not actor.may(MANAGE_STAFF):
        raise NotPermitted(
            _(
                "A role applies to every branch, and you manage the staff of only some. Ask "
                "the owner."
            ),
            permission=MANAGE_STAFF.code,
        )


@contextmanager
def keeping_a_manager() -> Iterator[None]:
    """Hold all roles' rows, so that changes of staff follow each other, and look afterwards.

    Raises LastManager when the change leaves nobody who manages the staff of every branch.
    """
    list(Role.objects.select_for_update().order_by("id").values_list("id", flat=True))
    was = _somebody_manages()
    yield
    if was and not _somebody_manages():
        raise LastManager(
            _(
                "This leaves no one who can manage the staff of every branch. Give another "
                "person that permission first."
            )
        )


def _somebody_manages() -> bool:
    managing = [
        role_id
        for role_id, codes in Role.objects.values_list("id", "permissions")
        if MANAGE_STAFF.code in codes
    ]
    held = Assignment.objects.filter(role_id__in=managing, branch=None, user__is_active=True)
    return held.order_by().exists()
