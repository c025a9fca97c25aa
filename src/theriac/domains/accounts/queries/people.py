"""Staff, roles and keys as screens read them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.query import branches_seen
from theriac.domains.accounts.models import ApiKey, Assignment, Role, User
from theriac.domains.accounts.permissions import MANAGE_API_KEYS, VIEW_STAFF


def staff() -> QuerySet[User]:
    """Everybody on the staff; customers sign in too, and are none."""
    return User.objects.filter(is_customer=False)


def list_people() -> QuerySet[User]:
    """Everybody on the staff with their roles."""
    assignments = Assignment.objects.select_related("role", "branch")
    return (
        staff()
        .prefetch_related(Prefetch("assignments", queryset=assignments))
        .order_by("display_name")
    )


def people_seen(*, actor: Actor, permission: Permission = VIEW_STAFF) -> QuerySet[User]:
    """The staff of the branches where the actor holds the right, with their roles.

    Who works in every branch is everybody's; who has no role yet is seen by who sees all.
    """
    branches = actor.branches_with(permission)
    people = list_people()
    if branches is None:
        return people
    held = Assignment.objects.filter(branch_id__in=sorted(branches))
    held |= Assignment.objects.filter(branch=None)
    return people.filter(Q(id__in=held.values("user_id")) | Q(id=actor.id))


def get_person(user_id: UUID) -> User | None:
    """One person with roles."""
    return list_people().filter(id=user_id).first()


def list_roles() -> QuerySet[Role]:
    """All roles by code."""
    return Role.objects.order_by("code")


def list_api_keys() -> QuerySet[ApiKey]:
    """All keys, revoked ones too, with role, branch and terminal."""
    return ApiKey.objects.select_related("role", "branch", "terminal").order_by("name")


def keys_seen(*, actor: Actor) -> QuerySet[ApiKey]:
    """The keys of the branches whose keys the actor makes, as ``list_api_keys`` gives them."""
    return list_api_keys().filter(**branches_seen(actor, MANAGE_API_KEYS))


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Display names of people and machine clients by id; unknown ids are left out.

    A customer stands by their number: who they are is nobody's to read along.
    """
    wanted = list(set(user_ids))
    rows = User.objects.filter(id__in=wanted).values_list("id", "display_name", "is_customer")
    names = {
        user_id: _("Customer %(number)s") % {"number": name} if is_customer else name
        for user_id, name, is_customer in rows
    }
    names.update(ApiKey.objects.filter(id__in=wanted).values_list("id", "name"))
    return names


def language_of(user_id: UUID) -> str:
    """The language that somebody chose; empty where the device decides, or for nobody."""
    return User.objects.filter(id=user_id).values_list("language", flat=True).first() or ""


def people_of_branch(branch_id: UUID) -> QuerySet[User]:
    """Active people who hold a role at the branch or everywhere."""
    here = Assignment.objects.filter(branch_id=branch_id) | Assignment.objects.filter(branch=None)
    return User.objects.filter(is_active=True, id__in=here.values("user_id")).order_by(
        "display_name"
    )
