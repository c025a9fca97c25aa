"""What every page of one product shares: the product itself, its crumbs and its address."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class ProductScreen(Screen):
    """A page below /products/<id>/."""

    product: One[ProductDetail] = One(
        "product_id",
        lambda at, key: get_product(actor=at.actor, product_id=key, at_branch=at.branch_id),
        missing=gettext_lazy("This product isn’t in the catalogue. Choose one from the list."),
    )

    @property
    def pack_pairs(self) -> list[tuple[str, int]]:
        """Names and factors, for quantities in words."""
        return [(pack.name, pack.factor) for pack in self.product.packs]

    def product_url(self, tab: str = "product_detail") -> str:
        """The product's page, or one of its tabs."""
        return reverse(f"backoffice:{tab}", args=[self.product.id])

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Products"), reverse("backoffice:product_list")),
            Crumb(self.product.name, self.product_url()),
        ]

    def cancel_url(self) -> str:
        """Back to the product."""
        return self.product_url()
