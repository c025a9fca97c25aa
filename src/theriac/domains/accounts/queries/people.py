"""Staff, roles and keys as screens read them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from theriac.domains.accounts.models import ApiKey, Assignment, Role, User


def list_people() -> QuerySet[User]:
    """Everybody on the staff with their roles."""
    assignments = Assignment.objects.select_related("role", "branch")
    return User.objects.prefetch_related(Prefetch("assignments", queryset=assignments)).order_by(
        "display_name"
    )


def get_person(user_id: UUID) -> User | None:
    """One person with roles."""
    return list_people().filter(id=user_id).first()


def list_roles() -> QuerySet[Role]:
    """All roles by code."""
    return Role.objects.order_by("code")


def list_api_keys() -> QuerySet[ApiKey]:
    """All keys, revoked ones too, with role, branch and terminal."""
    return ApiKey.objects.select_related("role", "branch", "terminal").order_by("name")


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Display names of people and machine clients by id; unknown ids are left out."""
    wanted = list(set(user_ids))
    names = dict(User.objects.filter(id__in=wanted).values_list("id", "display_name"))
    names.update(ApiKey.objects.filter(id__in=wanted).values_list("id", "name"))
    return names


def people_of_branch(branch_id: UUID) -> QuerySet[User]:
    """Active people who hold a role at the branch or everywhere."""
    here = Assignment.objects.filter(branch_id=branch_id) | Assignment.objects.filter(branch=None)
    return User.objects.filter(is_active=True, id__in=here.values("user_id")).order_by(
        "display_name"
    )
