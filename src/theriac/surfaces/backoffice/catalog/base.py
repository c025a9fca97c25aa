"""What every page of one product shares: the product itself, its crumbs and its address."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class ProductScreen(Screen):
    """A page below /products/<id>/."""

    @cached_property
    def product(self) -> ProductDetail:
        """The product with the branch's prices. Raises NotFound."""
        found = get_product(
            actor=self.actor,
            product_id=UUID(str(self.kwargs["product_id"])),
            at_branch=self.branch_id,
        )
        if found is None:
            raise NotFound(_("This product isn't in the catalogue. Look in the list."))
        return found

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
