"""Rows of a scorecard: its orders and its products."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.money import Money, round_half_up
from theriac.domains.purchasing.queries.scorecard import (
    ScoredOrder,
)
from theriac.domains.purchasing.rules.scorecard import ProductDrift
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchase_orders.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.suppliers.score_words import (
    ObservedColumn,
    days_of_lead,
    moved_words,
    share_words,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class ScoredOrderRow:
    """An order in words."""

    told: ScoredOrder

    @property
    def pk(self) -> UUID:
        """The order's id."""
        return self.told.outcome.order_id

    @property
    def number(self) -> str:
        return self.told.outcome.number

    @property
    def state(self) -> SafeString:
        return STATES.badge(self.told.outcome.state)

    @property
    def ordered_on(self) -> date:
        return self.told.outcome.ordered_on

    @property
    def days(self) -> str:
        """How long its goods took; "" where nothing came."""
        return "" if self.told.days is None else days_of_lead(self.told.days)

    @property
    def lines(self) -> str:
        """How many of its lines came whole."""
        return _of(self.told.outcome.full_lines, self.told.outcome.lines)

    @property
    def units(self) -> str:
        """How many of its base units came."""
        return _of(self.told.outcome.received, self.told.outcome.ordered)


class ScoredOrderTable(ListTable):
    """The order, when it was made, and what came of it."""

    number = NameColumn(
        verbose_name=gettext_lazy("Purchase order"),
        url=lambda row: reverse("backoffice:order_detail", args=[row.pk]),
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))
    ordered_on = DateColumn(verbose_name=gettext_lazy("Ordered"), label=gettext_lazy("Ordered"))
    days = TextColumn(
        verbose_name=gettext_lazy("Delivery time"),
        label=gettext_lazy("Delivery time"),
        empty_values=("",),
    )
    lines = TextColumn(
        verbose_name=gettext_lazy("Lines in full"), label=gettext_lazy("Lines in full")
    )
    units = TextColumn(
        verbose_name=gettext_lazy("Units delivered"), label=gettext_lazy("Units delivered")
    )


@dataclass(frozen=True, slots=True)
class ScoredProductRow:
    """A product in words; prices are for one base unit."""

    told: ProductDrift
    name: str

    @property
    def pk(self) -> UUID:
        """The product's id."""
        return self.told.product_id

    @property
    def first(self) -> Money | None:
        return money(round_half_up(self.told.first))

    @property
    def last(self) -> Money | None:
        return money(round_half_up(self.told.last))

    @property
    def over_period(self) -> str:
        return moved_words(self.told.over_period_bp)

    @property
    def since_before(self) -> str:
        return moved_words(self.told.since_before_bp)

    @property
    def short(self) -> tuple[str, str] | None:
        """Base units that were short-dated."""
        return share_words(self.told.short, _("%(part)s of %(whole)s units"))


class ScoredProductTable(ListTable):
    """The product, its price then and now, and what of it was short-dated."""

    name = NameColumn(
        verbose_name=gettext_lazy("Product"),
        url=lambda row: reverse("backoffice:receipt_detail", args=[row.told.receipt_id]),
        note=lambda row: _("Last received: %(number)s") % {"number": row.told.number},
    )
    deliveries = TextColumn(
        verbose_name=gettext_lazy("Deliveries"),
        label=gettext_lazy("Deliveries"),
        accessor="told__deliveries",
        wide_only=True,
    )
    first = MoneyColumn(
        verbose_name=gettext_lazy("First cost of a unit"),
        label=gettext_lazy("First cost of a unit"),
        wide_only=True,
    )
    last = MoneyColumn(
        verbose_name=gettext_lazy("Last cost of a unit"),
        label=gettext_lazy("Last cost of a unit"),
    )
    since_before = TextColumn(
        verbose_name=gettext_lazy("Since the delivery before"),
        label=gettext_lazy("Since the delivery before"),
        empty_values=("",),
    )
    over_period = TextColumn(
        verbose_name=gettext_lazy("In this period"),
        label=gettext_lazy("In this period"),
        empty_values=("",),
    )
    short = ObservedColumn(
        verbose_name=gettext_lazy("Short-dated"), label=gettext_lazy("Short-dated")
    )


def _of(part: int, whole: int) -> str:
    """9 of 10."""
    return _("%(part)s of %(whole)s") % {
        "part": shown.number(part),
        "whole": shown.number(whole),
    }
