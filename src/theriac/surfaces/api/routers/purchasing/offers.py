"""Offers of suppliers: fed, handed in as files, read, confirmed, withdrawn, compared."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, File, Form, Query, Router, UploadedFile

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.offers.commands.confirm import confirm_offer, withdraw_offer
from theriac.domains.offers.commands.enter import enter_offer
from theriac.domains.offers.commands.headings import teach_headings
from theriac.domains.offers.commands.intake import prepare_offer_file, register_offer
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.permissions import CONFIRM_OFFERS, DRAFT_OFFERS, VIEW_OFFERS
from theriac.domains.offers.queries.comparison import RankedOffer, compare_offers
from theriac.domains.offers.queries.offers import (
    OFFERS,
    all_lines,
    find_offer,
    list_offers,
    read_offer,
)
from theriac.domains.offers.rules.facts import OfferNew
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.bodies import remember_file
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.purchasing.offers import (
    HeadingsTaught,
    OfferConfirming,
    OfferCostStep,
    OfferedLine,
    OfferedPage,
    OfferFile,
    OfferJob,
    OfferListed,
    OfferRanked,
    OffersCompared,
    OffersComparedWanted,
    OffersWanted,
    OfferWithdrawing,
    SupplierOffer,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["offers"])
_AT = "/offers/{offer_id}"


@router.get(
    "/offers",
    **operation("listOffers", "List offers", answers=OfferedPage, may=[VIEW_OFFERS]),
)
def offers(request: HttpRequest, wanted: Query[OffersWanted]) -> HttpResponse:
    """A page of offers, the newest first."""
    asked = {"state": wanted.state, "supplier_id": wanted.supplier_id}
    rows = OFFERS.narrowed(list_offers(actor=actor_of(request)), asked)
    page = OFFERS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(OfferListed, row) for row in page.items]
    return respond(request, OfferedPage(items=items, **edges(page)))


@router.post(
    "/offers",
    **writing(
        "enterOffer",
        "Send an offer or a price list",
        answers=SupplierOffer,
        may=[DRAFT_OFFERS],
        status=201,
        detail="A draft, whose prices count once a person confirms it. A line without a product is "
        "matched by its code, barcode or name.",
    ),
)
def enter(request: HttpRequest, here: Query[Here], body: Body[OfferNew]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: enter_offer(actor=actor, branch_id=branch_id, facts=body),
        lambda key: _offer(actor, key),
    )


@router.post(
    "/offers/files",
    **writing(
        "addOfferFile",
        "Hand in an offer as a file",
        answers=SupplierOffer,
        may=[DRAFT_OFFERS],
        status=201,
        detail="PDF, picture, CSV or XLSX as `multipart/form-data`: `curl -F file=@offer.pdf`. It "
        "is read by the document engine; ask for the offer until its state is `draft`. The same "
        "file is taken once.",
    ),
)
def add_file(
    request: HttpRequest, here: Query[Here], wish: Form[OfferFile], file: File[UploadedFile]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    content = cast("BinaryIO", file.file)
    remember_file(request, content, wish.model_dump(mode="json"))
    prepared = prepare_offer_file(
        actor=actor, branch_id=branch_id, file=content, name=file.name or ""
    )
    return added(
        request,
        lambda: register_offer(
            actor=actor,
            branch_id=branch_id,
            row=prepared.row,
            sha256=prepared.sha256,
            supplier_id=wish.supplier_id,
        ),
        lambda key: _offer(actor, key),
    )


@router.get(_AT, **operation("getOffer", "Read an offer", answers=SupplierOffer, may=[VIEW_OFFERS]))
def read(request: HttpRequest, offer_id: Id) -> HttpResponse:
    """An offer with its lines, and how far the document engine is with its file."""
    return respond(request, _offer(actor_of(request), offer_id))


@router.post(
    f"{_AT}/confirmation",
    **writing(
        "confirmOffer",
        "Confirm an offer, so that its prices count",
        answers=SupplierOffer,
        may=[CONFIRM_OFFERS],
        edits=True,
    ),
)
def confirm(request: HttpRequest, offer_id: Id, body: OfferConfirming) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = _branch(actor, offer_id)
    return changed(
        request,
        lambda: confirm_offer(
            actor=actor,
            branch_id=branch_id,
            offer_id=offer_id,
            version=version,
            leave_open=body.leave_open,
        ),
        lambda: _offer(actor, offer_id),
    )


@router.post(
    f"{_AT}/headings",
    **writing(
        "teachHeadings",
        "Say what the columns of an offer mean",
        answers=SupplierOffer,
        may=[DRAFT_OFFERS],
        edits=True,
        detail="Its file is read again, and the supplier's next files with it. A field is one of "
        'a line of the engine\'s contract, `""` a column that is left out; null forgets it.',
    ),
)
def teach(request: HttpRequest, offer_id: Id, body: HeadingsTaught) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = _branch(actor, offer_id)
    return changed(
        request,
        lambda: teach_headings(
            actor=actor,
            branch_id=branch_id,
            offer_id=OfferId(offer_id),
            version=version,
            headings=body.headings,
            replace_checked=body.replace_checked,
        ),
        lambda: _offer(actor, offer_id),
    )


@router.post(
    f"{_AT}/withdrawal",
    **writing(
        "withdrawOffer",
        "Withdraw an offer, so that its prices count no more",
        answers=SupplierOffer,
        may=[CONFIRM_OFFERS],
        edits=True,
    ),
)
def withdraw(request: HttpRequest, offer_id: Id, body: OfferWithdrawing) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id = _branch(actor, offer_id)
    return changed(
        request,
        lambda: withdraw_offer(
            actor=actor,
            branch_id=branch_id,
            offer_id=offer_id,
            version=version,
            reason=body.reason,
        ),
        lambda: _offer(actor, offer_id),
    )


@router.get(
    "/products/{product_id}/offers",
    **operation(
        "compareOffers",
        "Compare the offers of a product",
        answers=OffersCompared,
        may=[VIEW_OFFERS],
        detail="By true unit cost: price, discount, tax, freight and bonus, with each step.",
    ),
)
def compare(
    request: HttpRequest, product_id: Id, wanted: Query[OffersComparedWanted]
) -> HttpResponse:
    """The valid offers for so many base units, the cheapest unit first."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    if product_id not in product_names([product_id]):
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    found = compare_offers(
        actor=actor, branch_id=branch_id, product_id=product_id, units=wanted.units
    )
    ranked = [_ranked(one, rank) for rank, one in enumerate(found, 1)]
    answer = OffersCompared(product_id=product_id, currency=currency_here(None), offers=ranked)
    return respond(request, answer)


def _branch(actor: Actor, offer_id: UUID) -> BranchId:
    found = find_offer(actor=actor, offer_id=offer_id)
    if found is None:
        raise NotFound(_("This offer doesn’t exist."), offer_id=offer_id)
    return BranchId(found.branch_id)


def _offer(actor: Actor, offer_id: UUID) -> SupplierOffer:
    view = read_offer(actor=actor, offer_id=offer_id)
    if view is None:
        raise NotFound(_("This offer doesn’t exist."), offer_id=offer_id)
    return told(
        SupplierOffer,
        view.offer,
        currency=currency_here(None),
        job=told(OfferJob, view.job) if view.job else None,
        lines=[told(OfferedLine, line) for line in all_lines(view.offer)],
    )


def _ranked(one: RankedOffer, rank: int) -> OfferRanked:
    offered, cost = one.offered, one.cost
    return OfferRanked(
        rank=rank,
        offer_id=offered.offer_id,
        line_id=offered.line_id,
        supplier_id=offered.supplier_id,
        supplier=one.supplier,
        pack_id=offered.pack_id,
        packs=cost.packs,
        bonus_packs=cost.bonus_packs,
        units=cost.units,
        is_enough=one.is_enough,
        steps=[OfferCostStep(kind=step.kind.value, amount=str(step.amount)) for step in cost.steps],
        total=str(cost.total),
        per_unit=str(one.per_unit),
        expires_on=offered.expires_on,
        valid_until=offered.valid_until,
    )
