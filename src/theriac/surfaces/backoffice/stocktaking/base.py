"""What the screens of one count share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stocktaking.queries.counts import find_count
from theriac.domains.stocktaking.queries.sheets import SheetLine, sheet_lines
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.domains.stocktaking.models import StockCount


class CountScreen(OneScreen):
    """A screen of the count that the address names."""

    own_page = "backoffice:count_detail"
    among = ((gettext_lazy("Stock count"), "backoffice:count_list"),)

    count: One[StockCount] = One(
        "count_id",
        lambda at, key: find_count(actor=at.actor, count_id=key),
        missing=gettext_lazy("This stock count doesn’t exist. Choose one from the list."),
    )

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.count.branch_id)

    @cached_property
    def lines(self) -> list[SheetLine]:
        return sheet_lines(actor=self.actor, branch_id=self.at_branch, count=self.count)

    @property
    def is_open(self) -> bool:
        """Whether somebody may still count."""
        return bool(self.count.state == "open")

    def sheet_url(self, name: str, kind: str = "count_sheet") -> str:
        address = reverse(f"backoffice:{kind}", args=[self.count.id])
        return f"{address}?{urlencode({'sheet': name})}"

    def found_url(self, name: str = "") -> str:
        """Where goods that stand on no sheet are put onto one, ``name`` first."""
        address = reverse("backoffice:count_found", args=[self.count.id])
        return f"{address}?{urlencode({'sheet': name})}" if name else address

    @property
    def typed_url(self) -> str:
        """Where counts of any sheet are typed, scanned or pasted in rows."""
        return reverse("backoffice:count_typed", args=[self.count.id])

    def name(self) -> Text:
        return self.count.number


class CountPart(CountScreen):
    """A page below one count's page."""

    below = True


def sheet_words(name: str) -> str:
    """The sheet's name; what lies on no named shelf has a sheet too."""
    return place_title("quarantine", name) if name else _("No shelf")
