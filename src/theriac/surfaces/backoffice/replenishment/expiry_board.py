"""The expiry board: tiles of 180, 90 and 30 days and expired, each opening its batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.money import Money
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.replenishment.queries.expiry_board import (
    BoardLine,
    ExpiryBoard,
    board_rows,
    expiry_board,
    expiry_bounds,
)
from theriac.domains.replenishment.rules import WINDOW_DAYS, Band, band_days
from theriac.domains.stock.commands.quarantine import LONGEST_REASON, quarantine_batches
from theriac.domains.stock.permissions import HOLD_STOCK, SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import list_batches
from theriac.surfaces.backoffice.catalog.words import in_words, money
from theriac.surfaces.backoffice.replenishment.expiry_tiles import tiles_of
from theriac.surfaces.backoffice.replenishment.expiry_words import (
    Ways,
    band_title,
    proposal_words,
    proposals,
)
from theriac.surfaces.backoffice.shell.forms.button import Calls, at_most
from theriac.surfaces.backoffice.shell.listing.selection import (
    Asked,
    RowAct,
    SelectableList,
    SelectionScreen,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
from theriac.surfaces.backoffice.stock.batches.lists import search_batches
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A line with its product, in words."""

    line: BoardLine
    product: ProductDetail
    ways: Ways

    @property
    def pk(self) -> UUID:
        """The balance's id."""
        return self.line.balance_id

    @property
    def batch_words(self) -> str:
        """The batch number, or that it has none."""
        return self.line.number or _("No number")

    @property
    def quantity(self) -> str:
        """What the shelf has of it, in packs."""
        return in_words(self.line.quantity, self.product)

    @property
    def unsold(self) -> str:
        """What will stay, in packs."""
        return in_words(self.line.unsold, self.product) if self.line.unsold else ""

    @property
    def value(self) -> Money | None:
        """At cost."""
        return money(self.line.value)

    @property
    def loss(self) -> Money | None:
        """What will stay, at cost; None where nothing will."""
        return money(self.line.loss) if self.line.unsold else None


class BoardTable(ListTable):
    """A batch, how long it has, what it is worth, and what of it will stay."""

    number = NameColumn(
        verbose_name=gettext_lazy("Product"),
        accessor="product__name",
        url=lambda row: reverse("backoffice:stock_batch", args=[row.line.batch_id]),
        note=lambda row: row.batch_words,
    )
    expiry = TextColumn(verbose_name=gettext_lazy("Expiry"), accessor="line")
    quantity = TextColumn(
        verbose_name=gettext_lazy("On the shelf"), label=gettext_lazy("On the shelf")
    )
    value = MoneyColumn(
        verbose_name=gettext_lazy("At cost"), label=gettext_lazy("At cost"), permission=SEE_COSTS
    )
    unsold = TextColumn(
        verbose_name=gettext_lazy("Won’t sell before expiry"),
        label=gettext_lazy("Won’t sell before expiry"),
        empty_values=(None, ""),
    )
    loss = MoneyColumn(
        verbose_name=gettext_lazy("Loss"), label=gettext_lazy("Loss"), permission=SEE_COSTS
    )
    proposed = TextColumn(
        verbose_name=gettext_lazy("Action"),
        accessor="line__proposals",
        label=gettext_lazy("Action"),
        empty_values=(None, ()),
    )

    def render_expiry(self, value: BoardLine) -> SafeString:
        """As a badge; held before all."""
        return shown.expiry_badge(value.expires_on, held="" if value.held else None)

    def render_proposed(self, record: BoardRow) -> SafeString:
        return proposals(record.line, record.ways)


def band_choices() -> list[tuple[str, str]]:
    """The bands as the pharmacy settled them."""
    bounds = expiry_bounds()
    return [(band.value, band_title(band, bounds)) for band in Band]


class BoardFilters(ListFilters):
    """A band; within the days of amber; what will stay unsold."""

    band = django_filters.ChoiceFilter(
        method="keep_band", label=gettext_lazy("Days left"), choices=band_choices
    )
    soon = django_filters.BooleanFilter(method="keep_soon", label=gettext_lazy("Expiring soon"))
    unsold = django_filters.BooleanFilter(
        method="keep_unsold", label=gettext_lazy("Won’t sell before expiry")
    )

    def keep_band(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The batches of a tile."""
        first, last = band_days(Band(value), expiry_bounds())
        today = shown.today()
        if first is not None:
            rows = rows.filter(batch__expires_on__gte=today + timedelta(days=first))
        return rows.filter(batch__expires_on__lte=today + timedelta(days=last))

    def keep_soon(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """What Today counts as expiring: after today and within the days of amber."""
        if not value:
            return rows
        today = shown.today()
        last = today + timedelta(days=expiry_bounds().look)
        return rows.filter(batch__expires_on__gt=today, batch__expires_on__lte=last)

    def keep_unsold(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Batches of which something will be left at their expiry."""
        actor = actor_of(self.request)
        if not value or actor.branch_id is None:
            return rows
        board = expiry_board(actor=actor, branch_id=actor.branch_id, today=shown.today())
        return rows.filter(pk__in=[one.balance_id for one in board.lines if one.unsold])


class ExpiryList(SelectableList):
    """Every batch near its expiry with its money at risk, what expires first on top."""

    permission = VIEW_STOCK
    template_name = "backoffice/replenishment/expiry_board.html"
    title = gettext_lazy("Expiry")
    counted = ngettext_lazy("%(count)s batch", "%(count)s batches", "count")
    search_hint = gettext_lazy("Batch number or product")
    table_class = BoardTable
    filterset_class = BoardFilters
    sorts = {
        "expiry": Sort(gettext_lazy("Expiry"), ("batch__expires_on",)),
        "received": Sort(gettext_lazy("Received"), ("batch__received_on",)),
    }
    default_sort = "expiry"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row.product.name),
        Export(gettext_lazy("Batch"), lambda row: row.line.number),
        Export(gettext_lazy("Expiry"), lambda row: row.line.expires_on),
        Export(gettext_lazy("Days left"), lambda row: row.line.days_left),
        Export(gettext_lazy("On hold"), lambda row: row.line.held),
        Export(gettext_lazy("Base units"), lambda row: row.line.quantity),
        Export(gettext_lazy("Base unit"), lambda row: row.product.base_unit),
        Export(gettext_lazy("At cost"), lambda row: row.value, SEE_COSTS),
        Export(gettext_lazy("Sold in 90 days, base units"), lambda row: row.line.sold),
        Export(gettext_lazy("Won’t sell before expiry, base units"), lambda row: row.line.unsold),
        Export(gettext_lazy("Loss"), lambda row: money(row.line.loss), SEE_COSTS),
        Export(
            gettext_lazy("Action"),
            lambda row: "; ".join(words for words, _url in proposal_words(row.line, row.ways)),
        ),
    )
    empty = Empty(
        gettext_lazy("Nothing is expiring soon"),
        gettext_lazy("Batches are listed here when they expire soon."),
        "hourglass",
    )

    @cached_property
    def board(self) -> ExpiryBoard | None:
        """The whole board; None for somebody who belongs to no branch."""
        if self.branch_id is None:
            return None
        return expiry_board(actor=self.actor, branch_id=self.branch_id, today=shown.today())

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_batches(actor=self.actor, branch_id=UUID(int=0)).none()
        return board_rows(actor=self.actor, branch_id=self.branch_id, today=shown.today())

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the number's beginning, or by product."""
        return search_batches(self.actor, rows, text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Lines with their products."""
        if self.board is None or self.branch_id is None:
            return {}
        wanted = set(ids)
        lines = [one for one in self.board.lines if one.balance_id in wanted]
        found = product_details(
            actor=self.actor, product_ids=list({one.product_id for one in lines})
        )
        products = {one.id: one for one in found}
        ways = Ways(self.actor, self.branch_id, self._branches)
        return {one.balance_id: BoardRow(one, products[one.product_id], ways) for one in lines}

    @cached_property
    def _branches(self) -> Mapping[UUID, str]:
        return dict(list_branches().values_list("id", "name"))

    def acts(self) -> Sequence[RowAct]:
        """What is expired or held goes off the shelf, all of it at once."""
        url = reverse("backoffice:expiry_quarantine")
        why = Asked("reason", gettext_lazy("Reason (optional)"))
        words = gettext_lazy("Move to quarantine")
        return [RowAct(words, "box-arrow-in-right", url, HOLD_STOCK, why)]

    def row_key(self, row: BoardRow) -> str:
        """The batch's id."""
        return str(row.line.batch_id)

    def row_name(self, row: BoardRow) -> str:
        return f"{row.product.name}, {row.batch_words}"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]

    def actions(self) -> Sequence[Action]:
        """Where the bounds are set."""
        settings = reverse("backoffice:settings")
        return [
            Action(gettext_lazy("Expiry settings"), "sliders", settings, MANAGE_ORGANISATION),
        ]

    def context(self) -> dict[str, Any]:
        board = self.board
        return {
            **super().context(),
            "tiles": tiles_of(board, self.request.path) if board else [],
            "sees_costs": self.may(SEE_COSTS),
            "window": WINDOW_DAYS,
        }


class QuarantineSelected(SelectionScreen):
    """What can't be sold goes into quarantine."""

    calls = Calls(quarantine_batches, reason=at_most(LONGEST_REASON))
    takes = "batch_ids"
    list_name = "backoffice:stock_expiry"
    counted = ngettext_lazy(
        "%(count)s batch moved to quarantine.", "%(count)s batches moved to quarantine.", "count"
    )
