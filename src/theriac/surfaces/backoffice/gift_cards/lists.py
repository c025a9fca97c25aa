"""Gift cards with what they hold, as a list and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.gift_cards.permissions import ISSUE_GIFT_CARDS, VIEW_GIFT_CARDS
from theriac.domains.gift_cards.queries import list_gift_cards
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.gift_cards.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class GiftCardRow:
    """A card in words."""

    row: Any

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def number(self) -> str:
        return str(self.row.number)

    @property
    def ending(self) -> str:
        return f"… {self.row.last_four}"

    @property
    def balance(self) -> Money | None:
        return money(self.row.balance)

    @property
    def expires_on(self) -> date | None:
        found: date | None = self.row.expires_on
        return found

    @property
    def state(self) -> str:
        return str(self.row.state)


class GiftCardTable(ListTable):
    """Which card, what it holds, until when, and the state."""

    number = NameColumn(
        verbose_name=_("Gift card"),
        accessor="number",
        url=lambda row: reverse("backoffice:gift_card", args=[row.pk]),
        note=lambda row: row.ending,
    )
    balance = MoneyColumn(verbose_name=_("Balance"), label=_("Balance"))
    expires_on = DateColumn(verbose_name=_("Valid until"), accessor="expires_on")
    state = TextColumn(verbose_name=_("Status"), accessor="state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class GiftCardFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))


class GiftCardList(ListScreen):
    """Every card, those issued last first."""

    permission = VIEW_GIFT_CARDS
    title = _("Gift cards")
    counted = ngettext_lazy("%(count)s gift card", "%(count)s gift cards", "count")
    search_hint = _("Number, or last four characters")
    table_class = GiftCardTable
    filterset_class = GiftCardFilters
    sorts = {
        "issued_at": Sort(_("Issued"), ("issued_at",), descending=True),
        "balance": Sort(_("Balance"), ("balance",), descending=True),
    }
    default_sort = "issued_at"
    exports = (
        Export(_("Number"), lambda row: row.row.number),
        Export(_("Last four characters"), lambda row: row.row.last_four),
        Export(_("Balance"), lambda row: row.balance),
        Export(_("Valid until"), lambda row: row.expires_on),
        Export(_("Issued"), lambda row: row.row.issued_at),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
    )
    empty = Empty(
        _("No gift cards yet"), _("Issue a gift card when a customer pays for one."), "gift"
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        found = list_gift_cards(actor=self.actor, branch_id=branch_id)
        return found.none() if self.branch_id is None else found

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the number, or the last four characters of the code."""
        sought = text.strip().upper()
        by_end = rows.filter(last_four=sought) if len(sought) == 4 else rows.none()
        return by_end or rows.filter(number__istartswith=sought)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """In words."""
        if self.branch_id is None:
            return {}
        return {row.pk: GiftCardRow(row) for row in self.rows().filter(pk__in=list(ids))}

    def actions(self) -> Sequence[Action]:
        """The way to a new one."""
        new = reverse("backoffice:gift_card_new")
        return [Action(_("Issue gift card"), "plus-lg", new, ISSUE_GIFT_CARDS, "primary")]
