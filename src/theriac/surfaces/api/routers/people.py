"""The staff: listed, read, added, invited, given roles, shut out and let in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound
from theriac.domains.accounts.commands.links import add_invited, invite_person
from theriac.domains.accounts.commands.people import assign_roles, set_person_active
from theriac.domains.accounts.mail import address_of_link
from theriac.domains.accounts.permissions import MANAGE_STAFF, VIEW_STAFF
from theriac.domains.accounts.queries.people import PEOPLE, get_person, people_seen
from theriac.domains.accounts.queries.roles import roles_in_order
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.people import (
    Invitation,
    PeopleWanted,
    Person,
    PersonAdded,
    PersonListed,
    PersonPage,
    RoleGiven,
    RoleHeld,
    RolesGiven,
    StaffRole,
    StaffRoles,
)

router = Router(tags=["people"])
NAMED = ("role", "branch", "active", "text")


@router.get(
    "/roles",
    **operation(
        "listRoles",
        "List roles",
        answers=StaffRoles,
        may=[VIEW_STAFF],
        detail="Each with the rights that it holds; who holds it, `/people?role=` tells.",
    ),
)
def roles(request: HttpRequest) -> HttpResponse:
    """Every role, those at delivery first."""
    items = [
        StaffRole(
            code=role.code,
            title=role.title,
            permissions=sorted(role.permissions),
            is_retired=role.retired_at is not None,
        )
        for role in roles_in_order(with_retired=True)
    ]
    return respond(request, StaffRoles(items=items))


@router.get(
    "/people",
    **operation(
        "listPeople",
        "List the staff",
        answers=PersonPage,
        may=[VIEW_STAFF],
        detail="Who works at the branches whose staff the asker sees, or at every branch.",
    ),
)
def people(request: HttpRequest, wanted: Query[PeopleWanted]) -> HttpResponse:
    actor = actor_of(request)
    asked = {name: getattr(wanted, name) for name in NAMED}
    rows = PEOPLE.narrowed(people_seen(actor=actor), asked)
    page = PEOPLE.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [_listed(actor, row) for row in page.items]
    return respond(request, PersonPage(items=items, **edges(page)))


@router.post(
    "/people",
    **writing(
        "addPerson",
        "Add somebody to the staff",
        answers=Person,
        may=[MANAGE_STAFF],
        status=201,
        detail=(
            "They have a password that nobody knows: `invitePerson` makes the link by which they "
            "choose their own. Nobody gives a powerful right that they lack."
        ),
    ),
)
def add(request: HttpRequest, body: PersonAdded) -> HttpResponse:
    actor = actor_of(request)

    return added(
        request,
        lambda: add_invited(
            actor=actor,
            username=body.sign_in_name,
            display_name=" ".join(body.name.split()),
            email=body.email,
            language=body.language,
            roles=_pairs(body.roles),
        ),
        lambda user_id: _person(actor, get_person(user_id)),
    )


@router.get(
    "/people/{person_id}",
    **operation("getPerson", "Read somebody of the staff", answers=Person, may=[VIEW_STAFF]),
)
def read(request: HttpRequest, person_id: Id) -> HttpResponse:
    """One person; the ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, _person(actor, _seen(actor, person_id, VIEW_STAFF)))


@router.post(
    "/people/{person_id}/invitation",
    **asking(
        "invitePerson",
        "Make a link by which somebody chooses their password",
        answers=Invitation,
        may=[MANAGE_STAFF],
        detail=(
            "It works once, within seven days, and ends the links before it; so it may be asked "
            "again and needs no key. Hand it over by a way that nobody else reads."
        ),
    ),
)
def invite(request: HttpRequest, person_id: Id) -> HttpResponse:
    actor = actor_of(request)
    person = _seen(actor, person_id, MANAGE_STAFF)
    issued = invite_person(actor=actor, user_id=person.id)
    origin = request.build_absolute_uri("/").rstrip("/")
    link = address_of_link(origin, issued.secret)
    return respond(request, Invitation(link=link, ends_at=issued.ends_at))


@router.put(
    "/people/{person_id}/roles",
    **writing(
        "setPersonRoles",
        "Give somebody their roles",
        answers=Person,
        may=[MANAGE_STAFF],
        edits=True,
        detail=(
            "All of them, in place of those before; roles at branches whose staff the asker "
            "doesn't manage stay. They hold from the next request on."
        ),
    ),
)
def give_roles(request: HttpRequest, person_id: Id, body: RolesGiven) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    person = _seen(actor, person_id, MANAGE_STAFF)
    kept = [
        (one.role.code, one.branch_id)
        for one in person.assignments.all()
        if not actor.may(MANAGE_STAFF, one.branch_id)
    ]
    return changed(
        request,
        lambda: assign_roles(
            actor=actor, user_id=person.id, roles=[*kept, *_pairs(body.roles)], version=version
        ),
        lambda: _person(actor, get_person(person_id)),
    )


@router.post(
    "/people/{person_id}/shut-out",
    **writing(
        "shutPersonOut",
        "Shut somebody out",
        answers=Person,
        may=[MANAGE_STAFF],
        edits=True,
        detail="At once and everywhere: sessions, programs and counters. What they did stays.",
    ),
)
def shut_out(request: HttpRequest, person_id: Id) -> HttpResponse:
    return _set_active(request, person_id, active=False)


@router.post(
    "/people/{person_id}/let-in",
    **writing(
        "letPersonIn",
        "Let somebody in again",
        answers=Person,
        may=[MANAGE_STAFF],
        edits=True,
    ),
)
def let_in(request: HttpRequest, person_id: Id) -> HttpResponse:
    return _set_active(request, person_id, active=True)


def _set_active(request: HttpRequest, person_id: UUID, *, active: bool) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    person = _seen(actor, person_id, MANAGE_STAFF)
    return changed(
        request,
        lambda: set_person_active(actor=actor, user_id=person.id, active=active, version=version),
        lambda: _person(actor, get_person(person_id)),
    )


def _seen(actor: Actor, person_id: UUID, permission: Permission) -> Any:
    """Somebody of the branches where the actor holds the right. Raises NotFound."""
    found = people_seen(actor=actor, permission=permission).filter(id=person_id).first()
    if found is None:
        raise NotFound(_("This person isn't on the staff."), person_id=person_id)
    return found


def _pairs(given: Iterable[RoleGiven]) -> list[tuple[str, UUID | None]]:
    return [(one.role, one.branch_id) for one in given]


def _listed(actor: Actor, row: Any) -> PersonListed:
    return PersonListed(
        id=row.id,
        name=row.display_name,
        is_active=row.is_active,
        roles=_roles(actor, row),
        version=row.version,
    )


def _person(actor: Actor, row: Any) -> Person:
    return told(
        Person,
        row,
        name=row.display_name,
        sign_in_name=row.username,
        roles=_roles(actor, row),
    )


def _roles(actor: Actor, row: Any) -> list[RoleHeld]:
    """The roles that hold everywhere, and those at branches whose staff the actor sees."""
    seen = actor.branches_with(VIEW_STAFF)
    held = [
        (one.role.code, one.branch_id)
        for one in row.assignments.all()
        if seen is None or one.branch_id is None or one.branch_id in seen
    ]
    held.sort(key=lambda one: (one[0], str(one[1] or "")))
    return [RoleHeld(role=code, branch_id=branch_id) for code, branch_id in held]
