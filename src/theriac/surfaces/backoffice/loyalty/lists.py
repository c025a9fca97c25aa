"""Loyalty members with their points, as a list and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.loyalty.permissions import ENROL_MEMBERS, SET_PROGRAM, VIEW_LOYALTY
from theriac.domains.loyalty.phones import tokens_of
from theriac.domains.loyalty.queries import list_loyalty_members
from theriac.domains.loyalty.rules import DIGITS, spaced
from theriac.surfaces.backoffice.loyalty.words import STATES, names_beside
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class LoyaltyRow:
    """A member in words."""

    row: Any
    name: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def number(self) -> str:
        return spaced(self.row.number)

    @property
    def points(self) -> int:
        return int(self.row.points)

    @property
    def state(self) -> str:
        return str(self.row.state)

    @property
    def joined(self) -> str:
        return shown.local_date(self.row.joined_at)


class LoyaltyTable(ListTable):
    """Who, how many points, since when, and the state."""

    name = NameColumn(
        verbose_name=_("Customer"),
        accessor="name",
        url=lambda row: reverse("backoffice:loyalty_member", args=[row.pk]),
        note=lambda row: row.number,
    )
    points = NumberColumn(verbose_name=_("Points"), label=_("Points"))
    joined = TextColumn(verbose_name=_("Member since"), accessor="joined")
    state = TextColumn(verbose_name=_("Status"), accessor="state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class LoyaltyFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))


class LoyaltyList(ListScreen):
    """Every member, those who joined last first."""

    permission = VIEW_LOYALTY
    title = _("Loyalty members")
    counted = ngettext_lazy("%(count)s member", "%(count)s members", "count")
    search_hint = _("Card or telephone number")
    table_class = LoyaltyTable
    filterset_class = LoyaltyFilters
    sorts = {
        "joined_at": Sort(_("Member since"), ("joined_at",), descending=True),
        "points": Sort(_("Points"), ("points",), descending=True),
    }
    default_sort = "joined_at"
    exports = (
        Export(_("Customer"), lambda row: row.name),
        Export(_("Card number"), lambda row: row.row.number),
        Export(_("Points"), lambda row: row.points),
        Export(_("Member since"), lambda row: row.row.joined_at),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
    )
    empty = Empty(
        _("No loyalty members yet"),
        _("Enrol a customer here, or at a patient’s record."),
        "star",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        found = list_loyalty_members(actor=self.actor, branch_id=branch_id)
        return found.none() if self.branch_id is None else found

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By how the card's number begins, or by the whole telephone number."""
        digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
        if not digits:
            return rows.none()
        return rows.filter(
            Q(number__startswith=digits[:DIGITS]) | Q(phone_token__in=tokens_of(text))
        )

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With names."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=list(ids)))
        names = names_beside(self.actor, self.branch, rows)
        return {row.pk: LoyaltyRow(row, names[row.pk]) for row in rows}

    def actions(self) -> Sequence[Action]:
        """The programme, and the way to a new member."""
        program, new = reverse("backoffice:loyalty_program"), reverse("backoffice:loyalty_new")
        return [
            Action(_("Programme"), "sliders", program, SET_PROGRAM),
            Action(_("Enrol member"), "plus-lg", new, ENROL_MEMBERS, "primary"),
        ]
