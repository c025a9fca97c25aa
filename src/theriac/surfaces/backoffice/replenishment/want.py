"""Writing on the want list: finding the product, how many; one entry changed, taken, removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.core.facts.records import given, shape_of
from theriac.core.problems import Problem, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.purchase_orders.permissions import PLACE_ORDER
from theriac.domains.replenishment.commands.want import WantWritten, add_want, change_want
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.replenishment.queries.wants import find_want
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.problems import QuantityRefused
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.replenishment.want_words import SOURCES, STATES, quantity_words
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.fields import add_pack_fields, initial_packs, units_in_packs
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    typed_text,
)


def note() -> forms.CharField:
    """A word for whoever buys."""
    hint = gettext_lazy("Note for the purchaser.")
    return text_of(WantWritten, "note", gettext_lazy("Note"), help_text=hint)


class WantForm(ScreenForm):
    """How many in packs, and a note."""

    note = note()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def pack_fields(self) -> list[Any]:
        """The bound fields of the packs, the largest first."""
        return [self[name] for name in self.fields if name.startswith("packs_")]

    def take(self, problem: Problem) -> None:
        """What concerns the quantity stands at its first pack."""
        names = [name for name in self.fields if name.startswith("packs_")]
        if problem.field == "quantity" and names:
            self.add_error(names[0], str(problem.detail))
        else:
            super().take(problem)


class WrittenForm(ScreenForm):
    """What the catalogue doesn't have."""

    text = text_of(
        WantWritten,
        "text",
        gettext_lazy("Item"),
        help_text=gettext_lazy("Name, strength and form, so that a supplier can identify it."),
        required=True,
    )
    quantity = WholeNumberField(label=gettext_lazy("Quantity"), least=1, most=1_000_000)
    unit = text_of(
        WantWritten,
        "unit",
        gettext_lazy("Unit"),
        help_text=gettext_lazy("For example box or bottle."),
    )
    note = note()


class OnWantList(Screen):
    """A screen below the want list."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Want list"), reverse("backoffice:want_list"))]


class FindWanted(OnWantList):
    """Find the product by name, code or scan; else write it down in words."""

    permission = KEEP_WANTS
    title = gettext_lazy("Add manually")
    template_name = "backoffice/replenishment/want_find.html"

    def context(self) -> dict[str, Any]:
        text = typed_text(self.request)
        found = found_products(self, text, limit=FOUND_ON_A_PAGE, only_active=True)
        return {"text": text, "found": found}


class AddWanted(OnWantList, ProductScreen, FormScreen):
    """How many of a product."""

    permission = KEEP_WANTS
    form_class = WantForm
    template_name = "backoffice/replenishment/want_form.html"
    title = gettext_lazy("Add to want list")
    lead = gettext_lazy("If the item is already on the list, the quantities are added together.")
    submit_label = gettext_lazy("Add to list")
    done = gettext_lazy("Added to the want list.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        return form

    def act(self, form: ScreenForm) -> str:
        quantity = units_in_packs(form)
        if not quantity:
            raise QuantityRefused(_("Enter a quantity of at least 1."), field="quantity")
        note = form.cleaned_data["note"]
        want = given(WantWritten, quantity=quantity, product_id=self.product.id, note=note)
        add_want(actor=self.actor, branch_id=self.branch, want=want)
        return reverse("backoffice:want_list")

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("backoffice:want_list")


class WriteWanted(OnWantList, FormScreen):
    """What the catalogue doesn't have."""

    permission = KEEP_WANTS
    form_class = WrittenForm
    title = gettext_lazy("Item not in the catalogue")
    submit_label = gettext_lazy("Add to list")
    done = gettext_lazy("Added to the want list.")

    def initial(self) -> dict[str, Any]:
        """What was searched for."""
        typed = self.request.GET.get("q", "")
        return {"text": typed[: shape_of(WantWritten, "text").longest]}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        want = given(
            WantWritten,
            quantity=data["quantity"],
            text=data["text"],
            unit=data["unit"],
            note=data["note"],
        )
        add_want(actor=self.actor, branch_id=self.branch, want=want)
        return reverse("backoffice:want_list")


class OneWant(OnWantList):
    """A screen of the entry that the address names."""

    want: One[Any] = One(
        "want_id",
        lambda at, key: find_want(actor=at.actor, branch_id=at.branch, want_id=key),
        missing=gettext_lazy("This entry isn’t on this branch’s want list."),
    )

    @cached_property
    def product(self) -> ProductDetail | None:
        """Its product; None for what isn't in the catalogue."""
        if self.want.product_id is None:
            return None
        return get_product(actor=self.actor, product_id=self.want.product_id)

    def page_title(self) -> Text:
        """The product, or what was written."""
        return self.product.name if self.product else str(self.want.text)

    def address(self) -> str:
        return reverse("backoffice:want_detail", args=[self.want.id])


class WantDetail(OneWant):
    """One entry: how it stands, and what may be done with it."""

    permission = VIEW_STOCK
    template_name = "backoffice/replenishment/want.html"

    def context(self) -> dict[str, Any]:
        want = self.want
        people = names_of(one for one in (want.added_by, want.taken_by, want.ended_by) if one)
        return {
            "want": want,
            "product": self.product,
            "quantity": quantity_words(want, self.product),
            "state": STATES.badge(want.state),
            "source": SOURCES[want.source],
            "added_by": people.get(want.added_by, SYSTEM_NAME),
            "taken_by": people.get(want.taken_by, ""),
            "ended_by": people.get(want.ended_by, SYSTEM_NAME) if want.ended_by else "",
            "may_keep": self.may(KEEP_WANTS) and want.open_key is not None,
            "may_order": self.product is not None
            and want.state == "open"
            and self.may(PLACE_ORDER),
            "may_compare": self.product is not None and self.may(VIEW_OFFERS),
            **history_beside(self, want.id),
        }


class EditWant(OneWant, FormScreen):
    """Another quantity or note."""

    permission = KEEP_WANTS
    form_class = WantForm
    template_name = "backoffice/replenishment/want_form.html"
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"note": self.want.note, "version": self.want.version}

    def form(self, **options: Any) -> ScreenForm:
        """With a field a pack, or one number for what isn't in the catalogue."""
        form = super().form(**options)
        if self.product is not None:
            add_pack_fields(form, self.product)
            held = initial_packs(self.product, self.want.quantity)
        else:
            label = self.want.unit or _("Quantity")
            form.fields["packs_1"] = WholeNumberField(label=label, least=1, required=False)
            held = {"packs_1": self.want.quantity}
        form.initial = {**form.initial, **held}
        return form

    def act(self, form: ScreenForm) -> str:
        change_want(
            actor=self.actor,
            branch_id=self.branch,
            want_id=self.want.id,
            version=form.cleaned_data["version"] or 0,
            quantity=units_in_packs(form) or 0,
            note=form.cleaned_data["note"],
        )
        return self.address()

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.page_title(), self.address())]
