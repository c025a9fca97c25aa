"""What suppliers call the packs that they sell, as people and postings taught it."""

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
from theriac.domains.offers.models import SupplierAlias
from theriac.domains.suppliers.permissions import VIEW_SUPPLIERS

ALIASES: Listing[SupplierAlias] = Listing(
    name="offers.aliases",
    sorts={"code": SortFields(("text",))},
    default_sort="code",
    filters={"text": lambda rows, text: rows.filter(text__istartswith=text.strip())},
)
"""What may be asked of the list of a supplier's own codes and names."""


@dataclass(frozen=True, slots=True)
class NamedAlias:
    """A supplier's code or name (``kind``) with the pack that it means, since ``learnt_at``."""

    id: UUID
    kind: str
    code: str
    product_id: UUID
    product: str
    pack_id: UUID
    pack: str
    learnt_at: datetime


@query(permission=VIEW_SUPPLIERS)
def aliases_of_supplier(*, actor: Actor, supplier_id: UUID) -> QuerySet[SupplierAlias]:
    """Its own codes and names, in no order."""
    return SupplierAlias.objects.filter(supplier_id=supplier_id).order_by()


def named_aliases(rows: Iterable[SupplierAlias]) -> list[NamedAlias]:
    """These with names of what they mean, in their order; for a page of a list, which is seen."""
    kept = list(rows)
    products = product_names({row.product_id for row in kept})
    packs = pack_names({row.pack_id for row in kept})
    return [
        NamedAlias(
            id=row.id,
            kind=row.kind,
            code=row.text,
            product_id=row.product_id,
            product=products.get(row.product_id, ""),
            pack_id=row.pack_id,
            pack=packs.get(row.pack_id, ""),
            learnt_at=row.learnt_at,
        )
        for row in kept
    ]
