"""Who acts: a person, a machine client, a terminal or the system itself, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.permissions import Permission


class ActorKind(StrEnum):
    """The kinds of actor."""

    PERSON = "person"
    MACHINE = "machine"
    TERMINAL = "terminal"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, where from, and their grants per branch.

    ``grants`` maps a branch id to permission codes; the key None holds for every branch. In a
    pharmacy of one branch what is held there is held in every branch: ``everywhere``.
    """

    kind: ActorKind
    id: UUID
    name: str
    branch_id: UUID | None = None
    terminal_id: UUID | None = None
    grants: Mapping[UUID | None, frozenset[str]] = field(default_factory=dict)
    everywhere: frozenset[str] = frozenset()

    def may(self, permission: Permission, branch_id: UUID | None = None) -> bool:
        """Whether the actor may by ``permission`` at ``branch_id`` (None: at every branch).

        By a shared one who was given it for every branch, whichever is asked.
        """
        if permission.shared:
            return self.may_everywhere(permission)
        return self.holds_at(permission, branch_id)

    def holds_at(self, permission: Permission, branch_id: UUID | None) -> bool:
        """Whether ``permission`` was given to the actor for ``branch_id`` or every branch.

        A shared one that was given for one of several branches is held, and opens nothing.
        """
        if self.kind is ActorKind.SYSTEM:
            return True
        if permission.code in self.grants.get(None, frozenset()):
            return True
        return branch_id is not None and permission.code in self.grants.get(branch_id, frozenset())

    def may_anywhere(self, permission: Permission) -> bool:
        """Whether the actor holds ``permission`` at any branch; a shared one, at every branch."""
        return self.may_everywhere(permission) if permission.shared else self.holds(permission)

    def holds(self, permission: Permission) -> bool:
        """Whether ``permission`` was given to the actor at all, if only in some branches."""
        return self.kind is ActorKind.SYSTEM or any(
            permission.code in codes for codes in self.grants.values()
        )

    def may_everywhere(self, permission: Permission) -> bool:
        """Whether the actor holds ``permission`` at every branch that there is."""
        return (
            self.kind is ActorKind.SYSTEM
            or permission.code in self.grants.get(None, frozenset())
            or permission.code in self.everywhere
        )

    def branches_with(self, permission: Permission) -> frozenset[UUID] | None:
        """The branches where the actor holds ``permission``; None means all of them."""
        if self.kind is ActorKind.SYSTEM or permission.code in self.grants.get(None, frozenset()):
            return None
        if permission.shared:
            return None if self.may_everywhere(permission) else frozenset()
        return frozenset(
            branch_id
            for branch_id, codes in self.grants.items()
            if branch_id is not None and permission.code in codes
        )


SYSTEM_ID = UUID("00000000-0000-7000-8000-000000000001")
SYSTEM = Actor(kind=ActorKind.SYSTEM, id=SYSTEM_ID, name="System")
"""The system itself: jobs, reactions, migrations."""
SYSTEM_NAME = gettext_lazy("System")
"""What people read where the system acted; the product's name is never a who."""
