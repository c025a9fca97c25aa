"""The branch's appointments of a day, as a list and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.search import name_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.services.permissions import VIEW_SERVICES
from theriac.domains.services.queries import list_appointments
from theriac.domains.services.rules.codes import WHY_CANCELLED
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.services.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort

BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment with whose it is, as far as the reader may see it."""

    row: Any
    patient: str
    person: str
    opens: bool

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def address(self) -> str:
        """Its page, for who may see patients."""
        return reverse("backoffice:appointment_detail", args=[self.pk]) if self.opens else ""

    @property
    def service(self) -> str:
        """What it is for."""
        return str(self.row.offered.name)


class AppointmentTable(ListTable):
    """Whose, for what, from when, its state."""

    name = NameColumn(
        verbose_name=_("Patient"),
        accessor="patient",
        url=lambda row: row.address,
        note=lambda row: row.row.code,
    )
    service = TextColumn(verbose_name=_("Service"), accessor="service", label=_("Service"))
    begins = MomentColumn(verbose_name=_("Time"), accessor="row__begins_at", label=_("Time"))
    person = TextColumn(verbose_name=_("Booked by"), accessor="person", label=_("Booked by"))
    state = TextColumn(verbose_name=_("Status"), accessor="row__state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class AppointmentFilters(ListFilters):
    """By state and day."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))
    day = django_filters.DateFilter(method="on_day", label=_("Day"))
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))

    def on_day(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Those of one day on the branch's clock."""
        return self.ended(self.begun(rows, "", day), "", day)

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning."""
        return rows.filter(begins_at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(begins_at__lt=day_begins(day + timedelta(days=1)))


class AppointmentList(ListScreen):
    """Who is booked when; names for who may see patients, each look on the record."""

    permission = VIEW_SERVICES
    title = _("Appointments")
    counted = ngettext_lazy("%(count)s appointment", "%(count)s appointments", "count")
    table_class = AppointmentTable
    filterset_class = AppointmentFilters
    sorts = {"begins": Sort(_("Time"), ("begins_at",), descending=True)}
    default_sort = "begins"
    exports = (
        Export(_("Code"), lambda row: row.row.code),
        Export(_("Service"), lambda row: row.service),
        Export(_("Time"), lambda row: row.row.begins_at),
        Export(_("Until"), lambda row: row.row.ends_at),
        Export(_("Status"), lambda row: str(STATES.word(row.row.state))),
        Export(_("Reason"), lambda row: str(WHY_CANCELLED.get(row.row.why_cancelled, ""))),
        Export(_("Booked by"), lambda row: row.person),
    )
    empty = Empty(
        _("No appointments yet"),
        _("Book one from a patient’s page."),
        "calendar-check",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        found = list_appointments(actor=self.actor, branch_id=branch_id)
        return found.none() if self.branch_id is None else found

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With people and patients."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        people = names_of({row.booked_by for row in rows})
        patients = self._patients({row.patient_id for row in rows})
        hidden, opens = _now("A patient"), self.may(VIEW_PATIENTS)
        return {
            row.pk: AppointmentRow(
                row, patients.get(row.patient_id) or hidden, people.get(row.booked_by, ""), opens
            )
            for row in rows
        }

    def _patients(self, patient_ids: set[UUID]) -> Mapping[UUID, str]:
        """Names on the record, for who may see them; a file names nobody."""
        if not patient_ids or "export" in self.request.GET or not self.may(VIEW_PATIENTS):
            return {}
        return name_patients(
            actor=self.actor,
            branch_id=BranchId(self.branch),
            patient_ids=[PatientId(one) for one in sorted(patient_ids)],
        )

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                _("Service records"),
                "clipboard2-pulse",
                reverse("backoffice:service_record_list"),
                VIEW_SERVICES,
            ),
            Action(_("Services"), "list-ul", reverse("backoffice:service_list"), VIEW_SERVICES),
        ]
