"""Promotions that run, will, are paused or ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.promotions.permissions import SET_PROMOTIONS, VIEW_PROMOTIONS
from theriac.domains.promotions.queries import PromotionView, list_promotions
from theriac.domains.promotions.states import PromotionState
from theriac.surfaces.backoffice.promotions.words import (
    STATES,
    days_words,
    goods_words,
    rule_words,
)
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """A promotion in words."""

    told: PromotionView

    @property
    def pk(self) -> UUID:
        """The promotion."""
        return self.told.row.id

    @property
    def name(self) -> str:
        return str(self.told.row.name)

    @property
    def rule(self) -> str:
        """What it gives."""
        return rule_words(self.told.row)

    @property
    def goods(self) -> str:
        return goods_words(self.told)

    @property
    def days(self) -> str:
        return days_words(self.told.row)

    @property
    def state(self) -> SafeString:
        return STATES.badge(self.told.state)


class PromotionTable(ListTable):
    """What it gives, on what, and when."""

    name = NameColumn(
        verbose_name=_("Promotion"),
        url=lambda row: reverse("backoffice:promotion_detail", args=[row.pk]),
        note=lambda row: row.rule,
    )
    goods = TextColumn(verbose_name=_("Products"), label=_("Products"))
    days = TextColumn(verbose_name=_("When"), label=_("When"))
    state = TextColumn(verbose_name=_("Status"), label=_("Status"))


class PromotionFilters(ListFilters):
    """Those in a state."""

    state = django_filters.ChoiceFilter(
        label=_("Status"), method="keep", choices=STATES.choices(), empty_label=_("Current")
    )

    def keep(self, rows: Any, name: str, value: Any) -> Any:
        """The screen asks for these."""
        return rows


class PromotionList(GatheredList):
    """Every promotion with what it gives."""

    permission = VIEW_PROMOTIONS
    title = _("Promotions")
    counted = ngettext_lazy("%(count)s promotion", "%(count)s promotions", "count")
    table_class = PromotionTable
    filterset_class = PromotionFilters
    sorts = {"name": Sort(_("Promotion"), ()), "last_on": Sort(_("Last day"), ())}
    orders = {
        "name": lambda row: row.name.casefold(),
        "last_on": lambda row: row.told.row.last_on,
    }
    default_sort = "last_on"
    exports = (
        Export(_("Promotion"), lambda row: row.name),
        Export(_("Rule"), lambda row: row.rule),
        Export(_("Products"), lambda row: row.goods),
        Export(_("When"), lambda row: row.days),
        Export(_("Status"), lambda row: str(STATES.word(row.told.state))),
    )
    empty = Empty(
        _("No promotions"),
        _("Add a promotion. Counters apply the best price automatically."),
        "tag",
    )

    def gathered(self) -> Sequence[PromotionRow]:
        state = self.request.GET.get("state", "")
        wanted = state if state in set(PromotionState) else ""
        return [PromotionRow(one) for one in list_promotions(actor=self.actor, state=wanted)]

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                _("Add promotion"), "plus-lg", reverse("backoffice:promotion_new"), SET_PROMOTIONS
            ),
        ]
