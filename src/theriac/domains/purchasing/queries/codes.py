"""What suppliers call the packs that they bring, as postings taught it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.purchasing.models import SupplierProductCode
from theriac.domains.suppliers.permissions import VIEW_SUPPLIERS

CODES: Listing[SupplierProductCode] = Listing(
    name="purchasing.codes",
    sorts={"code": SortFields(("code",))},
    default_sort="code",
    filters={"text": lambda rows, text: rows.filter(code__istartswith=text.strip())},
)
"""What may be asked of the list of a supplier's own codes."""


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A supplier's code with the product and pack that it means, since ``learnt_at``."""

    id: UUID
    code: str
    product_id: UUID
    product: str
    pack_id: UUID
    pack: str
    learnt_at: datetime


@query(permission=VIEW_SUPPLIERS)
def codes_of_supplier(*, actor: Actor, supplier_id: UUID) -> QuerySet[SupplierProductCode]:
    """Its own codes, in no order."""
    return SupplierProductCode.objects.filter(supplier_id=supplier_id).order_by()


def named_codes(rows: Iterable[SupplierProductCode]) -> list[NamedCode]:
    """These codes with names, in their order; for a page of a list, whose rows are seen."""
    kept = list(rows)
    products = product_names({row.product_id for row in kept})
    packs = pack_names({row.pack_id for row in kept})
    return [
        NamedCode(
            id=row.id,
            code=row.code,
            product_id=row.product_id,
            product=products.get(row.product_id, ""),
            pack_id=row.pack_id,
            pack=packs.get(row.pack_id, ""),
            learnt_at=row.learnt_at,
        )
        for row in kept
    ]
