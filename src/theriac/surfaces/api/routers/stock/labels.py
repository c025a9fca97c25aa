"""Labels of batches as PDF, and the pharmacy's own codes for products without a GTIN."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.core.paper.labels import drawn_labels
from theriac.core.paper.sizes import PAPERS
from theriac.core.problems import Unprocessable
from theriac.domains.catalog.commands.own_codes import give_own_code
from theriac.domains.catalog.permissions import LABEL_GOODS
from theriac.domains.stock.labels import LabelKind, labels_of_batches
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import once
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.stock.labels import LabelsWanted, OwnCode

router = Router(tags=["stock"])
PDF = "application/pdf"


@router.get(
    "/batches/{batch_id}/labels",
    **operation(
        "printLabels",
        "Print labels of a batch",
        answers=None,
        may=[VIEW_STOCK],
        media=[PDF],
        detail=(
            "GS1 DataMatrix with GTIN (01), expiry (17) and batch (10), for label printers and A4. "
            "A product without a GTIN gets one by `giveOwnCode` first."
        ),
    ),
)
def labels(request: HttpRequest, batch_id: Id, wanted: Query[LabelsWanted]) -> HttpResponse:
    actor = actor_of(request)
    if wanted.count < 1:
        raise Unprocessable(_("Print at least one label."), field="count")
    found = labels_of_batches(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        batch_ids=[batch_id],
        kind=LabelKind(wanted.kind),
        pack_id=wanted.pack_id,
    )
    content = drawn_labels(
        [label.drawn for label in found] * wanted.count,
        PAPERS[wanted.paper],
        skip=wanted.skip,
        title=_("Labels"),
    )
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=PDF, headers=headers)


@router.post(
    "/products/{product_id}/own-code",
    **writing(
        "giveOwnCode",
        "Give a product a code of the pharmacy's own",
        answers=OwnCode,
        may=[LABEL_GOODS],
        detail="A GTIN that it has already is answered as it is; else one of GS1's prefix 04.",
    ),
)
def own_code(request: HttpRequest, product_id: Id) -> HttpResponse:
    actor = actor_of(request)
    return once(
        request,
        lambda: give_own_code(actor=actor, product_id=product_id),
        first=lambda code: OwnCode(code=code),
        again=lambda _effect: OwnCode(code=give_own_code(actor=actor, product_id=product_id)),
    )
