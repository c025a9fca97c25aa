"""The form of a supplier: new, or changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.money import Money
from theriac.core.problems import Problem, Text, Unprocessable
from theriac.domains.suppliers.commands.supplier import add_supplier, change_supplier
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS
from theriac.domains.suppliers.queries import licences_of
from theriac.domains.suppliers.rules import (
    MOST_CONTACTS,
    ContactWritten,
    SupplierLicenceWritten,
    SupplierWritten,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import (
    MoneyField,
    put_into_our_words,
)
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of, whole_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.suppliers.base import SupplierScreen
from theriac.surfaces.backoffice.suppliers.words import licence_titles

CONTACT_LABELS: dict[str, Text] = {
    "name": gettext_lazy("Name"),
    "role": gettext_lazy("Role"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("Email"),
}
FEWEST_CONTACTS = 2
"""Lines that the form shows at least; one is always empty."""
_LINE = re.compile(r"contact_(\d{1,2})_name")


class SupplierForm(ScreenForm):
    """What is kept of a supplier."""

    name = text_of(SupplierWritten, "name", gettext_lazy("Name"))
    code = text_of(
        SupplierWritten,
        "code",
        gettext_lazy("Code"),
        help_text=gettext_lazy(
            "A short name for lists and labels. If empty, the first letters of the name."
        ),
    )
    tax_id = text_of(SupplierWritten, "tax_id", gettext_lazy("Tax number"))
    tax_registered = forms.BooleanField(
        label=gettext_lazy("Registered for tax"), required=False, initial=True
    )
    address = text_of(SupplierWritten, "address", gettext_lazy("Address"))
    phone = text_of(SupplierWritten, "phone", gettext_lazy("Telephone"))
    email = text_of(SupplierWritten, "email", gettext_lazy("Email"))
    payment_days = whole_of(
        SupplierWritten,
        "payment_days",
        gettext_lazy("Payment term (days)"),
        help_text=gettext_lazy("0 means payment on delivery."),
    )
    lead_days = whole_of(SupplierWritten, "lead_days", gettext_lazy("Delivery time (days)"))
    minimum_order = MoneyField(label=gettext_lazy("Minimum order value"), required=False)
    terms = text_of(
        SupplierWritten,
        "terms",
        gettext_lazy("Other terms"),
        help_text=gettext_lazy("For example returns of short-dated goods, or a bonus scheme."),
        widget=forms.Textarea,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, lines: int = FEWEST_CONTACTS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            typed = [int(found[1]) for name in self.data if (found := _LINE.fullmatch(name))]
            lines = max([lines, *(number + 1 for number in typed)])
        self._lines = min(lines, MOST_CONTACTS)
        self._kinds = licence_titles()
        fields: dict[str, Any] = {}
        for code, title in self._kinds.items():
            fields[f"licence_{code}"] = text_of(
                SupplierLicenceWritten, "number", title, required=False
            )
            fields[f"until_{code}"] = forms.DateField(
                label=_("Valid until"), required=False, localize=False
            )
        for line in range(self._lines):
            for part, label in CONTACT_LABELS.items():
                fields[f"contact_{line}_{part}"] = text_of(
                    ContactWritten, part, label, required=False
                )
        for name, field in fields.items():
            put_into_our_words(field)
            self.fields[name] = field

    @property
    def sections(self) -> list[tuple[Text, list[forms.BoundField]]]:
        """The fields under the headings that a person looks for them."""
        who = ["name", "code", "address", "phone", "email", "tax_id", "tax_registered"]
        terms = ["payment_days", "lead_days", "minimum_order", "terms"]
        licences = [f"{part}_{code}" for code in self._kinds for part in ("licence", "until")]
        people = [f"contact_{n}_{part}" for n in range(self._lines) for part in CONTACT_LABELS]
        named = (
            (_("Supplier"), who),
            (_("Terms"), terms),
            (_("Licences"), licences),
            (_("Contacts"), people),
        )
        return [(title, [self[name] for name in names]) for title, names in named]

    def facts(self) -> SupplierWritten:
        data = self.cleaned_data
        least = data["minimum_order"]
        plain = ("name", "code", "tax_id", "tax_registered", "address", "phone", "email", "terms")
        return given(
            SupplierWritten,
            **{name: data[name] for name in plain},
            payment_days=data["payment_days"],
            lead_days=data["lead_days"],
            minimum_order=least.amount if least is not None else 0,
            contacts=self._contacts(),
            licences=self._licences(),
        )

    def _licences(self) -> tuple[SupplierLicenceWritten, ...]:
        data = self.cleaned_data
        typed = [(code, data[f"licence_{code}"], data[f"until_{code}"]) for code in self._kinds]
        return tuple(
            given(SupplierLicenceWritten, kind=code, number=number, valid_until=until)
            for code, number, until in typed
            if number or until
        )

    def _contacts(self) -> tuple[ContactWritten, ...]:
        lines = [
            {part: self.cleaned_data[f"contact_{line}_{part}"] for part in CONTACT_LABELS}
            for line in range(self._lines)
        ]
        return tuple(given(ContactWritten, **line) for line in lines if any(line.values()))

    def take(self, problem: Problem) -> None:
        """What concerns licences or people stands at the first of their fields."""
        if isinstance(problem, Unprocessable):
            first = {
                "licences": next((f"licence_{code}" for code in self._kinds), ""),
                "contacts": "contact_0_name",
            }
            problem.errors = {
                first.get(name, name): words for name, words in problem.errors.items()
            }
        super().take(problem)


class AddSupplier(FormScreen):
    """A new supplier."""

    permission = MANAGE_SUPPLIERS
    title = gettext_lazy("New supplier")
    template_name = "backoffice/suppliers/form.html"
    form_class = SupplierForm
    submit_label = gettext_lazy("Save supplier")
    done = gettext_lazy("Supplier saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Suppliers"), reverse("backoffice:supplier_list"))]

    def act(self, form: Any) -> str:
        supplier_id = add_supplier(actor=self.actor, facts=form.facts())
        return reverse("backoffice:supplier_detail", args=[supplier_id])


class ChangeSupplier(SupplierScreen, FormScreen):
    """Other facts of a supplier."""

    permission = MANAGE_SUPPLIERS
    template_name = "backoffice/suppliers/form.html"
    form_class = SupplierForm
    submit_label = gettext_lazy("Save supplier")
    done = gettext_lazy("Saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.supplier.name, self.address())]

    def initial(self) -> dict[str, Any]:
        now = self.supplier
        same = (
            "name code tax_id tax_registered address phone email payment_days lead_days terms "
            "version"
        )
        currency = frame.pharmacy().currency
        held: dict[str, Any] = {name: getattr(now, name) for name in same.split()}
        held["minimum_order"] = Money(now.minimum_order, currency) if now.minimum_order else None
        for one in licences_of(now):
            held[f"licence_{one.kind}"] = one.number
            held[f"until_{one.kind}"] = one.valid_until
        for line, contact in enumerate(now.contacts):
            held |= {f"contact_{line}_{part}": contact[part] for part in CONTACT_LABELS}
        return held

    def form(self, **options: Any) -> ScreenForm:
        """With a line for each person there, and an empty one."""
        lines = max(FEWEST_CONTACTS, len(self.supplier.contacts) + 1)
        return SupplierForm(initial=self.initial(), lines=lines, **options)

    def act(self, form: Any) -> str:
        change_supplier(
            actor=self.actor,
            supplier_id=self.supplier_id,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts(),
        )
        return self.address()
