"""Staff, roles and keys as screens read them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.permissions import Permission
from theriac.core.query import branches_seen
from theriac.domains.accounts.models import ApiKey, Assignment, User
from theriac.domains.accounts.permissions import VIEW_API_KEYS, VIEW_STAFF
from theriac.domains.accounts.security.name_hashes import folded


def staff() -> QuerySet[User]:
    """Everybody on the staff; customers and suppliers' people sign in too, and are none."""
    return User.objects.filter(kind=User.Kind.STAFF)


def list_people() -> QuerySet[User]:
    """Everybody on the staff with their roles, in no order: names are encrypted."""
    assignments = Assignment.objects.select_related("role", "branch")
    return staff().prefetch_related(Prefetch("assignments", queryset=assignments))


def by_name(people: QuerySet[User]) -> list[User]:
    """People in the order of their names, each name opened with one reading of the keys."""
    return sorted(people, key=lambda one: (one.display_name.casefold(), one.id))


def in_name_order(people: QuerySet[User]) -> QuerySet[User]:
    """People with ``name_place``, where each stands by name among all of them."""
    ids = [one.id for one in by_name(people.prefetch_related(None))]
    places = [When(id=one, then=place) for place, one in enumerate(ids)]
    return people.annotate(name_place=Case(*places, default=len(ids)) if ids else Value(0))


def people_called(people: QuerySet[User], text: str) -> list[User]:
    """Those whose name or sign-in name holds what was typed, in the order of their names."""
    wanted = folded(text)
    return [
        one
        for one in by_name(people)
        if wanted in folded(one.display_name) or wanted in folded(one.username)
    ]


def _holding(rows: QuerySet[User], held: Q) -> QuerySet[User]:
    return rows.filter(id__in=Assignment.objects.filter(held).values("user_id"))


PEOPLE: Listing[User] = Listing(
    name="accounts.people",
    sorts={"created_at": SortFields(("created_at",))},
    default_sort="created_at",
    filters={
        "role": lambda rows, value: _holding(rows, Q(role__code=value)),
        "branch": lambda rows, value: _holding(rows, Q(branch_id=value) | Q(branch=None)),
        "active": lambda rows, value: rows.filter(is_active=value),
        "text": lambda rows, value: rows.filter(
            id__in=[one.id for one in people_called(rows, value)]
        ),
    },
)
"""The staff as programs list it, in the order in which they were added: names are encrypted."""


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


def list_api_keys() -> QuerySet[ApiKey]:
    """All keys, revoked ones too, with role, branch and terminal."""
    return ApiKey.objects.select_related("role", "branch", "terminal").order_by("name")


def keys_seen(*, actor: Actor) -> QuerySet[ApiKey]:
    """The keys of the branches whose keys the actor may see, as ``list_api_keys`` gives them."""
    return list_api_keys().filter(**branches_seen(actor, VIEW_API_KEYS))


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Display names of people and machine clients by id; unknown ids are left out.

    A customer stands by their number: who they are is nobody's to read along.
    """
    wanted = list(set(user_ids))
    rows = User.objects.filter(id__in=wanted).only("id", "name", "number", "kind")
    names = {
        row.id: _("Customer %(number)s") % {"number": row.number}
        if row.kind == User.Kind.CUSTOMER
        else row.display_name
        for row in rows
    }
    names.update(ApiKey.objects.filter(id__in=wanted).values_list("id", "name"))
    return names


def language_of(user_id: UUID) -> str:
    """The language that somebody chose; empty where the device decides, or for nobody."""
    return User.objects.filter(id=user_id).values_list("language", flat=True).first() or ""


def people_of_branch(branch_id: UUID) -> QuerySet[User]:
    """Active people who hold a role at the branch or everywhere."""
    here = Assignment.objects.filter(branch_id=branch_id) | Assignment.objects.filter(branch=None)
    return User.objects.filter(is_active=True, id__in=here.values("user_id"))
