"""Logging what somebody brings back, and answering a wrong entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names, products_of_codes
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.disposal.commands.take_back import (
    TakenBackNew,
    cancel_taken_back,
    log_taken_back,
)
from theriac.domains.disposal.permissions import TAKE_BACK
from theriac.domains.disposal.queries import list_taken_back
from theriac.surfaces.backoffice.catalog.lists import BEST
from theriac.surfaces.backoffice.disposal.waste.words import WASTE
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of, whole_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class WasteForm(ScreenForm):
    """What it is, its class and weight."""

    name = text_of(
        TakenBackNew,
        "name",
        gettext_lazy("Description"),
        required=True,
        help_text=gettext_lazy("Scan the pack, or type a name or a description."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    waste = forms.ChoiceField(label=gettext_lazy("Class"), choices=list(WASTE.items()))
    grams = whole_of(TakenBackNew, "grams", gettext_lazy("Weight in grams"))
    note = text_of(TakenBackNew, "note", gettext_lazy("Note"))


class _WasteScreen(FormScreen):
    """A form of the log."""

    permission = TAKE_BACK
    form_class = ScreenForm

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Returned medicines"), reverse("backoffice:waste_list"))]


class LogWaste(_WasteScreen):
    """Writes what somebody brought back into the log."""

    permission = TAKE_BACK
    form_class = WasteForm
    title = gettext_lazy("Record returned medicines")
    lead = gettext_lazy(
        "Returned medicines are weighed and destroyed. They never become stock, and "
        "customers’ names are not recorded."
    )
    submit_label = gettext_lazy("Save entry")
    done = gettext_lazy("Returned medicine saved.")

    def act(self, form: ScreenForm) -> str:
        """Log it; a scanned or exact name is the catalogue's product."""
        data = form.cleaned_data
        log_taken_back(
            actor=self.actor,
            branch_id=self.branch,
            waste=given(
                TakenBackNew,
                waste=data["waste"],
                grams=data["grams"],
                product_id=self._product(data["name"].strip()),
                name=data["name"],
                note=data["note"],
            ),
        )
        return reverse("backoffice:waste_list")

    def _product(self, text: str) -> UUID | None:
        by_code = products_of_codes([text]).get(text)
        if by_code is not None:
            return by_code
        found = search_products(
            actor=self.actor, text=text, limit=BEST, only_active=False, branch_id=self.branch
        )
        names = product_names(found.product_ids)
        same = [key for key, name in names.items() if name.casefold() == text.casefold()]
        return same[0] if same else None


class CancelForm(ScreenForm):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For later reference."),
        max_length=120,
    )


class CancelWaste(_WasteScreen):
    """Take a wrong entry out of the sums; it stays in the log."""

    permission = TAKE_BACK
    form_class = CancelForm
    title = gettext_lazy("Entered by mistake")
    lead = gettext_lazy("The entry stays in the log, next to a reversing entry.")
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("Entry removed from the totals.")

    def context(self) -> dict[str, Any]:
        """Nothing more, for an entry that is there. Raises NotFound."""
        entry_id = UUID(str(self.kwargs["entry_id"]))
        log = list_taken_back(actor=self.actor, branch_id=self.branch)
        if not log.filter(id=entry_id).exists():
            raise NotFound(_("This entry doesn’t exist at this branch. Choose one from the log."))
        return super().context()

    def act(self, form: ScreenForm) -> str:
        cancel_taken_back(
            actor=self.actor,
            branch_id=self.branch,
            entry_id=UUID(str(self.kwargs["entry_id"])),
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:waste_list")
