"""Suppliers: listed, read, added, changed, blocked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.offers.commands.aliases import forget_alias
from theriac.domains.offers.queries.aliases import ALIASES, aliases_of_supplier, named_aliases
from theriac.domains.suppliers.commands.block import block_supplier, unblock_supplier
from theriac.domains.suppliers.commands.supplier import add_supplier, change_supplier
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS, VIEW_SUPPLIERS
from theriac.domains.suppliers.queries import SUPPLIERS, find_supplier, licences_of, list_suppliers
from theriac.domains.suppliers.rules import SupplierWritten
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.purchasing.suppliers import (
    ContactGiven,
    Supplier,
    SupplierBlocking,
    SupplierCode,
    SupplierCodePage,
    SupplierCodesWanted,
    SupplierLicence,
    SupplierListed,
    SupplierPage,
    SuppliersWanted,
)
from theriac.surfaces.api.schemas.types import Money

router = Router(tags=["suppliers"])


@router.get(
    "/suppliers",
    **operation("listSuppliers", "List suppliers", answers=SupplierPage, may=[VIEW_SUPPLIERS]),
)
def suppliers(request: HttpRequest, wanted: Query[SuppliersWanted]) -> HttpResponse:
    """A page of suppliers by name."""
    asked = {"state": wanted.state, "text": wanted.text}
    rows = SUPPLIERS.narrowed(list_suppliers(actor=actor_of(request)), asked)
    page = SUPPLIERS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(SupplierListed, row) for row in page.items]
    return respond(request, SupplierPage(items=items, **edges(page)))


@router.post(
    "/suppliers",
    **writing(
        "addSupplier",
        "Add a supplier",
        answers=Supplier,
        may=[MANAGE_SUPPLIERS],
        status=201,
        detail="The tax number is held to the country's check; the people there stand encrypted.",
    ),
)
def add(request: HttpRequest, body: Body[SupplierWritten]) -> HttpResponse:
    actor = actor_of(request)

    return added(
        request,
        lambda: add_supplier(actor=actor, facts=body),
        lambda supplier_id: _supplier(actor, supplier_id),
    )


@router.get(
    "/suppliers/{supplier_id}",
    **operation("getSupplier", "Read a supplier", answers=Supplier, may=[VIEW_SUPPLIERS]),
)
def read(request: HttpRequest, supplier_id: Id) -> HttpResponse:
    """One supplier; its ETag is the version that a change names."""
    return respond(request, _supplier(actor_of(request), supplier_id))


@router.put(
    "/suppliers/{supplier_id}",
    **writing(
        "changeSupplier",
        "Change a supplier",
        answers=Supplier,
        may=[MANAGE_SUPPLIERS],
        edits=True,
        detail="Everything that is kept of it, whole; what isn't named is emptied.",
    ),
)
def change(request: HttpRequest, supplier_id: Id, body: Body[SupplierWritten]) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: change_supplier(
            actor=actor,
            supplier_id=SupplierId(supplier_id),
            version=version,
            facts=body,
        ),
        lambda: _supplier(actor, supplier_id),
    )


@router.post(
    "/suppliers/{supplier_id}/block",
    **writing(
        "blockSupplier",
        "Buy nothing from a supplier any more",
        answers=Supplier,
        may=[MANAGE_SUPPLIERS],
        edits=True,
    ),
)
def block(request: HttpRequest, supplier_id: Id, body: SupplierBlocking) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: block_supplier(
            actor=actor,
            supplier_id=SupplierId(supplier_id),
            version=version,
            reason=body.reason,
        ),
        lambda: _supplier(actor, supplier_id),
    )


@router.post(
    "/suppliers/{supplier_id}/unblock",
    **writing(
        "unblockSupplier",
        "Let a blocked supplier in again",
        answers=Supplier,
        may=[MANAGE_SUPPLIERS],
        edits=True,
    ),
)
def unblock(request: HttpRequest, supplier_id: Id) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: unblock_supplier(actor=actor, supplier_id=SupplierId(supplier_id), version=version),
        lambda: _supplier(actor, supplier_id),
    )


@router.get(
    "/suppliers/{supplier_id}/codes",
    **operation(
        "listSupplierCodes",
        "List a supplier's own codes and names",
        answers=SupplierCodePage,
        may=[VIEW_SUPPLIERS],
        detail="What it calls the packs that it sells, as people and goods receipts taught it.",
    ),
)
def codes(
    request: HttpRequest, supplier_id: Id, wanted: Query[SupplierCodesWanted]
) -> HttpResponse:
    """A page of its codes in their order."""
    actor = actor_of(request)
    _supplier(actor, supplier_id)
    page = page_of(ALIASES, aliases_of_supplier(actor=actor, supplier_id=supplier_id), wanted)
    items = [told(SupplierCode, one) for one in named_aliases(page.items)]
    return respond(request, SupplierCodePage(items=items, **edges(page)))


@router.post(
    "/suppliers/{supplier_id}/codes/{code_id}/removal",
    **writing(
        "removeSupplierCode",
        "Forget one of a supplier's own codes",
        answers=Supplier,
        may=[MANAGE_SUPPLIERS],
        detail="Nothing is recognised by it any more, until it is taught again.",
    ),
)
def remove_code(request: HttpRequest, supplier_id: Id, code_id: Id) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: forget_alias(actor=actor, supplier_id=SupplierId(supplier_id), code_id=code_id),
        lambda: _supplier(actor, supplier_id),
    )


def _supplier(actor: Actor, supplier_id: UUID) -> Supplier:
    found = find_supplier(actor=actor, supplier_id=supplier_id)
    if found is None:
        raise NotFound(_("This supplier doesn’t exist."), supplier_id=supplier_id)
    return told(
        Supplier,
        found,
        minimum_order=Money(amount=found.minimum_order, currency=currency_here(None)),
        contacts=[ContactGiven(**one) for one in found.contacts],
        licences=[told(SupplierLicence, one) for one in licences_of(found)],
    )
