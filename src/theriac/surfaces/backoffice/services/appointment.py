"""Booking a time for a patient; the appointment's page with its buttons. Each look is logged."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.ids import parse_id
from theriac.core.problems import NotPermitted, Problem, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.branches import branch_date, branch_zone
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.rules.reasons import WHY
from theriac.domains.services.commands.attend import cancel_appointment, mark_arrived, mark_missed
from theriac.domains.services.commands.book import LONGEST_NOTE, book_appointment
from theriac.domains.services.commands.open import OpenedAppointment, open_appointment
from theriac.domains.services.ids import AppointmentId, ServiceId
from theriac.domains.services.permissions import BOOK_SERVICES, GIVE_SERVICES
from theriac.domains.services.problems import ServiceRefused, ServiceUnknown
from theriac.domains.services.queries import list_service_records, list_services
from theriac.domains.services.rules.codes import ARRIVED, BOOKED, DONE, WHY_CANCELLED
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.services.offers import AmongServices
from theriac.surfaces.backoffice.services.words import STATES, WHY_CHOICES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

OF_ANOTHER_BRANCH: tuple[type[Problem], ...] = (NotPermitted, ServiceUnknown)


class BookingForm(ScreenForm):
    """Which service, and when, unless the patient is here now."""

    service = forms.ChoiceField(label=_("Service"))
    is_here = forms.BooleanField(
        label=_("The patient is here now"),
        help_text=_("The appointment begins now, and the patient has arrived."),
        required=False,
    )
    on = forms.DateField(label=_("Day"), localize=False, required=False)
    begins = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
    )
    notes = forms.CharField(
        label=_("Remark"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea
    )

    def take(self, problem: Problem) -> None:
        """What concerns the time or the service stands at its field."""
        field = {"begins_at": "begins", "service_id": "service"}.get(problem.field or "")
        if field is None:
            super().take(problem)
        else:
            self.add_error(field, str(problem.detail or problem.title))


class BookAppointment(AmongServices, FormScreen):
    """A time for the patient whom the address names."""

    permission = BOOK_SERVICES
    form_class = BookingForm
    template_name = "backoffice/services/form.html"
    title = _("Book an appointment")
    submit_label = _("Save appointment")
    done = _("Appointment booked.")

    @cached_property
    def patient_name(self) -> str:
        """Whose record it is, read on the record. Raises PatientUnknown, NotPermitted."""
        return name_patient(
            actor=self.actor,
            branch_id=self.branch,
            patient_id=PatientId(self.kwargs["patient_id"]),
        )

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        rows = list_services(actor=self.actor, branch_id=self.branch).filter(is_offered=True)
        field: Any = form.fields["service"]
        choices = rows.order_by("name", "id").values_list("id", "name", "minutes")
        field.choices = [
            (str(key), _("%(name)s, %(minutes)s min") % {"name": name, "minutes": minutes})
            for key, name, minutes in choices
        ]
        return form

    def initial(self) -> dict[str, Any]:
        now = clock.now().astimezone(branch_zone(self.branch))
        hour = (now.hour + 1) % 24
        return {"on": branch_date(self.branch), "begins": f"{hour:02}:00"}

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.patient_name}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        made = book_appointment(
            actor=self.actor,
            branch_id=self.branch,
            service_id=ServiceId(parse_id(data["service"]) or UUID(int=0)),
            patient_id=PatientId(self.kwargs["patient_id"]),
            begins_at=None if data["is_here"] else self._begins(data),
            note=data["notes"],
        )
        return reverse("backoffice:appointment_detail", args=[made])

    def _begins(self, data: dict[str, Any]) -> datetime:
        if not data["on"] or not data["begins"]:
            raise ServiceRefused(_("Enter the day and the time."), field="begins_at")
        return datetime.combine(data["on"], data["begins"], branch_zone(self.branch))


class OneAppointment(AmongServices):
    """A screen of the appointment that the address names; opening it is logged, once a request."""

    @cached_property
    def opened(self) -> OpenedAppointment:
        """Whose it is. Raises ServiceUnknown, PatientGone, PatientRestricted, NotPermitted."""
        asked = self.request.GET.get("why", "")
        return open_appointment(
            actor=self.actor,
            branch_id=self.branch,
            appointment_id=AppointmentId(self.kwargs["appointment_id"]),
            why=asked if asked in WHY else "care",
        )

    def address(self) -> str:
        """Its own page."""
        return reverse("backoffice:appointment_detail", args=[self.kwargs["appointment_id"]])


class AppointmentDetail(OneAppointment):
    """Whose, for what, when; and what comes next."""

    permission = VIEW_PATIENTS
    template_name = "backoffice/services/appointment.html"

    def page_title(self) -> Text:
        return self.opened.appointment.code

    def context(self) -> dict[str, Any]:
        row = self.opened.appointment
        people = names_of({one for one in (row.booked_by, row.ended_by) if one})
        books = self.may(BOOK_SERVICES)
        return {
            "opened": self.opened,
            "row": row,
            "notes": row.note,
            "state": STATES.badge(row.state),
            "by": people.get(row.booked_by, ""),
            "ended_by": people.get(row.ended_by or row.booked_by, ""),
            "cancelled": WHY_CANCELLED.get(row.why_cancelled, ""),
            "records": self._records(row),
            "may_arrive": books and row.state == BOOKED,
            "may_miss": books and row.state == BOOKED and row.begins_at <= clock.now(),
            "may_cancel": books and row.state in (BOOKED, ARRIVED),
            "may_record": self.may(GIVE_SERVICES) and row.state == ARRIVED,
            "whys": WHY_CHOICES,
            **history_beside(self, row.id),
        }

    def _records(self, row: Any) -> list[Any]:
        if row.state != DONE:
            return []
        found = list_service_records(actor=self.actor, branch_id=self.branch)
        return list(found.filter(appointment_id=row.id).order_by("correction"))


class MarkArrived(OneAppointment, ButtonScreen):
    """Who was booked is here."""

    calls = Calls(mark_arrived)
    unsaid = OF_ANOTHER_BRANCH
    done = _("Patient arrived.")


class CancelAppointment(OneAppointment, ButtonScreen):
    """It takes no place any more."""

    calls = Calls(cancel_appointment, reason_code=at_most(8))
    unsaid = OF_ANOTHER_BRANCH
    done = _("Appointment cancelled.")


class MarkMissed(OneAppointment, ButtonScreen):
    """Who was booked didn't come."""

    calls = Calls(mark_missed)
    unsaid = OF_ANOTHER_BRANCH
    done = _("Recorded as missed.")
