"""A kept file of the world, and the requests about files."""

from __future__ import annotations

import io
from uuid import UUID

from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import Asked, picture
from theriac.core.files.commands import add_file
from theriac.core.files.images import prepare_image
from theriac.domains.catalog.files import LEAFLET


def leaflet_of(shop: Shop, medicine: Medicine) -> UUID:
    """A document of the product."""
    prepared = prepare_image(io.BytesIO(picture("navy")))
    return add_file(
        actor=shop.owner,
        branch_id=shop.branch_id,
        purpose=LEAFLET,
        prepared=prepared,
        record_id=medicine.id,
    )


def file_reads(file_id: UUID) -> dict[str, str]:
    return {
        "listFiles": "/files?purpose=catalog.leaflet&limit=1",
        "getFile": f"/files/{file_id}",
        "getFileLink": f"/files/{file_id}/link",
        "getFileContent": f"/files/{file_id}/content?link={{link}}",
        "exportProducts": "/exports/products",
        "exportStock": "/exports/stock?form=xlsx",
    }


def file_write(product: str) -> Asked:
    form = {"purpose": "catalog.leaflet", "record_id": product}
    return Asked("POST", "/files", file="leaflet", form=form)
