"""Barcodes: what a code opens, what it says, and which codes open a pack, from when to when."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router

from theriac.core.actor import Actor
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.barcodes import add_barcode, move_barcode, remove_barcode
from theriac.domains.catalog.gs1.codes import CAUTIONS, ScannedCode, read_code
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.product_facts import product_of_pack
from theriac.domains.catalog.queries.products import product_details
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.routers.catalog.contents import product_contents
from theriac.surfaces.api.schemas.catalog.products import (
    BarcodeMove,
    BarcodeNew,
    BarcodeRemoval,
    Code,
    CodeToRead,
    Element,
    OpenedPack,
    Product,
    ReadCode,
    Warned,
)

router = Router(tags=["barcodes"])


@router.post(
    "/barcodes/parse",
    **asking(
        "parseCode",
        "Read what a scanned code says",
        answers=ReadCode,
        may=[VIEW_CATALOG],
        detail="GS1 element strings, digital links, EAN and the shop's own codes, as they came.",
    ),
)
def parse(request: HttpRequest, body: CodeToRead) -> HttpResponse:
    """Product, batch, expiry, serial and quantity, and the pack that the code opens here."""
    return respond(request, _read(actor_of(request), read_code(body.code)))


@router.post(
    "/barcodes/move",
    **writing(
        "moveBarcode",
        "Let a code open another pack",
        answers=OpenedPack,
        may=[MANAGE_CATALOG],
        detail="What was sold under it stays; counters learn of it at their next contact.",
    ),
)
def move(request: HttpRequest, body: BarcodeMove) -> HttpResponse:
    """Move a code to another pack, of the same or of another product."""
    actor = actor_of(request)
    return changed(
        request,
        lambda: move_barcode(
            actor=actor,
            pack_id=body.pack_id,
            code=body.code,
            to_pack_id=body.to_pack_id,
            reason=body.reason,
        ),
        lambda: _opened(actor, body.code),
    )


@router.post(
    "/barcodes/remove",
    **writing(
        "removeBarcode",
        "Take a code away from its pack",
        answers=Product,
        may=[MANAGE_CATALOG],
        detail="What was sold under it stays. The code may be given to a pack again.",
    ),
)
def remove(request: HttpRequest, body: BarcodeRemoval) -> HttpResponse:
    """Let a code open no pack any more; the product is answered as it is then."""
    actor = actor_of(request)
    return changed(
        request,
        lambda: remove_barcode(
            actor=actor, pack_id=body.pack_id, code=body.code, reason=body.reason
        ),
        lambda: _product(actor, body.pack_id),
    )


@router.get(
    "/barcodes/{code}",
    **operation(
        "getBarcode",
        "Find the pack that a code opens",
        answers=OpenedPack,
        may=[VIEW_CATALOG],
        detail="A GTIN is found in any of its lengths.",
    ),
)
def opened(request: HttpRequest, code: Annotated[Code, Path()]) -> HttpResponse:
    return respond(request, _opened(actor_of(request), code))


@router.post(
    "/barcodes",
    **writing(
        "addBarcode",
        "Let a code open a pack",
        answers=OpenedPack,
        may=[MANAGE_CATALOG],
        status=201,
        detail="A pack has as many codes as it needs; a code opens one pack.",
    ),
)
def add(request: HttpRequest, body: BarcodeNew) -> HttpResponse:
    actor = actor_of(request)

    return changed(
        request,
        lambda: add_barcode(actor=actor, pack_id=body.pack_id, code=body.code),
        lambda: _opened(actor, body.code),
        status=201,
    )


def _product(actor: Actor, pack_id: UUID) -> Product:
    """The product of a pack that is there."""
    ids = [product_of_pack(pack_id)]
    found = product_details(actor=actor, product_ids=ids, at_branch=actor.branch_id)
    return Product(**product_contents(found)[0])


def _opened(actor: Actor, code: str) -> OpenedPack:
    found = find_pack(actor=actor, code=code)
    if found is None:
        raise NotFound(_("No pack has the code %(code)s.") % {"code": code})
    return OpenedPack.model_validate(found)


def _read(actor: Actor, code: ScannedCode) -> ReadCode:
    pack = find_pack(actor=actor, code=code.lookup)
    return ReadCode(
        form=code.form.value,
        text=code.text,
        symbology=code.symbology,
        gtin=code.gtin,
        batch_number=code.batch_number,
        expires_on=code.expires_on,
        produced_on=code.produced_on,
        serial=code.serial,
        quantity=code.quantity,
        elements=[Element(identifier=name, value=value) for name, value in code.elements],
        warnings=[Warned(code=one.value, detail=str(CAUTIONS[one])) for one in code.warnings],
        pack=None if pack is None else OpenedPack.model_validate(pack),
    )
