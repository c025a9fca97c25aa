"""Where a product is: each branch that the person may see, with what it could sell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.replenishment.queries.coverage import USUAL_WINDOW, Whereabouts, whereabouts
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.stock.product_list import ProductGathered
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class WhereRow:
    """A branch's stock in words."""

    at: Whereabouts
    product: ProductDetail
    url: str

    @property
    def pk(self) -> UUID:
        """The branch's id."""
        return self.at.branch_id

    @property
    def branch(self) -> str:
        return self.at.branch

    @property
    def available(self) -> str:
        """What may be sold, in packs."""
        return in_words(self.at.available, self.product)

    @property
    def shelf(self) -> str:
        """What the shelf has, in packs."""
        return in_words(self.at.on_shelf, self.product)

    @property
    def elsewhere(self) -> str:
        """What is in quarantine or on the way; empty where nothing is."""
        parts = [
            (gettext("Quarantine: %(units)s"), self.at.quarantined),
            (gettext("In transit: %(units)s"), self.at.in_transit),
        ]
        found = [
            words % {"units": in_words(units, self.product)} for words, units in parts if units
        ]
        return "; ".join(found)


class WhereTable(ListTable):
    """A branch and what it has."""

    branch = NameColumn(verbose_name=_("Branch"), url=lambda row: row.url)
    available = TextColumn(verbose_name=_("Can be sold"), label=_("Can be sold"))
    shelf = TextColumn(verbose_name=_("On the shelf"), label=_("On the shelf"))
    elsewhere = TextColumn(
        verbose_name=_("Elsewhere"), label=_("Elsewhere"), empty_values=(None, "")
    )
    expiry = TextColumn(
        verbose_name=_("Earliest expiry"), accessor="at__next_expiry", label=_("Earliest expiry")
    )
    days = NumberColumn(
        verbose_name=_("Days of cover"), accessor="at__days", label=_("Days of cover")
    )

    def render_expiry(self, value: Any) -> SafeString:
        return shown.expiry_badge(value)


class StockWhere(ProductGathered):
    """One product across the branches."""

    permission = VIEW_STOCK
    title = _("Stock at all branches")
    counted = ngettext_lazy("%(count)s branch", "%(count)s branches", "count")
    table_class = WhereTable
    sorts = {
        "branch": Sort(_("Branch"), ()),
        "available": Sort(_("Can be sold"), (), descending=True),
        "days": Sort(_("Days of cover"), ()),
    }
    orders = {
        "branch": lambda row: row.branch.lower(),
        "available": lambda row: row.at.available,
        "days": lambda row: (row.at.days is None, row.at.days or 0),
    }
    default_sort = "branch"
    exports = (
        Export(_("Branch"), lambda row: row.branch),
        Export(_("Can be sold, base units"), lambda row: row.at.available),
        Export(_("On the shelf, base units"), lambda row: row.at.on_shelf),
        Export(_("Quarantine, base units"), lambda row: row.at.quarantined),
        Export(_("In transit, base units"), lambda row: row.at.in_transit),
        Export(_("Earliest expiry"), lambda row: row.at.next_expiry),
        Export(_("Sold, base units"), lambda row: row.at.sold),
        Export(_("Days of cover"), lambda row: row.at.days),
    )
    empty = Empty(_("No branches"), _("You can’t see any branch with stock."), "shop")

    def gathered(self) -> Sequence[WhereRow]:
        """Each branch; the one that is worked in opens the stock card, another its batches."""
        found = whereabouts(actor=self.actor, product_id=self.product.id, window=USUAL_WINDOW)
        return [WhereRow(one, self.product, self._url(one.branch_id)) for one in found]

    def _url(self, branch_id: UUID) -> str:
        if branch_id == self.branch_id:
            return reverse("backoffice:stock_card", args=[self.product.id])
        asked = f"branch={branch_id}&product={self.product.id}"
        return f"{reverse('backoffice:stock_batches')}?{asked}"

    def page_title(self) -> Text:
        return gettext("Stock at all branches: %(product)s") % {"product": self.product.name}

    def actions(self) -> Sequence[Action]:
        card = reverse("backoffice:stock_card", args=[self.product.id])
        demand = reverse("backoffice:product_demand", args=[self.product.id])
        return [
            Action(_("Stock card"), "journal-text", card, VIEW_STOCK),
            Action(_("Daily demand"), "bar-chart", demand, VIEW_STOCK),
        ]
