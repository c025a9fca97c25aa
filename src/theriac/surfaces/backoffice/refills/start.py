"""Starting a refill plan for a patient: the medicine, how much lasts how long; and the settings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.refills.commands.settings import NAMES, set_refill_rules
from theriac.domains.refills.commands.start import PlanWish, start_plan
from theriac.domains.refills.permissions import KEEP_REFILLS, SET_REFILLS
from theriac.domains.refills.queries.plans import refill_rules
from theriac.domains.refills.rules.codes import MOST_DAYS, MOST_HOURS, MOST_LATE, MOST_REMIND
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.patients.base import PatientScreen
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.fields import (
    add_pack_fields,
    pack_field_names,
    units_in_packs,
)
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    typed_text,
)


class PlanForm(ScreenForm):
    """How much in packs, for how many days, and when they had it last."""

    days = WholeNumberField(
        label=gettext_lazy("Lasts, days"),
        help_text=gettext_lazy("For how many days this quantity lasts."),
        least=1,
        most=MOST_DAYS,
    )
    last_filled_on = forms.DateField(
        label=gettext_lazy("Last refill"),
        help_text=gettext_lazy("The day on which the patient got this quantity last."),
        required=False,
    )

    def pack_fields(self) -> list[Any]:
        """The bound fields of the packs, the largest first."""
        return [self[name] for name in pack_field_names(self)]


class _OfPatient(PatientScreen):
    """A screen below a patient's record, for a new plan."""

    permission = KEEP_REFILLS

    @cached_property
    def patient_name(self) -> str:
        """Whose plan it becomes, read on the record."""
        return name_patient(
            actor=self.actor, branch_id=self.branch, patient_id=PatientId(self.patient_id)
        )


class FindForPlan(_OfPatient):
    """Find the medicine by name, code or scan."""

    title = gettext_lazy("Start a refill plan")
    template_name = "backoffice/refills/find.html"

    def context(self) -> dict[str, Any]:
        """What was found."""
        text = typed_text(self.request)
        found = found_products(self, text, limit=FOUND_ON_A_PAGE, only_active=True)
        return {"text": text, "found": found, "patient_id": self.patient_id}


class StartPlan(_OfPatient, ProductScreen, FormScreen):
    """How much of it lasts how long."""

    permission = KEEP_REFILLS
    form_class = PlanForm
    template_name = "backoffice/refills/form.html"
    title = gettext_lazy("Start a refill plan")
    lead = gettext_lazy("Reminds before the supply runs out.")
    submit_label = gettext_lazy("Start plan")
    done = gettext_lazy("Refill plan started.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        return form

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.patient_name}

    def crumbs(self) -> Sequence[Crumb]:
        return _OfPatient.crumbs(self)

    def act(self, form: ScreenForm) -> str:
        wish = PlanWish(
            patient_id=UUID(str(self.patient_id)),
            product_id=self.product.id,
            quantity=units_in_packs(form) or 1,
            days=form.cleaned_data["days"],
            last_filled_on=form.cleaned_data["last_filled_on"],
        )
        made = start_plan(actor=self.actor, branch_id=self.branch, wish=wish)
        return reverse("backoffice:refill_detail", args=[made])

    def cancel_url(self) -> str:
        """Back to the record."""
        return self.address()


class RulesForm(ScreenForm):
    """So many days and hours."""

    remind_days = WholeNumberField(
        label=gettext_lazy("Remind before, days"),
        help_text=gettext_lazy("So many days before the supply runs out."),
        least=0,
        most=MOST_REMIND,
    )
    late_days = WholeNumberField(
        label=gettext_lazy("Late after, days"),
        help_text=gettext_lazy("Patients stand on the list of late refills after more days."),
        least=1,
        most=MOST_LATE,
    )
    hold_hours = WholeNumberField(
        label=gettext_lazy("Hold goods, hours"),
        help_text=gettext_lazy("How long goods are held once the patient says yes."),
        least=1,
        most=MOST_HOURS,
    )


class RefillSettings(FormScreen):
    """When the branch reminds, and how long it holds goods."""

    permission = SET_REFILLS
    form_class = RulesForm
    title = gettext_lazy("Reminder settings")
    lead = gettext_lazy("For refills at this branch.")
    done = gettext_lazy("Saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Refills"), reverse("backoffice:refill_list"))]

    def initial(self) -> dict[str, Any]:
        rules = refill_rules(actor=self.actor, branch_id=self.branch)
        return {name: getattr(rules, name) for name in NAMES}

    def act(self, form: ScreenForm) -> str:
        given = {name: form.cleaned_data[name] for name in NAMES}
        set_refill_rules(actor=self.actor, branch_id=self.branch, **given)
        return reverse("backoffice:refill_list")
