"""What a supplier's own key opens: its orders at one branch, and its price lists."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Query, Router, UploadedFile

from theriac.core.facts.records import given
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.offers.commands.enter import enter_offer
from theriac.domains.offers.commands.intake import prepare_offer_file, register_offer
from theriac.domains.offers.problems import OfferTwice
from theriac.domains.offers.queries.of_supplier import list_sent_offers
from theriac.domains.offers.queries.offers import OFFERS
from theriac.domains.offers.rules.facts import OfferLineWritten, OfferNew
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.queries.of_supplier import list_orders_of, read_order_of
from theriac.domains.purchase_orders.queries.orders import ORDERS
from theriac.domains.suppliers.keys import SupplierClient
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import supplier_client
from theriac.surfaces.api.bodies import remember_file
from theriac.surfaces.api.document import of_suppliers, operation, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.schemas.purchasing.supplier_feed import (
    PriceList,
    PriceListPage,
    PriceListSent,
    SuppliedOrder,
    SuppliedOrderLine,
    SuppliedOrderListed,
    SuppliedOrderPage,
    SuppliedOrdersWanted,
)
from theriac.surfaces.api.schemas.types import Wanted

router = Router(tags=["for suppliers"])
_ONLY = "Only by a supplier's key. "


@router.get(
    "/supplier/orders",
    **of_suppliers(
        operation(
            "listSuppliedOrders",
            "List the supplier's own orders",
            answers=SuppliedOrderPage,
            detail=_ONLY,
        )
    ),
)
def orders(request: HttpRequest, wanted: Query[SuppliedOrdersWanted]) -> HttpResponse:
    """A page of the orders of the key's branch, the newest first."""
    client = supplier_client(request)
    rows = list_orders_of(
        actor=client.actor, branch_id=client.branch_id, supplier_id=client.supplier_id
    )
    narrowed = ORDERS.narrowed(rows, {"state": wanted.state})
    page = ORDERS.page(narrowed, cursor=wanted.cursor, size=wanted.limit)
    items = [told(SuppliedOrderListed, row) for row in page.items]
    return respond(request, SuppliedOrderPage(items=items, **edges(page)))


@router.get(
    "/supplier/orders/{order_id}",
    **of_suppliers(
        operation(
            "getSuppliedOrder",
            "Read one of the supplier's own orders",
            answers=SuppliedOrder,
            detail=_ONLY,
        )
    ),
)
def order(request: HttpRequest, order_id: Id) -> HttpResponse:
    """An order with its lines in the supplier's codes."""
    client = supplier_client(request)
    view = read_order_of(
        actor=client.actor,
        branch_id=client.branch_id,
        supplier_id=client.supplier_id,
        order_id=order_id,
    )
    if view is None:
        raise NotFound(_("This purchase order doesn’t exist."), order_id=order_id)
    lines = [
        told(
            SuppliedOrderLine,
            line.row,
            code=line.row.supplier_code,
            product=line.product,
            pack=line.pack,
            open_packs=line.open_packs,
        )
        for line in view.lines
    ]
    return respond(request, told(SuppliedOrder, view.row, lines=lines))


@router.get(
    "/supplier/price-lists",
    **of_suppliers(
        operation(
            "listPriceLists",
            "List the price lists that this key sent",
            answers=PriceListPage,
            detail=_ONLY,
        )
    ),
)
def price_lists(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """What became of each, the newest first."""
    client = supplier_client(request)
    rows = list_sent_offers(
        actor=client.actor, branch_id=client.branch_id, supplier_id=client.supplier_id
    )
    page = OFFERS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(PriceList, row) for row in page.items]
    return respond(request, PriceListPage(items=items, **edges(page)))


@router.post(
    "/supplier/price-lists",
    **of_suppliers(
        writing(
            "sendPriceList",
            "Send a price list",
            answers=PriceList,
            status=201,
            detail=_ONLY + "A draft of the key's supplier, whose prices count once the pharmacy "
            "confirms it. ",
        )
    ),
)
def send(request: HttpRequest, body: PriceListSent) -> HttpResponse:
    client = supplier_client(request)
    head = body.model_dump(exclude={"lines"})
    lines = [given(OfferLineWritten, **line.model_dump()) for line in body.lines]
    facts = given(OfferNew, supplier_id=client.supplier_id, lines=lines, **head)
    return added(
        request,
        lambda: enter_offer(actor=client.actor, branch_id=BranchId(client.branch_id), facts=facts),
        lambda key: _price_list(client, key),
    )


@router.post(
    "/supplier/price-lists/files",
    **of_suppliers(
        writing(
            "sendPriceListFile",
            "Send a price list as a file",
            answers=PriceList,
            status=201,
            detail=_ONLY + "CSV, XLSX, PDF or picture as `multipart/form-data`: "
            "`curl -F file=@prices.csv`. The document engine reads it. ",
        )
    ),
)
def send_file(request: HttpRequest, file: File[UploadedFile]) -> HttpResponse:
    client = supplier_client(request)
    branch_id = BranchId(client.branch_id)
    content = cast("BinaryIO", file.file)
    remember_file(request, content, {})
    prepared = prepare_offer_file(
        actor=client.actor, branch_id=branch_id, file=content, name=file.name or ""
    )

    def register() -> UUID:
        try:
            return register_offer(
                actor=client.actor,
                branch_id=branch_id,
                row=prepared.row,
                sha256=prepared.sha256,
                supplier_id=client.supplier_id,
            )
        except OfferTwice:
            # Which offer it is, and whose, is no business of the supplier's.
            words = _("This file was sent before.")
            raise OfferTwice(words, field="file") from None

    return added(request, register, lambda key: _price_list(client, key))


def _price_list(client: SupplierClient, key: UUID) -> PriceList:
    rows = list_sent_offers(
        actor=client.actor, branch_id=client.branch_id, supplier_id=client.supplier_id
    )
    found = rows.filter(id=key).first()
    if found is None:
        raise NotFound(_("This price list doesn’t exist."), offer_id=key)
    return told(PriceList, found)
