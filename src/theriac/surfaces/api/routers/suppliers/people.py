"""A supplier's people: listed, invited, unlocked, withdrawn by the pharmacy."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.accounts.mail import address_of_link
from theriac.domains.suppliers.commands.people import (
    invite_suppliers_person,
    make_invitation,
    readmit_suppliers_person,
    unlock_suppliers_person,
    withdraw_suppliers_person,
)
from theriac.domains.suppliers.people import (
    PEOPLE_OF_SUPPLIER,
    PersonOfSupplier,
    list_people_of,
    with_accounts,
)
from theriac.domains.suppliers.permissions import INVITE_SUPPLIERS
from theriac.domains.suppliers.queries import known
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.schemas.people import Invitation
from theriac.surfaces.api.schemas.purchasing.portal import (
    SuppliersPerson,
    SuppliersPersonInvited,
    SuppliersPersonPage,
)
from theriac.surfaces.api.schemas.types import Wanted

router = Router(tags=["suppliers"])
_ALL = "/suppliers/{supplier_id}/people"
_ONE = f"{_ALL}/{{contact_id}}"


@router.get(
    _ALL,
    **operation(
        "listSuppliersPeople",
        "List who of a supplier may look into the portal",
        answers=SuppliersPersonPage,
        may=[INVITE_SUPPLIERS],
        detail="With those whose access ended, the last invited first.",
    ),
)
def people(request: HttpRequest, supplier_id: Id, wanted: Query[Wanted]) -> HttpResponse:
    rows = list_people_of(actor=actor_of(request), supplier_id=supplier_id)
    if not known([supplier_id]):
        raise NotFound(_("This supplier doesn’t exist."), supplier_id=supplier_id)
    page = page_of(PEOPLE_OF_SUPPLIER, rows, wanted)
    items = [_told(one) for one in with_accounts(list(page.items))]
    return respond(request, SuppliersPersonPage(items=items, **edges(page)))


@router.post(
    _ALL,
    **writing(
        "inviteSuppliersPerson",
        "Let somebody of a supplier into the portal",
        answers=SuppliersPerson,
        may=[INVITE_SUPPLIERS],
        status=201,
        detail=(
            "They have a password that nobody knows: `makeSupplierInvitation` makes the link by "
            "which they choose their own."
        ),
    ),
)
def invite(request: HttpRequest, supplier_id: Id, body: SuppliersPersonInvited) -> HttpResponse:
    actor = actor_of(request)
    return added(
        request,
        lambda: invite_suppliers_person(
            actor=actor, supplier_id=supplier_id, name=body.name, email=body.email
        ),
        lambda key: _person(actor, supplier_id, key),
    )


@router.post(
    f"{_ONE}/invitation",
    **asking(
        "makeSupplierInvitation",
        "Make a link by which a supplier's person chooses their password",
        answers=Invitation,
        may=[INVITE_SUPPLIERS],
        detail=(
            "It works once, within seven days, and ends the links before it; so it may be asked "
            "again and needs no key. Hand it over by a way that nobody else reads."
        ),
    ),
)
def invitation(request: HttpRequest, supplier_id: Id, contact_id: Id) -> HttpResponse:
    actor = actor_of(request)
    issued = make_invitation(actor=actor, supplier_id=supplier_id, contact_id=contact_id)
    origin = request.build_absolute_uri("/").rstrip("/")
    link = address_of_link(origin, issued.secret)
    return respond(request, Invitation(link=link, ends_at=issued.ends_at))


@router.post(
    f"{_ONE}/withdrawal",
    **writing(
        "withdrawSuppliersPerson",
        "End a supplier's person's access at once",
        answers=SuppliersPerson,
        may=[INVITE_SUPPLIERS],
        detail="Sessions and invitations end with it.",
    ),
)
def withdraw(request: HttpRequest, supplier_id: Id, contact_id: Id) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: withdraw_suppliers_person(
            actor=actor, supplier_id=supplier_id, contact_id=contact_id
        ),
        lambda: _person(actor, supplier_id, contact_id),
    )


@router.post(
    f"{_ONE}/readmission",
    **writing(
        "readmitSuppliersPerson",
        "Let a supplier's person in again whose access ended",
        answers=SuppliersPerson,
        may=[INVITE_SUPPLIERS],
        detail="They choose a new password by an invitation.",
    ),
)
def readmit(request: HttpRequest, supplier_id: Id, contact_id: Id) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: readmit_suppliers_person(
            actor=actor, supplier_id=supplier_id, contact_id=contact_id
        ),
        lambda: _person(actor, supplier_id, contact_id),
    )


@router.post(
    f"{_ONE}/unlock",
    **writing(
        "unlockSuppliersPerson",
        "Let a supplier's person try their password again",
        answers=SuppliersPerson,
        may=[INVITE_SUPPLIERS],
    ),
)
def unlock(request: HttpRequest, supplier_id: Id, contact_id: Id) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: unlock_suppliers_person(
            actor=actor, supplier_id=supplier_id, contact_id=contact_id
        ),
        lambda: _person(actor, supplier_id, contact_id),
    )


def _person(actor: Actor, supplier_id: UUID, contact_id: UUID) -> SuppliersPerson:
    rows = list_people_of(actor=actor, supplier_id=supplier_id).filter(id=contact_id)
    found = next(iter(with_accounts(list(rows))), None)
    if found is None:
        raise NotFound(_("This person doesn’t exist."), contact_id=contact_id)
    return _told(found)


def _told(person: PersonOfSupplier) -> SuppliersPerson:
    account = person.account
    return told(
        SuppliersPerson,
        person,
        name=account.name,
        email=account.email,
        invited_until=account.invited_until,
        signed_in_at=account.signed_in_at,
        locked_until=account.locked_until,
    )
