"""What every list about one product shares: the product, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


class ProductGathered(GatheredList):
    """A list of what was worked out about the product that the address names."""

    product: One[ProductDetail] = One(
        "product_id",
        lambda at, key: get_product(actor=at.actor, product_id=key),
        missing=_("This product isn’t in the catalogue. Choose one from the list."),
    )

    def crumbs(self) -> Sequence[Crumb]:
        url = reverse("backoffice:product_detail", args=[self.product.id])
        return [
            Crumb(_("Stock"), reverse("backoffice:stock_list")),
            Crumb(self.product.name, url),
        ]
