"""What every page of one batch shares: the batch, its product, what the shelf has of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.permissions import Permission
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.stock.queries.batches.by_place import get_batch, list_batches
from theriac.domains.stock.queries.batches.returnable import returnable_goods
from theriac.domains.stock.queries.sellable import named_batches
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class BatchScreen(Screen):
    """A page below /stock/batches/<id>/."""

    batch: One[Any] = One(
        "batch_id",
        lambda at, key: get_batch(actor=at.actor, batch_id=key),
        missing=gettext_lazy("This batch doesn’t exist. Choose one from the list."),
    )

    @cached_property
    def product(self) -> ProductDetail:
        """The batch's product."""
        found = get_product(
            actor=self.actor, product_id=self.batch.product_id, at_branch=self.branch_id
        )
        if found is None:
            raise NotFound(_("This product isn’t in the catalogue. Choose one from the list."))
        return found

    @cached_property
    def bin_code(self) -> str:
        """The bin where the batch lies at the branch; empty where none is noted."""
        row = list_batches(actor=self.actor, branch_id=self.branch).filter(batch_id=self.batch.id)
        found: Any = row.first()
        return str(found.bin) if found else ""

    @cached_property
    def on_shelf(self) -> int:
        """Base units of the batch on the branch's shelf now."""
        here = named_batches(self.branch, [self.batch.id]).get(self.batch.id)
        return here.quantity if here else 0

    @property
    def shelf_words(self) -> str:
        """The same in packs."""
        return in_words(self.on_shelf, self.product)

    @cached_property
    def returnable(self) -> int:
        """Base units of the batch on the branch's shelf and in its quarantine: all may go back."""
        here = returnable_goods(self.branch, [self.batch.id]).get(self.batch.id)
        return here.quantity if here else 0

    @property
    def quarantine_words(self) -> str:
        """What lies in quarantine, in packs; empty where nothing does."""
        units = self.returnable - self.on_shelf
        return in_words(units, self.product) if units > 0 else ""

    @property
    def batch_name(self) -> str:
        """Its number, or that it has none."""
        return self.batch.number or _("No number")

    def batch_url(self) -> str:
        """The batch's page."""
        return reverse("backoffice:stock_batch", args=[self.batch.id])

    def crumbs(self) -> Sequence[Crumb]:
        product = reverse("backoffice:product_detail", args=[self.product.id])
        return [
            Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list")),
            Crumb(self.product.name, product),
            Crumb(self.batch_name, self.batch_url()),
        ]


class BatchFormScreen(BatchScreen, FormScreen):
    """A form about one batch: what it is about stands beside it."""

    permission: ClassVar[Permission | None]
    template_name = "backoffice/stock/batch_form.html"
