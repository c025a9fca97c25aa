"""A product that was merged into another isn't changed any more: the other one is."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.domains.catalog.models import Product
from theriac.domains.catalog.problems import ProductMerged
from theriac.domains.catalog.rules import MERGED


def refuse_merged(product_id: UUID) -> None:
    """Raise ProductMerged where another product stands for this one."""
    found = (
        Product.objects.filter(id=product_id, status=MERGED)
        .values_list("merged_into_id", "merged_into__name")
        .first()
    )
    if found is None:
        return
    raise ProductMerged(
        _("This product was merged into %(name)s. Edit that product, or undo the merge.")
        % {"name": found[1]},
        product_id=product_id,
        merged_into=found[0],
    )
