"""The list of transfers that the branch sends and receives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.transfers.permissions import TRANSFER
from theriac.domains.transfers.queries import transfer_totals, transfers_of
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
from theriac.surfaces.backoffice.transfers.words import STATES, branch_names, end_words


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer in words; ``on_way`` base units."""

    row: Any
    source: str
    target: str
    batches: int
    on_way: int

    @property
    def pk(self) -> UUID:
        """The transfer's id."""
        key: UUID = self.row.id
        return key

    @property
    def number(self) -> str:
        return str(self.row.number)

    @property
    def state(self) -> SafeString:
        return STATES.badge(self.row.state)

    @property
    def waits(self) -> int | None:
        """What is on the way still; None for nothing."""
        return self.on_way or None


class TransferTable(ListTable):
    """Number with its way, state, batches, what is on the way, when."""

    number = NameColumn(
        verbose_name=_("Transfer"),
        url=lambda row: reverse("backoffice:transfer_detail", args=[row.pk]),
        note=lambda row: row.row.note,
    )
    source = TextColumn(verbose_name=_("Sent from"), label=_("Sent from"))
    target = TextColumn(verbose_name=_("Destination"), label=_("Destination"))
    state = TextColumn(verbose_name=_("Status"))
    batches = NumberColumn(verbose_name=_("Batches"), label=_("Batches"), wide_only=True)
    waits = NumberColumn(verbose_name=_("In transit, base units"), label=_("In transit"))
    created = MomentColumn(verbose_name=_("Created"), accessor="row__created_at")


class TransferFilters(ListFilters):
    """State; which way."""

    state = django_filters.ChoiceFilter(
        choices=STATES.choices(),
        label=_("Status"),
    )
    way = django_filters.ChoiceFilter(
        method="keep_way",
        choices=[("out", _("Outgoing")), ("in", _("Incoming"))],
        label=_("Direction"),
    )

    def keep_way(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that the branch sends, or receives."""
        branch_id = actor_of(self.request).branch_id
        side = "from_branch_id" if value == "out" else "to_branch_id"
        return rows.filter(**{side: branch_id})


class TransferList(ListScreen):
    """Every transfer of the branch that is worked in."""

    permission = VIEW_STOCK
    title = _("Transfers")
    counted = ngettext_lazy("%(count)s transfer", "%(count)s transfers", "count")
    table_class = TransferTable
    filterset_class = TransferFilters
    search_hint = _("Number")
    sorts = {
        "created": Sort(_("Created"), ("created_at",), descending=True),
        "number": Sort(_("Number"), ("number",)),
    }
    default_sort = "created"
    exports = (
        Export(_("Transfer"), "number"),
        Export(_("Sent from"), "source"),
        Export(_("Destination"), "target"),
        Export(_("Status"), lambda row: STATES.word(row.row.state)),
        Export(_("Batches"), "batches"),
        Export(_("In transit, base units"), "on_way"),
        Export(_("Created"), lambda row: row.row.created_at),
        Export(_("Note"), lambda row: row.row.note),
    )
    empty = Empty(
        _("No transfers yet"),
        _(
            "Send goods to another branch, or move them to quarantine. All transfers are "
            "listed here."
        ),
        "truck",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        return transfers_of(actor=self.actor, branch_id=branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of the number."""
        return rows.filter(number__icontains=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        names, totals = branch_names(), transfer_totals(ids)
        found = {}
        for row in self.rows().filter(pk__in=list(ids)):
            batches, on_way = totals.get(row.pk, (0, 0))
            found[row.pk] = TransferRow(
                row,
                end_words(names.get(row.from_branch_id, ""), row.from_place.kind),
                end_words(names.get(row.to_branch_id, ""), row.to_place.kind),
                batches,
                on_way,
            )
        return found

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def actions(self) -> Sequence[Action]:
        new = reverse("backoffice:transfer_new")
        suggested = reverse("backoffice:transfer_suggestions")
        return [
            Action(_("Suggested transfers"), "lightbulb", suggested, VIEW_STOCK),
            Action(_("New transfer"), "plus-lg", new, TRANSFER, "primary"),
        ]
