"""Products and stock as tables that an import takes back."""

from __future__ import annotations

from typing import BinaryIO

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from theriac.core.files.documents import CSV, XLSX
from theriac.domains.catalog.imports.products.export import export_products
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.stock.imports.export import export_stock
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond_file
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.exports import ExportWanted

router = Router(tags=["imports"])
MEDIA_TYPES = {"csv": CSV, "xlsx": XLSX}
TAKEN_BACK = "An import takes the table back as it is. Amounts are in major units with a point."


@router.get(
    "/exports/products",
    **operation(
        "exportProducts",
        "Download every product",
        answers=None,
        may=[VIEW_CATALOG],
        media=[CSV, XLSX],
        detail=f"With packs, barcodes and the prices of now at the branch. {TAKEN_BACK}",
    ),
)
def products(request: HttpRequest, wanted: Query[ExportWanted]) -> HttpResponseBase:
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)

    def write(file: BinaryIO) -> None:
        export_products(actor=actor, file=file, form=wanted.form, at_branch=branch_id)

    name = f"products.{wanted.form}"
    return respond_file(request, write, media_type=MEDIA_TYPES[wanted.form], name=name)


@router.get(
    "/exports/stock",
    **operation(
        "exportStock",
        "Download a branch's stock",
        answers=None,
        may=[VIEW_STOCK],
        media=[CSV, XLSX],
        detail=(
            "Every batch on the shelves, in base units; without the columns of cost for who may "
            f"not see costs. {TAKEN_BACK}"
        ),
    ),
)
def stock(request: HttpRequest, wanted: Query[ExportWanted]) -> HttpResponseBase:
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)

    def write(file: BinaryIO) -> None:
        export_stock(actor=actor, branch_id=branch_id, file=file, form=wanted.form)

    name = f"stock.{wanted.form}"
    return respond_file(request, write, media_type=MEDIA_TYPES[wanted.form], name=name)
