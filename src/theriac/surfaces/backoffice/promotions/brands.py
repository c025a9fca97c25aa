"""How often another brand of the same medicine was taken, and what customers saved, by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import format_month
from theriac.core.money import Money
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.promotions.sums import MonthOfBrands, brands_by_month
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MoneyColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort


@dataclass(frozen=True, slots=True)
class BrandMonthRow:
    """A month in words."""

    told: MonthOfBrands

    @property
    def pk(self) -> date:
        """Its first day."""
        return self.told.first_on

    @property
    def month(self) -> str:
        return format_month(self.told.first_on, get_language() or "en")

    @property
    def taken(self) -> int:
        return self.told.taken

    @property
    def cheaper(self) -> int:
        return self.told.cheaper

    @property
    def saved(self) -> Money | None:
        return money(self.told.saved)


class BrandMonthTable(ListTable):
    """How many lines, how many of them cheaper, and what that saved."""

    month = TextColumn(verbose_name=_("Month"), label=_("Month"))
    taken = NumberColumn(verbose_name=_("Taken"), label=_("Taken"))
    cheaper = NumberColumn(verbose_name=_("Cheaper"), label=_("Cheaper"))
    saved = MoneyColumn(verbose_name=_("Customers saved"), label=_("Customers saved"))


class BrandMonthList(GatheredList):
    """The last twelve months of the branch."""

    permission = VIEW_SALES
    title = _("Generic savings")
    counted = ngettext_lazy("%(count)s month", "%(count)s months", "count")
    table_class = BrandMonthTable
    sorts = {"-month": Sort(_("Month"), ())}
    orders = {"-month": lambda row: -row.told.first_on.toordinal()}
    default_sort = "-month"
    exports = (
        Export(_("Month"), lambda row: row.told.first_on),
        Export(_("Taken"), lambda row: row.taken),
        Export(_("Cheaper"), lambda row: row.cheaper),
        Export(_("Customers saved"), lambda row: row.saved),
    )
    empty = Empty(
        _("No other brands sold yet"),
        _("Items sold as another brand (F7 at the counter) are counted here by month."),
        "arrow-left-right",
    )

    def gathered(self) -> Sequence[BrandMonthRow]:
        found = brands_by_month(
            actor=self.actor, branch_id=self.branch, today=branch_date(self.branch)
        )
        return [BrandMonthRow(one) for one in found]
