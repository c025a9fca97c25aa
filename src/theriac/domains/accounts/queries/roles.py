"""Roles with who holds them, as screens read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from theriac.core.actor import Actor
from theriac.core.privacy.rows import read_together
from theriac.domains.accounts.models import ApiKey, Assignment, Role
from theriac.domains.accounts.permissions import VIEW_STAFF
from theriac.domains.accounts.roles import ROLE_TITLES


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A person or key that holds a role; without a place at every branch."""

    id: UUID
    name: str
    place: str
    is_key: bool = False
    is_active: bool = True


def roles_in_order(*, with_retired: bool = False) -> list[Role]:
    """Every role, those at delivery in their usual order, then the pharmacy's own by name."""
    usual = list(ROLE_TITLES)
    roles = Role.objects.all() if with_retired else Role.objects.filter(retired_at=None)
    return sorted(
        roles,
        key=lambda role: (
            usual.index(role.code) if role.code in usual else len(usual),
            role.title.casefold(),
        ),
    )


def count_holders() -> dict[UUID, tuple[int, int]]:
    """Active people and valid keys that hold each role, in one read."""
    rows = (
        Role.objects.order_by()
        .annotate(
            people=Count(
                "assignments__user", filter=Q(assignments__user__is_active=True), distinct=True
            )
        )
        .values_list("id", "people")
    )
    keys = dict(
        ApiKey.objects.filter(revoked_at=None)
        .order_by()
        .values_list("role_id")
        .annotate(count=Count("id"))
    )
    return {role_id: (people, keys.get(role_id, 0)) for role_id, people in rows}


def get_role(role_id: UUID) -> Role | None:
    """None for one that is gone."""
    return Role.objects.filter(id=role_id).first()


def holders_of(role_id: UUID, *, actor: Actor) -> list[RoleHolder]:
    """Who holds the role where, in the branches whose staff the actor sees: people, then keys."""
    branches = actor.branches_with(VIEW_STAFF)
    held = Assignment.objects.filter(role_id=role_id).select_related("user", "branch")
    keys = ApiKey.objects.filter(role_id=role_id, revoked_at=None).select_related("branch")
    if branches is not None:
        held = held.filter(Q(branch=None) | Q(branch_id__in=sorted(branches)))
        keys = keys.filter(branch_id__in=sorted(branches))
    rows = list(held.order_by("branch_id"))
    read_together([one.user for one in rows])
    people = [
        RoleHolder(
            one.user_id,
            one.user.display_name,
            one.branch.name if one.branch else "",
            is_active=one.user.is_active,
        )
        for one in rows
    ]
    people.sort(key=lambda one: one.name.casefold())
    return [
        *people,
        *(
            RoleHolder(key.id, key.name, key.branch.name, is_key=True)
            for key in keys.order_by("name")
        ),
    ]


def roles_held(holder_id: UUID, branch_id: UUID) -> frozenset[str]:
    """The codes of the roles that a person or key holds at the branch, or everywhere."""
    here = Q(branch_id=branch_id) | Q(branch_id=None)
    held = Assignment.objects.filter(here, user_id=holder_id).values_list("role__code")
    keys = ApiKey.objects.filter(id=holder_id, branch_id=branch_id).values_list("role__code")
    return frozenset(code for (code,) in held.order_by().union(keys.order_by(), all=True))


def role_codes_of(user_ids: Iterable[UUID], branch_id: UUID) -> Mapping[UUID, frozenset[str]]:
    """The codes of the roles that each person holds at the branch, or everywhere; one read."""
    here = Q(branch_id=branch_id) | Q(branch_id=None)
    rows = Assignment.objects.filter(here, user_id__in=list(user_ids)).order_by()
    held: dict[UUID, set[str]] = defaultdict(set)
    for user_id, code in rows.values_list("user_id", "role__code"):
        held[user_id].add(code)
    return {user_id: frozenset(codes) for user_id, codes in held.items()}
