"""Writing a destruction: what is expired, withheld or in quarantine, each with its quantity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import Problem
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.disposal.commands.draft import DestructionLineNew, write_destruction
from theriac.domains.disposal.permissions import DESTROY_STOCK
from theriac.domains.disposal.queries import awaiting_destruction
from theriac.domains.stock.problems import InsufficientStock
from theriac.surfaces.backoffice.catalog.words import counted, in_words
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField, put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.batches.lists import place_words, state_badge


class DestructionForm(ScreenForm):
    """How and why; how much of which batch, the screen adds."""

    method = forms.CharField(
        label=gettext_lazy("How"),
        help_text=gettext_lazy(
            "For example burnt, dissolved, or handed to a licensed firm (which one)."
        ),
        max_length=120,
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=120)
    rows: Sequence[Any] = ()

    def take(self, problem: Problem) -> None:
        """A shortage stands at the line's own field."""
        if isinstance(problem, InsufficientStock):
            names = [one["name"] for one in self.rows if self.cleaned_data.get(one["name"])]
            name = names[problem.facts["position"]]
            self.add_error(name, str(problem.detail))
            return
        super().take(problem)


class WriteDestruction(FormScreen):
    """A draft, which two witnesses sign afterwards."""

    permission = DESTROY_STOCK
    form_class = DestructionForm
    template_name = "backoffice/disposal/new.html"
    title = gettext_lazy("New destruction")
    lead = gettext_lazy(
        "Enter the quantity of each batch in base units. Stock changes only after both "
        "witnesses have signed."
    )
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Draft saved. Two witnesses must sign it now.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Destructions"), reverse("backoffice:destruction_list"))]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """What may be chosen, each with the name of its field."""
        found: list[Any] = awaiting_destruction(actor=self.actor, branch_id=self.branch)
        wanted = list({row.product_id for row in found})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}
        return [
            {
                "name": f"units_{row.id.hex}",
                "row": row,
                "product": products[row.product_id],
                "badge": state_badge(row.batch),
                "place": place_words(row.place.kind, row.bin),
                "here": in_words(row.quantity, products[row.product_id]),
            }
            for row in found
        ]

    def form(self, **options: Any) -> ScreenForm:
        """With a field a batch and place."""
        form = DestructionForm(initial=self.initial(), **options)
        form.rows = self.rows
        for one in self.rows:
            unit = counted(one["product"].base_unit, 2).partition(" ")[2]
            number = one["row"].batch.number or _("No number")
            field = WholeNumberField(
                label=f"{one['product'].name}, {number} ({unit})", least=0, required=False
            )
            put_into_our_words(field)
            form.fields[one["name"]] = field
        for one in self.rows:
            one["field"] = form[one["name"]]
        return form

    def act(self, form: ScreenForm) -> str:
        lines = [
            given(
                DestructionLineNew,
                batch_id=one["row"].batch_id,
                place=one["row"].place.kind,
                quantity=form.cleaned_data[one["name"]],
            )
            for one in self.rows
            if form.cleaned_data.get(one["name"])
        ]
        draft_id = write_destruction(
            actor=self.actor,
            branch_id=self.branch,
            lines=lines,
            method=form.cleaned_data["method"],
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:destruction_detail", args=[draft_id])

    def context(self) -> dict[str, Any]:
        return {"rows": self.rows}
