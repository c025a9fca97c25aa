"""Recording what was measured or given, and correcting it: a form by the service's kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import (
    UnreadableNumber,
    format_minor_units,
    read_minor_units,
)
from theriac.core.ids import parse_id
from theriac.core.problems import Problem, Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.services.commands.give import correct_service, record_service
from theriac.domains.services.permissions import GIVE_SERVICES, OPEN_SERVICES
from theriac.domains.services.problems import ServiceRefused, WrongAppointmentState
from theriac.domains.services.queries import vaccines_of
from theriac.domains.services.rules.codes import ARRIVED, MEASUREMENT, VACCINATION
from theriac.domains.services.rules.facts import (
    MOST_DOSES,
    MeasuredValue,
    ServiceDone,
    VaccineDose,
)
from theriac.domains.services.rules.quantities import QUANTITIES
from theriac.domains.stock.queries.sellable import named_batches, shelf_batches
from theriac.surfaces.backoffice.services.appointment import OneAppointment
from theriac.surfaces.backoffice.services.detail import OneServiceRecord
from theriac.surfaces.backoffice.services.words import ROUTE_CHOICES, SITE_CHOICES, day_of
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import (
    NUMBER_WORDS,
    WholeNumberField,
    put_into_our_words,
)
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.templatetags.theriac import local_date

if TYPE_CHECKING:
    from theriac.domains.services.models import OfferedService


class ServiceDoneForm(ScreenForm):
    """What every service may have: a remark. ``fit`` adds what its kind has."""

    remark = forms.CharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea
    )
    kind = ""
    products: dict[str, UUID]

    def fit(self, offered: OfferedService, batches: list[tuple[str, str, UUID]]) -> None:
        """Add the fields of the kind, before the remark."""
        self.kind, remark = offered.kind, self.fields.pop("remark")
        self.products = {key: product_id for key, _words, product_id in batches}
        if self.kind == MEASUREMENT:
            for code in offered.codes:
                told = QUANTITIES[code]
                self.fields[code] = forms.CharField(
                    label=f"{told.title} ({told.unit})",
                    max_length=12,
                    required=False,
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                )
        if self.kind == VACCINATION:
            choices = [(key, words) for key, words, _product in batches]
            self.fields["batch"] = forms.ChoiceField(label=_("Vaccine and batch"), choices=choices)
            self.fields["dose"] = WholeNumberField(label=_("Dose"), least=1, most=MOST_DOSES)
            self.fields["site"] = forms.ChoiceField(label=_("Site"), choices=SITE_CHOICES)
            self.fields["route"] = forms.ChoiceField(label=_("Route"), choices=ROUTE_CHOICES)
            self.fields["next_due_on"] = forms.DateField(label=_("Next due"), required=False)
        self.fields["remark"] = remark
        for field in self.fields.values():
            put_into_our_words(field)

    def clean(self) -> dict[str, Any]:
        """Values as whole numbers of their last decimal."""
        data: dict[str, Any] = super().clean() or {}
        country = frame.pharmacy().country
        for code in QUANTITIES:
            if self.kind == MEASUREMENT and data.get(code):
                try:
                    data[code] = read_minor_units(data[code], QUANTITIES[code].decimals, country)
                except UnreadableNumber as problem:
                    self.add_error(code, str(NUMBER_WORDS[problem.reason]))
        return data

    def told(self) -> ServiceDone:
        """As the commands take it."""
        data = self.cleaned_data
        values = [
            MeasuredValue(quantity=code, value=data[code])  # type: ignore[arg-type]
            for code in QUANTITIES
            if self.kind == MEASUREMENT and data.get(code) not in (None, "")
        ]
        return ServiceDone(values=values, vaccine=self._dose(data), remark=data["remark"])

    def _dose(self, data: dict[str, Any]) -> VaccineDose | None:
        if self.kind != VACCINATION:
            return None
        return VaccineDose(
            product_id=self.products[data["batch"]],
            batch_id=parse_id(data["batch"]) or UUID(int=0),
            dose=data["dose"],
            site=data["site"],
            route=data["route"],
            next_due_on=data["next_due_on"],
        )

    def take(self, problem: Problem) -> None:
        """What concerns a value or the dose stands at its field."""
        if not isinstance(problem, ServiceRefused):
            super().take(problem)
            return
        told = dict(problem.errors) or {problem.field or "": problem.detail or problem.title}
        quantities = [one.quantity for one in self.told().values]  # a marked field loses its own
        for name, words in told.items():
            self.add_error(self._field(name, quantities), str(words))

    def _field(self, name: str, quantities: Sequence[str]) -> str | None:
        parts = name.split(".")
        if parts[0] == "values" and len(parts) > 1:
            return quantities[int(parts[1])]
        known = {"batch_id": "batch", "product_id": "batch"}.get(parts[-1], parts[-1])
        return known if known in self.fields else None


class ServiceDoneNow(EditForm, ServiceDoneForm):
    """The same with the appointment's version."""


class _Done(FormScreen):
    """A form of what was done."""

    permission = GIVE_SERVICES
    form_class = ServiceDoneForm
    template_name = "backoffice/services/form.html"

    @property
    def offered(self) -> OfferedService:
        """The service that was done."""
        raise NotImplementedError

    @property
    def kept_batch(self) -> UUID | None:
        """A batch that may stay whatever became of it."""
        return None

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        form.fit(self.offered, self._batches())  # type: ignore[attr-defined]
        return form

    def _batches(self) -> list[tuple[str, str, UUID]]:
        """The vaccines' batches that may be given today, the first to expire first."""
        if self.offered.kind != VACCINATION:
            return []
        vaccines = vaccines_of([self.offered.id]).get(self.offered.id, [])
        today, names = branch_date(self.branch), product_names(vaccines)
        shelf = [one for some in shelf_batches(self.branch, vaccines).values() for one in some]
        fit = [one for one in shelf if one.expires_on and one.expires_on > today and not one.held]
        if self.kept_batch and all(one.batch_id != self.kept_batch for one in fit):
            fit += named_batches(self.branch, [self.kept_batch]).values()
        ordered = sorted(fit, key=lambda one: (one.expires_on or today, one.batch_id))
        return [
            (
                str(one.batch_id),
                _now("%(vaccine)s, batch %(batch)s, expires %(day)s")
                % {
                    "vaccine": names.get(one.product_id, ""),
                    "batch": one.number,
                    "day": local_date(one.expires_on),
                },
                one.product_id,
            )
            for one in ordered
        ]

    def onward(self, record_id: UUID) -> str:
        """The record's page, for who may open it."""
        if not self.may(OPEN_SERVICES):
            return reverse("backoffice:appointment_list")
        return reverse("backoffice:service_record_detail", args=[record_id])


class RecordService(OneAppointment, _Done):
    """What was done for who has arrived."""

    permission = GIVE_SERVICES
    form_class = ServiceDoneNow
    submit_label = _("Save record")
    done = _("Recorded.")

    def page_title(self) -> Text:
        return self.offered.name

    @property
    def offered(self) -> OfferedService:
        return self.opened.appointment.offered

    def get(self, request: Any, **parts: Any) -> Any:
        """The form while the patient is here."""
        if self.opened.appointment.state != ARRIVED:
            raise WrongAppointmentState(
                _now("The appointment’s status changed. Reload the page."),
                state=self.opened.appointment.state,
            )
        return super().get(request, **parts)

    def initial(self) -> dict[str, Any]:
        return {"version": self.opened.appointment.version, "dose": 1}

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.opened.patient}

    def act(self, form: ScreenForm) -> str:
        made = record_service(
            actor=self.actor,
            branch_id=self.branch,
            appointment_id=self.kwargs["appointment_id"],
            version=form.cleaned_data["version"],
            done=form.told(),  # type: ignore[attr-defined]
        )
        return self.onward(made)

    def cancel_url(self) -> str:
        return self.address()


class CorrectService(OneServiceRecord, _Done):
    """A further record in place of the one that holds."""

    permission = GIVE_SERVICES
    form_class = ServiceDoneForm
    lead = _("The earlier record stays. This one takes its place.")
    submit_label = _("Save correction")
    done = _("Correction saved.")

    def page_title(self) -> Text:
        return _now("Correct %(code)s") % {"code": self.opened.row.code}

    @property
    def offered(self) -> OfferedService:
        return self.opened.row.offered

    @property
    def kept_batch(self) -> UUID | None:
        return self.opened.row.batch_id

    def initial(self) -> dict[str, Any]:
        content, country = self.opened.row.content, frame.pharmacy().country
        values = {
            one["quantity"]: format_minor_units(
                one["value"], QUANTITIES[one["quantity"]].decimals, country
            )
            for one in content["values"]
        }
        told = {name: content.get(name, "") for name in ("dose", "site", "route", "remark")}
        batch = str(self.opened.row.batch_id or "")
        return {**values, **told, "batch": batch, "next_due_on": day_of(content)}

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.opened.patient}

    def act(self, form: ScreenForm) -> str:
        made = correct_service(
            actor=self.actor,
            branch_id=self.branch,
            record_id=self.kwargs["record_id"],
            done=form.told(),  # type: ignore[attr-defined]
        )
        return self.onward(made)

    def cancel_url(self) -> str:
        return self.address()
