"""What files are for in the catalogue."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.files.purposes import ContentKind, FileHolder, Purpose, purpose
from theriac.core.problems import NotFound
from theriac.domains.catalog.models import Product
from theriac.domains.catalog.permissions import IMPORT_CATALOG, MANAGE_CATALOG, VIEW_CATALOG

PRODUCT = "catalog.product"


def _product(_actor: Actor, record_id: UUID) -> FileHolder:
    if not Product.objects.filter(id=record_id).exists():
        raise NotFound(_("This product isn't in the catalogue."))
    return FileHolder(PRODUCT, record_id)


PICTURE = purpose(
    Purpose(
        "catalog.picture",
        gettext_lazy("Picture of a product"),
        frozenset({ContentKind.IMAGE}),
        read=VIEW_CATALOG,
        is_shared=True,
    )
)
LEAFLET = purpose(
    Purpose(
        "catalog.leaflet",
        gettext_lazy("Document of a product"),
        frozenset({ContentKind.PDF, ContentKind.IMAGE}),
        read=VIEW_CATALOG,
        is_shared=True,
        add=MANAGE_CATALOG,
        max_bytes=20_000_000,
        holder=_product,
    )
)
IMPORT = purpose(
    Purpose(
        "catalog.import",
        gettext_lazy("Table to import"),
        frozenset({ContentKind.TABLE}),
        read=IMPORT_CATALOG,
        is_shared=True,
        max_bytes=50_000_000,
        released_days=0,
    )
)
IMPORT_REPORT = purpose(
    Purpose(
        "catalog.import_report",
        gettext_lazy("Rows of an import with problems"),
        frozenset({ContentKind.TABLE}),
        read=IMPORT_CATALOG,
        is_shared=True,
        max_bytes=50_000_000,
        released_days=0,
    )
)
