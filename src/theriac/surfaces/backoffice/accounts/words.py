"""Roles, held where, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.domains.accounts.queries.roles import roles_in_order
from theriac.domains.organisation.queries.branches import list_branches

if TYPE_CHECKING:
    from theriac.domains.accounts.models import Assignment

EVERYWHERE = "all"
"""How a form names every branch."""


def role_choices(*, besides: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every role that may be given, and those ``besides``, in their usual order."""
    kept = set(besides)
    return [
        (role.code, role.title)
        for role in roles_in_order(with_retired=True)
        if role.retired_at is None or role.code in kept
    ]


def branch_choices(
    actor: Actor, permission: Permission, *, everywhere: bool
) -> list[tuple[str, str]]:
    """The branches where the actor holds the right, by id; every branch first for who may all."""
    only = actor.branches_with(permission)
    first = [(EVERYWHERE, _("Every branch"))] if everywhere and only is None else []
    return [*first, *((str(branch.id), branch.name) for branch in list_branches(only))]


def branch_of(choice: str) -> UUID | None:
    """The branch that a form's choice names; None for every branch."""
    return None if choice == EVERYWHERE else UUID(choice)


def roles_words(assignments: Iterable[Assignment], only: Collection[UUID] | None) -> str:
    """Manager: Melati, Kemang. Auditor: every branch. Of ``only`` these branches, or of all."""
    held: dict[str, list[str]] = {}
    for one in assignments:
        if only is not None and one.branch_id is not None and one.branch_id not in only:
            continue
        place = one.branch.name if one.branch else _("every branch")
        held.setdefault(one.role.title, []).append(place)
    return ". ".join(
        f"{title}: {', '.join(sorted(places))}" for title, places in sorted(held.items())
    )
