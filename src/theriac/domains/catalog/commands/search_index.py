"""Keeping the search index in step with changed products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from theriac.domains.catalog.models import Barcode, Product
from theriac.domains.catalog.particulars import country_profile
from theriac.domains.catalog.rules import SOLD
from theriac.domains.catalog.search.documents import SearchableProduct
from theriac.domains.catalog.search.stored.store import index_products


def index_changed(product_ids: Sequence[UUID]) -> None:
    """Index these products again, set-wise, inside the command that changed them."""
    codes: dict[UUID, list[str]] = defaultdict(list)
    for product_id, code in Barcode.objects.filter(pack__product_id__in=product_ids).values_list(
        "pack__product_id", "code"
    ):
        codes[product_id].append(code)
    products = Product.objects.filter(id__in=product_ids).select_related("manufacturer")
    contents = _contents(product_ids)
    profile = country_profile()
    prescription = {
        one.code for one in (profile.legal_classes if profile else ()) if one.needs_prescription
    }
    index_products(
        [
            SearchableProduct(
                id=product.id,
                name=product.name,
                generic_name=product.generic_name,
                substance=product.substance,
                strength=product.strength,
                dose_form=product.dose_form,
                manufacturer=product.manufacturer.name if product.manufacturer else "",
                ingredients=contents[product.id],
                barcodes=codes[product.id],
                needs_prescription=product.legal_class in prescription,
                active=product.status in SOLD,
            )
            for product in products
        ]
    )


def _contents(product_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The substances of the products' generics, one after the other, by product."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Product.objects.filter(id__in=product_ids, generic__isnull=False)
    for product_id, name in rows.order_by("id", "generic__ingredients__position").values_list(
        "id", "generic__ingredients__substance__name"
    ):
        found[product_id].append(name or "")
    return defaultdict(str, {key: " ".join(names) for key, names in found.items()})
