"""A product's documents: leaflets, certificates, photos of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.files.purposes import Purpose
from theriac.core.files.queries import files_of
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.files import LEAFLET
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.files.entry import AddFile, FileForm
from theriac.surfaces.backoffice.files.words import document_words


class ProductDocument(ProductScreen, AddFile):
    """Hand in a document of the product."""

    permission = MANAGE_CATALOG
    title = gettext_lazy("Add a document")
    form_class = FileForm
    done = gettext_lazy("Document saved.")

    def purposes(self) -> Sequence[Purpose]:
        """The one that a product has."""
        return [LEAFLET]

    def record_id(self) -> UUID:
        return self.product.id

    def after(self, file_id: UUID) -> str:
        """Back to the product."""
        return self.product_url()


def product_documents(screen: ProductScreen) -> dict[str, Any]:
    """What the product's page shows of its documents."""
    found = files_of(screen.actor, [screen.product.id])
    rows = [row for row in found if row.purpose == LEAFLET.code]
    people = names_of(row.created_by for row in rows)
    return {
        "documents": document_words(screen.actor, rows, people),
        "documents_none": _("No documents yet. Leaflets and certificates are listed here."),
        "document_new": screen.product_url("product_document")
        if screen.may(MANAGE_CATALOG)
        else "",
    }
