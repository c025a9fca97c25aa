"""Goods that expire soon, each with the price that a rule suggests; a person sets it or doesn't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.formatting import format_rate
from theriac.core.money import Money
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.sales.promotions.markdowns import Markdown, list_markdowns
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class MarkdownRow:
    """A batch with its suggestion in words."""

    told: Markdown

    @property
    def pk(self) -> UUID:
        """The batch."""
        return self.told.batch_id

    @property
    def product(self) -> str:
        return self.told.product

    @property
    def batch(self) -> str:
        """Its number, when it expires, and how many days that is."""
        return said("%(batch)s, expires %(day)s, %(days)s days left") % {
            "batch": self.told.number,
            "day": shown.local_date(self.told.expires_on),
            "days": shown.number(self.told.days),
        }

    @property
    def price(self) -> Money | None:
        return money(self.told.price)

    @property
    def suggested(self) -> Money | None:
        return money(self.told.suggested)

    @property
    def pack(self) -> str:
        return self.told.pack

    @property
    def margin(self) -> str:
        """What it is now, and what it would be."""
        now, then = self.told.margins
        if now is None or then is None:
            return "–"
        country = frame.pharmacy().country
        return f"{format_rate(now, country)} → {format_rate(then, country)}"

    @property
    def given_up(self) -> Money | None:
        return money(self.told.given_up)

    @property
    def act(self) -> SafeString:
        """Where a person sets it."""
        address = reverse("backoffice:stock_price", args=[self.told.batch_id])
        return format_html(
            '<a class="btn btn-plain btn-sm" href="{}?suggested=1">{}'
            '<span class="visually-hidden"> {}, {}</span></a>',
            address,
            said("Set price"),
            self.told.product,
            self.told.number,
        )


class MarkdownTable(ListTable):
    """Price now, suggested price, margin."""

    product = NameColumn(
        verbose_name=_("Product"),
        url=lambda row: reverse("backoffice:product_detail", args=[row.told.product_id]),
        note=lambda row: row.batch,
    )
    pack = TextColumn(verbose_name=_("Pack"), label=_("Pack"))
    price = MoneyColumn(verbose_name=_("Price now"), label=_("Price now"))
    suggested = MoneyColumn(verbose_name=_("Suggested price"), label=_("Suggested price"))
    margin = TextColumn(verbose_name=_("Margin"), label=_("Margin"))
    given_up = MoneyColumn(
        verbose_name=_("Discount if all is sold"),
        label=_("Discount if all is sold"),
        wide_only=True,
    )
    act = TextColumn(verbose_name=_("Set price"), label="")


class MarkdownList(GatheredList):
    """Batches with less than 60 days left that go by the price list."""

    permission = SET_PRICES
    title = _("Near-expiry prices")
    counted = ngettext_lazy("%(count)s batch", "%(count)s batches", "count")
    table_class = MarkdownTable
    sorts = {"expires_on": Sort(_("Expiry"), ()), "product": Sort(_("Product"), ())}
    orders = {
        "expires_on": lambda row: row.told.expires_on,
        "product": lambda row: row.product.casefold(),
    }
    default_sort = "expires_on"
    exports = (
        Export(_("Product"), lambda row: row.product),
        Export(_("Batch"), lambda row: row.told.number),
        Export(_("Expiry"), lambda row: row.told.expires_on),
        Export(_("Pack"), lambda row: row.pack),
        Export(_("Price now"), lambda row: row.price),
        Export(_("Suggested price"), lambda row: row.suggested),
        Export(_("Margin"), lambda row: row.margin),
    )
    empty = Empty(
        _("No batch expires within 60 days"),
        _("Batches that expire within 60 days are listed here with a suggested price."),
        "hourglass-split",
    )

    def gathered(self) -> Sequence[MarkdownRow]:
        return [MarkdownRow(one) for one in list_markdowns(actor=self.actor, branch_id=self.branch)]
