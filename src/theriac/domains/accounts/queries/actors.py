"""Actors as the rest of Theriac knows them: people by session, machines by API key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, F, OuterRef, QuerySet

from theriac.core.actor import Actor, ActorKind
from theriac.core.database.backends.trips import Rows
from theriac.core.database.reads import CachedRead, KnownRead
from theriac.core.permissions import declared_permissions
from theriac.core.privacy.fields import Ciphertext
from theriac.core.privacy.rows import read_together
from theriac.core.secrets import keyed_hash
from theriac.domains.accounts.models import ApiKey, Assignment, Role, User

Grants = Mapping[UUID | None, frozenset[str]]


def _elsewhere(branch: str) -> Exists:
    """Whether there is an active branch besides the one that this column names."""
    branches = apps.get_model("organisation", "Branch").objects
    return Exists(branches.filter(is_active=True).exclude(id=OuterRef(branch)))


def actor_of_person(user_id: UUID, *, branch_id: UUID | None = None) -> Actor | None:
    """The member of staff with grants from all their roles; None when unknown or shut out.

    Without a permitted ``branch_id`` the first branch of their assignments is taken.
    """
    people = User.objects.filter(id=user_id, is_active=True, kind=User.Kind.STAFF)
    user = people.only("id", "name", "kind").first()
    if user is None:
        return None
    actor, _roles = actor_signed_in(user, branch_id=branch_id)
    return actor


def _acting(
    user: User, grants: Grants, everywhere: frozenset[str], branch_id: UUID | None
) -> Actor:
    if branch_id is None or (None not in grants and branch_id not in grants):
        branch_id = next((branch for branch in grants if branch is not None), branch_id)
    return Actor(
        kind=ActorKind.PERSON,
        id=user.id,
        name=user.display_name,
        branch_id=branch_id,
        grants=grants,
        everywhere=everywhere,
    )


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds at a branch (None: every branch)."""

    branch_id: UUID | None
    title: str


@CachedRead
def _held(user_id: UUID) -> QuerySet[Assignment, Any]:
    return (
        Assignment.objects.filter(user_id=user_id)
        .order_by("id")
        .values_list(
            "branch_id",
            "role__permissions",
            "role__code",
            "role__name",
            _elsewhere("branch_id"),
        )
    )


def actor_signed_in(user: User, *, branch_id: UUID | None) -> tuple[Actor, tuple[HeldRole, ...]]:
    """A member of staff whose row was just read, as an actor, and their roles; one read.

    The branch is chosen as for ``actor_of_person``.
    """
    grants: dict[UUID | None, frozenset[str]] = {}
    everywhere: frozenset[str] = frozenset()
    roles = []
    for at_branch, codes, code, name, is_one_of_several in _held(user.id):
        grants[at_branch] = grants.get(at_branch, frozenset()) | frozenset(codes)
        if not is_one_of_several:
            everywhere |= frozenset(codes)
        roles.append(HeldRole(at_branch, Role(code=code, name=name).title))
    return _acting(user, grants, everywhere, branch_id), tuple(roles)


def actor_of_customer(user_id: UUID) -> Actor | None:
    """The customer, by their number and without any grant; None when unknown or blocked."""
    user = User.objects.filter(id=user_id, is_active=True, kind=User.Kind.CUSTOMER).first()
    if user is None:
        return None
    return Actor(kind=ActorKind.PERSON, id=user.id, name=user.display_name)


def actor_of_suppliers_person(user_id: UUID) -> Actor | None:
    """A supplier's person without any grant; None when unknown or withdrawn."""
    people = User.objects.filter(id=user_id, is_active=True, kind=User.Kind.SUPPLIER)
    user = people.first()
    return Actor(kind=ActorKind.PERSON, id=user.id, name=user.display_name) if user else None


def actor_with_programs(user_id: UUID) -> Actor | None:
    """Whose account programs sign in by: one of the staff, else a customer; else None."""
    return actor_of_person(user_id) or actor_of_customer(user_id)


def actor_of_account(user_id: UUID) -> Actor | None:
    """Whoever signs in by this account, of whichever kind; None when unknown or shut out."""
    return actor_with_programs(user_id) or actor_of_suppliers_person(user_id)


def names_opened(sealed: Mapping[UUID, Ciphertext]) -> dict[UUID, str]:
    """What to call these people of the staff, by the names that a read of columns brought."""
    people = [User(id=user_id, name=name) for user_id, name in sealed.items()]
    read_together(people)
    return {person.id: person.display_name for person in people}


@CachedRead
def _grants(user_ids: list[UUID]) -> QuerySet[User, Any]:
    return (
        User.objects.filter(id__in=user_ids, is_active=True, kind=User.Kind.STAFF)
        .order_by()
        .values_list(
            "id",
            F("name"),
            "assignments__branch_id",
            "assignments__role__permissions",
            _elsewhere("assignments__branch_id"),
        )
    )


def actors_of(user_ids: Iterable[UUID]) -> dict[UUID, Actor]:
    """Active people of the staff by id with their grants, in one read; the unknown are missing."""
    rows = _grants(list(user_ids))
    names: dict[UUID, Any] = {}
    grants: dict[UUID, dict[UUID | None, frozenset[str]]] = defaultdict(dict)
    everywhere: dict[UUID, frozenset[str]] = defaultdict(frozenset)
    for user_id, name, branch_id, codes, is_one_of_several in rows:
        names[user_id] = name
        if codes is None:
            continue
        held = grants[user_id].get(branch_id, frozenset())
        grants[user_id][branch_id] = held | frozenset(codes)
        if not is_one_of_several:
            everywhere[user_id] |= frozenset(codes)
    return {
        user_id: Actor(
            kind=ActorKind.PERSON,
            id=user_id,
            name=name,
            grants=grants[user_id],
            everywhere=everywhere[user_id],
        )
        for user_id, name in names_opened(names).items()
    }


def grants_of(user_ids: list[UUID]) -> dict[UUID, dict[UUID | None, frozenset[str]]]:
    """Permission codes by person and branch (None: every branch), in one read."""
    collected: dict[UUID, dict[UUID | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = Assignment.objects.filter(user_id__in=user_ids).values_list(
        "user_id", "branch_id", "role__permissions"
    )
    for user_id, branch_id, codes in rows:
        collected[user_id][branch_id].update(codes)
    return {
        user_id: {branch: frozenset(codes) for branch, codes in by_branch.items()}
        for user_id, by_branch in collected.items()
    }


@dataclass(frozen=True, slots=True)
class ApiClient:
    """A machine client behind a valid key."""

    key_id: UUID
    actor: Actor


@CachedRead
def _keys(secret_hash: str) -> QuerySet[ApiKey, Any]:
    return (
        ApiKey.objects.filter(secret_hash=secret_hash, revoked_at=None)
        .order_by()
        .values_list(
            "id",
            "name",
            "branch_id",
            "terminal_id",
            "role__permissions",
            _elsewhere("branch_id"),
        )
    )


def _shared(codes: Iterable[str]) -> frozenset[str]:
    """A key's rights over what all branches share: nobody gives it those without holding them."""
    return frozenset(one.code for one in declared_permissions() if one.shared) & set(codes)


def _client_of(rows: Rows) -> ApiClient | None:
    if not rows:
        return None
    ((key_id, name, branch_id, terminal_id, codes, is_one_of_several),) = rows
    actor = Actor(
        kind=ActorKind.MACHINE,
        id=key_id,
        name=name,
        branch_id=branch_id,
        terminal_id=terminal_id,
        grants={branch_id: frozenset(codes)},
        everywhere=_shared(codes) if is_one_of_several else frozenset(codes),
    )
    return ApiClient(key_id, actor)


_client = KnownRead(_keys, _client_of)


def find_api_client(secret: str) -> ApiClient | None:
    """The client whose key this is, in one joined read; None for unknown and revoked keys."""
    return _client(keyed_hash(secret))
