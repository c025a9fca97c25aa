"""What the screens of one count share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stocktaking.queries.counts import find_count
from theriac.domains.stocktaking.queries.sheets import SheetLine, sheet_lines
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.stocktaking.models import StockCount


class CountScreen(Screen):
    """A screen of the count that the address names."""

    @cached_property
    def count(self) -> StockCount:
        """The count. Raises NotFound."""
        found = find_count(actor=self.actor, count_id=UUID(str(self.kwargs["count_id"])))
        if found is None:
            raise NotFound(_("There is no such count. Look in the list."))
        return found

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

    def address(self) -> str:
        return reverse("backoffice:count_detail", args=[self.count.id])

    def sheet_url(self, name: str, kind: str = "count_sheet") -> str:
        address = reverse(f"backoffice:{kind}", args=[self.count.id])
        return f"{address}?{urlencode({'sheet': name})}"

    def found_url(self, name: str = "") -> str:
        """Where goods that stand on no sheet are put onto one, ``name`` first."""
        address = reverse("backoffice:count_found", args=[self.count.id])
        return f"{address}?{urlencode({'sheet': name})}" if name else address

    def page_title(self) -> Text:
        return self.count.number

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list")),
            Crumb(gettext_lazy("Counts"), reverse("backoffice:count_list")),
        ]


class CountPart(CountScreen):
    """A page below one count's page."""

    def page_title(self) -> Text:
        return self.title

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.count.number, self.address())]


def sheet_words(name: str) -> str:
    """The sheet's name; what lies on no named shelf has a sheet too."""
    return place_title("quarantine", name) if name else _("No shelf entered")
