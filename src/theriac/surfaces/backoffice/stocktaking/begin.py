"""Beginning a count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stocktaking.commands.begin import CountScope, begin_count
from theriac.domains.stocktaking.permissions import REVIEW_COUNT
from theriac.domains.stocktaking.queries.shelves import ShelfToCount, shelves_to_count
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stocktaking.base import sheet_words
from theriac.surfaces.backoffice.stocktaking.words import SCOPES


class BeginForm(ScreenForm):
    """What is counted."""

    scope = forms.ChoiceField(
        label=gettext_lazy("Scope"),
        choices=[(code, words) for code, words in SCOPES.items() if code != "products"],
        widget=forms.RadioSelect,
        initial="shelf",
    )
    shelves = forms.MultipleChoiceField(
        label=gettext_lazy("Shelves"),
        help_text=gettext_lazy("One sheet per shelf, so several people can count at once."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    classes = forms.MultipleChoiceField(
        label=gettext_lazy("ABC classes"),
        help_text=gettext_lazy(
            "Class A contains the products with the highest sales value in 90 days."
        ),
        choices=[("A", "A"), ("B", "B"), ("C", "C")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    products = forms.CharField(required=False, widget=forms.HiddenInput)
    here: Sequence[ShelfToCount] = ()
    note = forms.CharField(label=gettext_lazy("Note"), max_length=120, required=False)

    def shelf_rows(self) -> list[tuple[Any, int]]:
        """Each shelf's box, with how many batches lie there."""
        boxes: Any = self["shelves"]
        return [(box, shelf.batches) for box, shelf in zip(boxes, self.here, strict=True)]

    def take(self, problem: Problem) -> None:
        """A refusal of names stands at the shelves or classes."""
        if problem.field == "names":
            scope = self.cleaned_data.get("scope")
            self.add_error("classes" if scope == "class" else "shelves", str(problem.detail))
            return
        super().take(problem)


class BeginCount(FormScreen):
    """A new count: of everything, of shelves, of classes, of what is due, or of products named."""

    permission = REVIEW_COUNT
    form_class = BeginForm
    template_name = "backoffice/stocktaking/begin.html"
    title = gettext_lazy("New stock count")
    lead = gettext_lazy(
        "Sales continue: each line is compared with the stock at the moment it was counted."
    )
    submit_label = gettext_lazy("Start")
    done = gettext_lazy("Stock count started. Open a sheet, or print it.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock count"), reverse("backoffice:count_list"))]

    def initial(self) -> dict[str, Any]:
        """What the address asks for."""
        products = self.request.GET.getlist("product")
        wanted = self.request.GET.get("scope", "")
        scope = "products" if products else wanted if wanted in SCOPES else "shelf"
        return {"products": ",".join(products)[:2000], "scope": scope}

    def form(self, **options: Any) -> Any:
        """With the branch's shelves; with products where some are named."""
        form: Any = super().form(**options)
        if self.branch_id is not None:
            form.here = shelves_to_count(actor=self.actor, branch_id=self.branch_id)
        shelves: Any = form.fields["shelves"]
        shelves.choices = [(shelf.name, sheet_words(shelf.name)) for shelf in form.here]
        scope: Any = form.fields["scope"]
        typed = form.data.get("products") if form.is_bound else form.initial.get("products")
        if typed:
            named = product_names([key for key in map(parse_id, str(typed).split(",")) if key])
            words = ", ".join(sorted(named.values())) or str(SCOPES["products"])
            scope.choices = [*scope.choices, ("products", words)]
        return form

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        names = {"shelf": data["shelves"], "class": data["classes"]}.get(data["scope"], [])
        products = [key for key in map(parse_id, data["products"].split(",")) if key]
        count_id = begin_count(
            actor=self.actor,
            branch_id=self.branch,
            scope=CountScope(data["scope"], names, products),
            note=data["note"],
        )
        return reverse("backoffice:count_detail", args=[count_id])
