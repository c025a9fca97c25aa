"""The branch's destructions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.disposal.permissions import DESTROY_STOCK
from theriac.domains.disposal.queries import list_destructions
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown

STATES = States(
    draft=(_("Not signed"), "pen", "look"),
    posted=(_("Destroyed"), "check-circle-fill", "go"),
    discarded=(_("Discarded"), "x-circle", "note"),
)


class DestructionTable(ListTable):
    """Number or draft with its reason, method, when, who, state."""

    number = NameColumn(
        verbose_name=_("Destruction"),
        accessor="number_words",
        url=lambda row: reverse("backoffice:destruction_detail", args=[row.pk]),
        note=lambda row: row.reason,
    )
    method = TextColumn(verbose_name=_("How"), label=_("How"))
    written = TextColumn(verbose_name=_("Created"), accessor="written_words", label=_("Created"))
    person = TextColumn(verbose_name=_("Who"), accessor="person", label=_("Who"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_words")


class DestructionFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(label=_("Status"), choices=STATES.choices())


class DestructionList(ListScreen):
    """Drafts and certificates of the branch."""

    permission = VIEW_STOCK
    title = _("Destructions")
    counted = ngettext_lazy("%(count)s destruction", "%(count)s destructions", "count")
    table_class = DestructionTable
    filterset_class = DestructionFilters
    sorts = {"written": Sort(_("Created"), ("created_at",), descending=True)}
    default_sort = "written"
    exports = (
        Export(_("Destruction"), "number"),
        Export(_("Created"), "created_at"),
        Export(_("How"), "method"),
        Export(_("Reason"), "reason"),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
    )
    empty = Empty(
        _("No destructions yet"),
        _("Destroy expired, recalled or damaged goods here. Two witnesses sign."),
        "fire",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        return list_destructions(actor=self.actor, branch_id=branch_id)

    def actions(self) -> Sequence[Action]:
        address = reverse("backoffice:destruction_new")
        return [Action(_("New destruction"), "fire", address, DESTROY_STOCK, "primary")]

    def load(self, ids: Any) -> Any:
        """Documents in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        people = names_of({row.created_by for row in rows.values()})
        for row in rows.values():
            row.number_words = row.number or str(_("Draft"))
            row.state_words = STATES.badge(row.state)
            row.written_words = shown.local_moment(row.created_at)
            row.person = people.get(row.created_by, "")
        return rows
