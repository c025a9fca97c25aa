"""The electronic prescriptions of a branch: who sent them, when, what became of them."""

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

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.eprescriptions.codes import REASONS
from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS, VIEW_ELECTRONIC
from theriac.domains.eprescriptions.queries.inbox import list_eprescriptions
from theriac.surfaces.backoffice.eprescriptions.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class EPrescriptionRow:
    """An electronic prescription with who settled it."""

    row: Any
    person: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """Who sent it."""
        return str(self.row.bundle.system.name)

    @property
    def reason(self) -> str:
        """Why it was refused."""
        return str(REASONS.get(self.row.reason_code, ""))


class EPrescriptionTable(ListTable):
    """Sender, time, number of medicines, status, by whom."""

    name = NameColumn(
        verbose_name=_("Sender"),
        url=lambda row: reverse("backoffice:eprescription_detail", args=[row.pk]),
        note=lambda row: row.reason,
    )
    received_at = MomentColumn(
        verbose_name=_("Received"), accessor="row__received_at", label=_("Received")
    )
    lines = NumberColumn(
        verbose_name=_("Medicines"), accessor="row__line_count", label=_("Medicines")
    )
    person = TextColumn(verbose_name=_("By"), accessor="person", label=_("By"), empty_values=("",))
    state = TextColumn(verbose_name=_("Status"), accessor="row__state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class EPrescriptionFilters(ListFilters):
    """By status."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))


class EPrescriptionList(ListScreen):
    """What came electronically; whom it is about is told on its page alone."""

    permission = VIEW_ELECTRONIC
    title = _("Electronic prescriptions")
    counted = ngettext_lazy(
        "%(count)s electronic prescription", "%(count)s electronic prescriptions", "count"
    )
    table_class = EPrescriptionTable
    filterset_class = EPrescriptionFilters
    sorts = {"received_at": Sort(_("Received"), ("received_at",), descending=True)}
    default_sort = "received_at"
    exports = (
        Export(_("Sender"), lambda row: row.name),
        Export(_("Received"), lambda row: row.row.received_at),
        Export(_("Medicines"), lambda row: row.row.line_count),
        Export(_("Status"), lambda row: str(STATES.word(row.row.state))),
        Export(_("Reason"), lambda row: row.reason),
        Export(_("Settled"), lambda row: row.row.settled_at),
        Export(_("By"), lambda row: row.person),
    )
    empty = Empty(
        _("No electronic prescriptions yet"),
        _("Signed prescriptions of registered systems arrive here."),
        "inbox",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_eprescriptions(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_eprescriptions(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With the people who settled them."""
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of({row.settled_by for row in rows if row.settled_by})
        return {row.pk: EPrescriptionRow(row, names.get(row.settled_by, "")) for row in rows}

    def actions(self) -> Sequence[Action]:
        systems = reverse("backoffice:prescribing_system_list")
        board = reverse("backoffice:prescription_board")
        return [
            Action(_("Board"), "kanban", board, VIEW_ELECTRONIC),
            Action(_("Prescribing systems"), "key", systems, MANAGE_SYSTEMS),
        ]
