"""Adding to the waitlist: the product, how many, who; and how long goods are held."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.levels import stock_levels
from theriac.domains.waitlist.commands.hold_time import set_hold_time
from theriac.domains.waitlist.commands.join import WaitWish, join_waitlist
from theriac.domains.waitlist.permissions import KEEP_WAITLIST, SET_HOLD_TIME
from theriac.domains.waitlist.queries import hold_time
from theriac.domains.waitlist.rules import MOST_HOURS
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
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
from theriac.surfaces.backoffice.waitlist.words import PRIORITIES


class WaitForm(ScreenForm):
    """How many in packs, how urgent, and who has which ticket."""

    priority = forms.ChoiceField(
        label=gettext_lazy("Priority"),
        choices=[(code, PRIORITIES[code]) for code in ("normal", "urgent")],
    )
    ticket = forms.CharField(
        label=gettext_lazy("Ticket number"),
        help_text=gettext_lazy(
            "Letters and at most 6 digits. Don’t enter a name or a telephone number."
        ),
        max_length=12,
    )

    def pack_fields(self) -> list[Any]:
        """The bound fields of the packs, the largest first."""
        return [self[name] for name in pack_field_names(self)]

    def take(self, problem: Problem) -> None:
        """What concerns the quantity stands at its first pack."""
        names = pack_field_names(self)
        if problem.field == "quantity" and names:
            self.add_error(names[0], str(problem.detail))
        else:
            super().take(problem)


class AmongWaits(Screen):
    """A screen below the waitlist."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Waitlist"), reverse("backoffice:wait_list"))]

    @property
    def of_patient(self) -> UUID | None:
        """The patient for whom somebody is added, as the address says."""
        return parse_id(self.request.GET.get("patient", ""))


class FindToWait(AmongWaits):
    """Find the product by name, code or scan."""

    permission = KEEP_WAITLIST
    title = gettext_lazy("Add to the waitlist")
    template_name = "backoffice/waitlist/find.html"

    def context(self) -> dict[str, Any]:
        """What was found, and how much of each there is."""
        text = typed_text(self.request)
        found = found_products(self, text, limit=FOUND_ON_A_PAGE, only_active=True)
        levels = {}
        if self.may(VIEW_STOCK):
            levels = stock_levels(
                actor=self.actor, branch_id=self.branch, product_ids=[one.id for one in found]
            )
        rows = [
            (one, in_words(levels[one.id].available, one) if one.id in levels else "")
            for one in found
        ]
        return {"text": text, "found": rows, "patient": self.of_patient}


class AddWait(AmongWaits, ProductScreen, FormScreen):
    """How many of a product, how urgent, and who waits."""

    permission = KEEP_WAITLIST
    form_class = WaitForm
    template_name = "backoffice/waitlist/form.html"
    title = gettext_lazy("Add to the waitlist")
    lead = gettext_lazy("When enough arrives, it is put on hold for the first in line.")
    submit_label = gettext_lazy("Add to the waitlist")
    done = gettext_lazy("Added to the waitlist.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        if self.of_patient is not None:
            del form.fields["ticket"]
        return form

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.patient_name}

    @cached_property
    def patient_name(self) -> str:
        """Whose record it is, read on the record; "" where the address names none."""
        if self.of_patient is None or not self.may(VIEW_PATIENTS):
            return ""
        return name_patient(
            actor=self.actor, branch_id=self.branch, patient_id=PatientId(self.of_patient)
        )

    def act(self, form: ScreenForm) -> str:
        wish = WaitWish(
            product_id=self.product.id,
            quantity=units_in_packs(form) or 0,
            priority=form.cleaned_data["priority"],
            patient_id=self.of_patient,
            ticket=form.cleaned_data.get("ticket", ""),
        )
        made = join_waitlist(actor=self.actor, branch_id=self.branch, wish=wish)
        return reverse("backoffice:wait_detail", args=[made])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("backoffice:wait_list")


class HoldHoursForm(ScreenForm):
    """So many hours."""

    hours = WholeNumberField(
        label=gettext_lazy("Hours"),
        help_text=gettext_lazy("Then the goods go to the next customer."),
        least=1,
        most=MOST_HOURS,
    )


class HoldHours(AmongWaits, FormScreen):
    """For how long the branch holds goods for who is first."""

    permission = SET_HOLD_TIME
    form_class = HoldHoursForm
    title = gettext_lazy("Hold time")
    lead = gettext_lazy("How long goods are held for a customer on the waitlist.")
    done = gettext_lazy("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"hours": hold_time(actor=self.actor, branch_id=self.branch)}

    def act(self, form: ScreenForm) -> str:
        set_hold_time(actor=self.actor, branch_id=self.branch, hours=form.cleaned_data["hours"])
        return reverse("backoffice:wait_list")
