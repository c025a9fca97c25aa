"""Adding a promotion: what it gives, when and where, and the products that it is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.queries.groups import category_names
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.promotions.commands.promotion import add_promotion
from theriac.domains.promotions.permissions import SET_PROMOTIONS
from theriac.domains.promotions.rules.facts import DAY, PromotedPack, PromotionNew
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.promotions.preview import preview_new
from theriac.surfaces.backoffice.promotions.preview import (
    PREVIEW,
    preview_words,
    previewed_branch,
)
from theriac.surfaces.backoffice.promotions.words import KINDS
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.grids.headings import (
    PRODUCT_HEADINGS,
    QUANTITY_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import Meant, PacksGridRow, ProductGrid

PERCENT = 100
OF_KIND: Mapping[str, Sequence[str]] = {
    "percent": ("percent",),
    "amount": ("amount",),
    "price": ("amount",),
    "free": ("buy", "free"),
    "bundle": ("amount",),
}
"""The fields that a kind alone asks; the page shows those of the kind that is chosen."""


class PromotedPackRow(PacksGridRow):
    """A product in the pack that is counted, and how many of it a set has."""

    cells = ("product", "packs", "pack_id")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "packs": QUANTITY_HEADINGS,
    }
    named: ClassVar[Mapping[str, str]] = {"goods": "product"}


class PromotionGrid(ProductGrid):
    """Reads a code as its product in the pack that it opens."""

    row = PromotedPackRow
    typed = ("product",)
    find, paste = "backoffice:promotion_find", "backoffice:promotion_paste"

    def coded(self, text: str) -> Meant | None:
        opened = self.opened(read_code(text).lookup, self.screen.branch_id)
        return None if opened is None else Meant(opened[0], {"pack_id": str(opened[1])})


class PromotionForm(ScreenForm):
    """What it gives, when and where."""

    name = text_of(PromotionNew, "name", gettext_lazy("Name"))
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=list(KINDS.items()))
    percent = WholeNumberField(
        label=gettext_lazy("Percent off"), least=1, most=PERCENT, required=False
    )
    amount = MoneyField(
        label=gettext_lazy("Amount or price"),
        required=False,
    )
    buy = WholeNumberField(label=gettext_lazy("Packs paid"), least=1, most=99, required=False)
    free = WholeNumberField(label=gettext_lazy("Packs free"), least=1, most=99, required=False)
    from_total = MoneyField(
        label=gettext_lazy("Minimum total"),
        required=False,
        help_text=gettext_lazy(
            "Total of the products in this promotion. Leave it empty for no minimum."
        ),
    )
    first_on = forms.DateField(label=gettext_lazy("First day"), localize=False)
    last_on = forms.DateField(label=gettext_lazy("Last day"), localize=False)
    from_time = forms.TimeField(
        label=gettext_lazy("Start time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    until_time = forms.TimeField(
        label=gettext_lazy("End time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Leave both times empty for the whole day."),
    )
    category_id = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    branch_id = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)
    needs_coupon = forms.BooleanField(label=gettext_lazy("Only with a coupon"), required=False)
    with_prescription = forms.BooleanField(
        label=gettext_lazy("Include prescription medicines where the law allows it"),
        required=False,
        help_text=gettext_lazy("Promotions don’t apply to controlled medicines."),
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        choices=[(str(day), words) for day, words in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        branches = list(list_branches().values_list("id", "name"))
        choices: dict[str, tuple[Any, Sequence[tuple[Any, str]]]] = {
            "category_id": (gettext_lazy("No category"), category_names()),
            "branch_id": (gettext_lazy("All branches"), branches),
        }
        for name, (every, known) in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", every), *((str(key), words) for key, words in known)]

    def clean(self) -> dict[str, Any]:
        """What the chosen kind doesn't ask is left out, whatever was typed there before."""
        data = super().clean() or self.cleaned_data
        asked = OF_KIND.get(data.get("kind", ""))
        if asked is not None:
            for name in {one for fields in OF_KIND.values() for one in fields}.difference(asked):
                self.errors.pop(name, None)
                data[name] = None
        return data

    def promotion(self, goods: Sequence[PromotedPack]) -> PromotionNew:
        """As the command takes it. Raises Unprocessable."""
        data = self.cleaned_data
        category, branch = parse_id(data["category_id"]), parse_id(data["branch_id"])
        kind = data["kind"]
        return given(
            PromotionNew,
            name=data["name"],
            kind=kind,
            value=(data["percent"] or 0) * PERCENT if kind == "percent" else _minor(data["amount"]),
            buy=data["buy"] or 0,
            free=data["free"] or 0,
            from_total=_minor(data["from_total"]),
            first_on=data["first_on"],
            last_on=data["last_on"],
            weekdays=tuple(int(day) for day in data["weekdays"]),
            from_minute=_minute(data["from_time"], 0),
            until_minute=_minute(data["until_time"], DAY),
            goods=tuple(goods),
            category_ids=(category,) if category else (),
            branch_ids=(branch,) if branch else (),
            needs_coupon=data["needs_coupon"],
            with_prescription=data["with_prescription"],
        )

    def take(self, problem: Any) -> None:
        """What the command calls otherwise stands at the field that people fill in."""
        errors = getattr(problem, "errors", None)
        if errors:
            names = {
                "value": "percent" if self.cleaned_data.get("kind") == "percent" else "amount",
                "until_minute": "until_time",
                "category_ids": "category_id",
                "branch_ids": "branch_id",
            }
            problem.errors = {names.get(name, name): words for name, words in errors.items()}
        super().take(problem)


def _minor(amount: Any) -> int:
    return 0 if amount is None else int(amount.amount)


def _minute(at: time | None, otherwise: int) -> int:
    return otherwise if at is None else at.hour * 60 + at.minute


class NewPromotion(GridDocument):
    """Counters give it by themselves from its first day on."""

    permission = SET_PROMOTIONS
    form_class = PromotionForm
    template_name = "backoffice/promotions/new.html"
    needs_rows = False
    title = gettext_lazy("Add promotion")
    lead = gettext_lazy(
        "A percentage without products and category applies to all products. If several promotions "
        "apply, the customer gets the best price. You can’t change the rule later."
    )
    submit_label = gettext_lazy("Add promotion")
    done = gettext_lazy("Promotion added.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Promotions"), reverse("backoffice:promotion_list"))]

    def initial(self) -> dict[str, Any]:
        today = clock.now().date()
        return {
            "kind": "percent",
            "first_on": today,
            "last_on": today,
            "weekdays": [str(day) for day in WEEKDAYS],
        }

    def new_grid(self, data: Mapping[str, Any]) -> PromotionGrid:
        return PromotionGrid(self)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "may_preview": self.may(VIEW_SALES)}

    def finish(self, form: ScreenForm) -> HttpResponseBase:
        """Add it; or tell what it would have done, where that is asked, and keep nothing."""
        if PREVIEW not in self.request.POST:
            return super().finish(form)
        promotion = self.promotion(form)
        found = preview_new(
            actor=self.actor,
            branch_id=previewed_branch(self, promotion.branch_ids),
            promotion=promotion,
        )
        return self.draw(form=form, preview=preview_words(found))

    def write(self, form: ScreenForm) -> str:
        made = add_promotion(actor=self.actor, promotion=self.promotion(form))
        return reverse("backoffice:promotion_detail", args=[made])

    def promotion(self, form: ScreenForm) -> PromotionNew:
        """As it was typed. Raises Unprocessable."""
        goods = [
            PromotedPack(
                product_id=row.of.id,
                pack_id=parse_id(row.cleaned_data["pack_id"]),
                count=min(row.cleaned_data["packs"], 99),
            )
            for row in self.grid.rows
            if row.of is not None
        ]
        told: Any = form
        new: PromotionNew = told.promotion(goods)
        return new


class PromotionFind(GridFind):
    """What a product's cell means in a promotion."""

    permission = SET_PROMOTIONS

    def grid(self) -> ProductGrid:
        return PromotionGrid(self)


class PromotionPaste(GridPaste):
    """Products of a promotion out of a sheet."""

    permission = SET_PROMOTIONS

    def grid(self) -> ProductGrid:
        return PromotionGrid(self)
