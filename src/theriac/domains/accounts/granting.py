"""What one person may give another: nothing that they don't hold themselves at that branch.

And the pharmacy never loses the last person who manages the staff of every branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor, ActorKind
from theriac.core.permissions import declared_permissions
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.models import Assignment, Role
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.problems import BeyondOwnRights, LastManager

TOLD = 3
"""So many of the rights that are lacking are named."""


def check_may_grant(
    actor: Actor, codes: Iterable[str], branch_id: UUID | None, *, field: str | None = None
) -> None:
    """Raise BeyondOwnRights unless the actor holds each right at the branch (None: at all)."""
    if actor.kind is ActorKind.SYSTEM:
        return
    wanted = set(codes)
    lacking = [
        one
        for one in declared_permissions()
        if one.code in wanted and not actor.may(one, branch_id)
    ]
    if not lacking:
        return
    named = ", ".join(str(one.title) for one in lacking[:TOLD])
    if len(lacking) > TOLD:
        named += ", …"
    raise BeyondOwnRights(
        _(
            "Nobody gives more than they may do themselves, and you may not: %(rights)s. "
            "Ask the owner."
        )
        % {"rights": named},
        field=field,
        permissions=[one.code for one in lacking],
    )


def require_all_branches(actor: Actor) -> None:
    """Raise NotPermitted unless the actor manages the staff of every branch: roles hold in all."""
    if not actor.may(MANAGE_STAFF):
        raise NotPermitted(
            _("A role holds in every branch, and you manage the staff of some. Ask the owner."),
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
            _("Then nobody could manage the staff of every branch. Give somebody that right first.")
        )


def _somebody_manages() -> bool:
    managing = [
        role_id
        for role_id, codes in Role.objects.values_list("id", "permissions")
        if MANAGE_STAFF.code in codes
    ]
    held = Assignment.objects.filter(role_id__in=managing, branch=None, user__is_active=True)
    return held.order_by().exists()
