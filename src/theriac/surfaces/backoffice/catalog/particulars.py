"""A product's particulars: the form, and changing them while others may do the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.queries.groups import list_categories, list_manufacturers
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.catalog.rules import CHOSEN
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.storage import StorageField
from theriac.surfaces.backoffice.catalog.words import (
    ROTATIONS,
    STATUSES,
    VED_CLASSES,
    legal_classes,
    tax_classes,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

HSN_COUNTRY = "in"
PARTICULARS = (
    "name",
    "generic_name",
    "substance",
    "strength",
    "dose_form",
    "manufacturer",
    "category",
    "legal_class",
    "tax_class",
    "hsn",
    "storage",
    "rotation",
    "ved",
    "description",
    "status",
)


def maker_names(actor: Actor) -> list[str]:
    """The manufacturers that the field suggests."""
    return list(list_manufacturers(actor=actor).order_by("name").values_list("name", flat=True))


def group_names(actor: Actor) -> list[str]:
    """The categories that the field suggests."""
    return list(list_categories(actor=actor).order_by("name").values_list("name", flat=True))


def _suggested(listed: str) -> forms.TextInput:
    return forms.TextInput(attrs={"list": listed, "autocomplete": "off"})


class ProductParticularsForm(ScreenForm):
    """A product's own words and numbers; its packs, prices and codes have screens of their own."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As customers ask for it, for example Amoxicillin 500 mg capsule."),
        max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    generic_name = forms.CharField(label=_("Generic name"), max_length=200, required=False)
    substance = forms.CharField(label=_("Substance"), max_length=250, required=False)
    strength = forms.CharField(label=_("Strength"), max_length=80, required=False)
    dose_form = forms.CharField(label=_("Dose form"), max_length=60, required=False)
    manufacturer = forms.CharField(
        label=_("Manufacturer"), max_length=120, required=False, widget=_suggested("makers")
    )
    category = forms.CharField(
        label=_("Category"), max_length=120, required=False, widget=_suggested("groups")
    )
    legal_class = forms.ChoiceField(label=_("Class"), choices=())
    tax_class = forms.ChoiceField(label=_("Tax class"), choices=(), required=False)
    hsn = forms.RegexField(
        r"^(?:[0-9]{4}|[0-9]{6}|[0-9]{8})\Z",
        label=_("HSN code"),
        help_text=_("4, 6 or 8 digits. Leave empty for the usual code of the tax class."),
        max_length=8,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    storage = StorageField(
        label=_("Storage"),
        help_text=_("Choose a common one, or type it as on the pack."),
        max_length=60,
        required=False,
    )
    rotation = forms.ChoiceField(label=_("Batch order"), choices=list(ROTATIONS.items()))
    ved = forms.ChoiceField(
        label=_("VED class"),
        help_text=_("How much patients depend on it. Vital products get more safety stock."),
        choices=[("", _("Not classified")), *VED_CLASSES.items()],
        required=False,
    )
    description = forms.CharField(
        label=_("Description"), max_length=500, required=False, widget=forms.Textarea
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[(code, STATUSES[code]) for code in CHOSEN]
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["legal_class"].choices = legal_classes()
        fields["tax_class"].choices = tax_classes()
        if frame.pharmacy().country != HSN_COUNTRY:
            del fields["hsn"]

    def particulars(self) -> dict[str, Any]:
        """The cleaned particulars, without the spaces around them."""
        data = self.cleaned_data
        return {name: data[name].strip() for name in PARTICULARS if name in data}


class ParticularsEdit(EditForm, ProductParticularsForm):
    """The particulars of a product that is there, and why its state changes."""

    page_tells = True
    reason = forms.CharField(
        label=_("Reason for the status change"),
        help_text=_("Required if you change the status. It is recorded in the audit log."),
        max_length=250,
        required=False,
    )


class ChangeProduct(ProductScreen, FormScreen):
    """Change what a product is; two people's changes never overwrite each other unseen."""

    permission = MANAGE_CATALOG
    form_class = ParticularsEdit
    template_name = "backoffice/catalog/edit.html"
    title = _("Edit")
    done = _("Changes saved.")

    def initial(self) -> dict[str, Any]:
        values = {name: getattr(self.product, name) for name in PARTICULARS}
        return values | {"version": self.product.version}

    def context(self) -> dict[str, Any]:
        return {"makers": maker_names(self.actor), "groups": group_names(self.actor)}

    def act(self, form: Any) -> str:
        """Change what differs from what the person saw."""
        change_product(
            actor=self.actor,
            product_id=self.product.id,
            version=form.cleaned_data["version"],
            changes=form.particulars(),
            reason=form.cleaned_data["reason"],
        )
        return self.product_url()

    def _again(self, form: Any, status: int = 422) -> Any:
        now = self._now() if form.stale else None
        return self.draw(status, form=form, differences=differences(form, now) if now else [])

    def _now(self) -> ProductDetail | None:
        return get_product(actor=self.actor, product_id=self.product.id, at_branch=self.branch_id)


def differences(form: ProductParticularsForm, now: ProductDetail) -> list[dict[str, Any]]:
    """Where what was typed differs from what is kept now: label, now, yours."""
    found = []
    for name in PARTICULARS:
        if name not in form.fields:
            continue
        kept, typed = getattr(now, name), form.cleaned_data.get(name, "")
        if kept != typed:
            field = form.fields[name]
            choices = dict(getattr(field, "choices", ()))
            found.append(
                {
                    "label": field.label,
                    "now": choices.get(kept, field.prepare_value(kept)),
                    "yours": choices.get(typed, field.prepare_value(typed)),
                }
            )
    return found
