"""Roles, held where, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import list_roles
from theriac.domains.accounts.roles import ROLE_TITLES
from theriac.domains.organisation.queries.branches import list_branches

if TYPE_CHECKING:
    from theriac.domains.accounts.models import Assignment

EVERYWHERE = "all"
"""How a form names every branch."""


def role_title(code: str) -> Text:
    """The role's name; its code for one that a pharmacy made itself."""
    return ROLE_TITLES.get(code, code)


def role_choices() -> list[tuple[str, str]]:
    """Every role, those that everybody starts with in their usual order."""
    usual = list(ROLE_TITLES)
    codes = sorted(
        (role.code for role in list_roles()),
        key=lambda code: (usual.index(code) if code in usual else len(usual), code),
    )
    return [(code, str(role_title(code))) for code in codes]


def branch_choices(*, everywhere: bool) -> list[tuple[str, str]]:
    """The branches by id, every branch first where that may be chosen."""
    first = [(EVERYWHERE, _("Every branch"))] if everywhere else []
    return [*first, *((str(branch.id), branch.name) for branch in list_branches())]


def branch_of(choice: str) -> UUID | None:
    """The branch that a form's choice names; None for every branch."""
    return None if choice == EVERYWHERE else UUID(choice)


def roles_words(assignments: Iterable[Assignment]) -> str:
    """Manager: Melati, Kemang. Auditor: every branch."""
    held: dict[str, list[str]] = {}
    for one in assignments:
        place = one.branch.name if one.branch else _("every branch")
        held.setdefault(one.role.code, []).append(place)
    return ". ".join(
        f"{role_title(code)}: {', '.join(sorted(places))}" for code, places in sorted(held.items())
    )
