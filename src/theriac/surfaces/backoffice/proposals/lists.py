"""The list of purchase proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.proposals.permissions import PROPOSE, VIEW_PROPOSALS
from theriac.domains.proposals.queries.proposals import list_proposals
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.proposals.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal in words."""

    row: Any
    person: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    @property
    def created(self) -> str:
        """When it was made."""
        return shown.local_moment(self.row.created_at)

    @property
    def state(self) -> SafeString:
        return STATES.badge(self.row.state)

    @property
    def lines(self) -> int:
        return int(self.row.lines)

    @property
    def limit(self) -> Money | None:
        return money(self.row.money_limit)

    @property
    def cost(self) -> Money | None:
        return money(self.row.cost)


class ProposalTable(ListTable):
    """When and by whom, its state, what it costs under which limit."""

    created = NameColumn(
        verbose_name=gettext_lazy("Proposal"),
        url=lambda one: reverse("backoffice:proposal_detail", args=[one.pk]),
        note=lambda one: one.person,
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))
    lines = TextColumn(verbose_name=gettext_lazy("Lines"), label=gettext_lazy("Lines"))
    limit = MoneyColumn(
        verbose_name=gettext_lazy("Limit"), label=gettext_lazy("Limit"), wide_only=True
    )
    cost = MoneyColumn(verbose_name=gettext_lazy("Total"), label=gettext_lazy("Total"))


class ProposalFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))


class ProposalList(ListScreen):
    """The branch's proposals, the newest first."""

    permission = VIEW_PROPOSALS
    title = gettext_lazy("Purchase proposals")
    counted = ngettext_lazy("%(count)s proposal", "%(count)s proposals", "count")
    table_class = ProposalTable
    filterset_class = ProposalFilters
    sorts = {
        "created": Sort(gettext_lazy("Date"), ("created_at",), descending=True),
    }
    default_sort = "created"
    exports = (
        Export(gettext_lazy("Created"), lambda one: one.row.created_at),
        Export(gettext_lazy("Who"), lambda one: one.person),
        Export(gettext_lazy("Status"), lambda one: str(STATES.word(one.row.state))),
        Export(gettext_lazy("Lines"), lambda one: one.lines),
        Export(gettext_lazy("Limit"), lambda one: one.limit),
        Export(gettext_lazy("Total"), lambda one: one.cost),
        Export(gettext_lazy("Valid until"), lambda one: one.row.valid_until),
    )
    empty = Empty(
        gettext_lazy("No proposals yet"),
        gettext_lazy("Propose what to buy under a limit. Nothing is ordered before approval."),
        "magic",
    )

    def rows(self) -> QuerySet[Any]:
        return list_proposals(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With who made them."""
        rows = list(self.rows().filter(pk__in=list(ids)))
        people = names_of({row.created_by for row in rows})
        return {row.id: ProposalRow(row, people.get(row.created_by, "")) for row in rows}

    def actions(self) -> Sequence[Action]:
        new = reverse("backoffice:proposal_new")
        return [Action(gettext_lazy("Propose"), "magic", new, PROPOSE, kind="primary")]
