"""Entering units of a recall: found, brought back, missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.recalls.commands.units import (
    CountedUnits,
    explain_missing,
    put_into_quarantine,
    take_back_units,
)
from theriac.domains.recalls.permissions import SETTLE_RECALL
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.queries.sellable import named_batches
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.recalls.base import RecallScreen
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.changes import PacksForm
from theriac.surfaces.backoffice.stock.fields import (
    add_pack_fields,
    initial_packs,
    units_in_packs,
)

if TYPE_CHECKING:
    from theriac.domains.stock.models import Batch


class UnitsForm(PacksForm):
    """How many, and a note."""

    nothing_typed = gettext_lazy("Enter a quantity.")
    note = forms.CharField(label=gettext_lazy("Note"), max_length=120, required=False)


class _UnitsScreen(RecallScreen, ApprovedScreen):
    """A form about one batch of the recall."""

    permission = SETTLE_RECALL
    action = CHANGE
    form_class = UnitsForm
    template_name = "backoffice/recalls/units.html"

    batch: One[Batch] = One(
        "batch_id",
        lambda at, key: next((one for one in at.trace.batches if one.id == key), None),
        missing=gettext_lazy("This batch isn’t part of this recall."),
    )

    @property
    def product(self) -> ProductDetail:
        return self.products[self.batch.product_id]

    @cached_property
    def on_shelf(self) -> int:
        """Base units on the branch's shelf."""
        here = named_batches(self.branch, [self.batch.id]).get(self.batch.id)
        return here.quantity if here else 0

    @property
    def shelf_words(self) -> str:
        """The same in packs."""
        return in_words(self.on_shelf, self.product)

    def page_title(self) -> Any:
        return self.title

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.recall.number, self.address())]

    def initial(self) -> dict[str, Any]:
        """What the shelf has by the book."""
        return dict(initial_packs(self.product, self.on_shelf))

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        return form

    def units(self, form: Any) -> CountedUnits:
        """What was typed."""
        return CountedUnits(
            self.batch.id, units_in_packs(form) or 0, form.cleaned_data["note"].strip()
        )


class FoundUnits(_UnitsScreen):
    """Put what was found on the shelf into quarantine."""

    permission = SETTLE_RECALL
    form_class = UnitsForm
    title = gettext_lazy("Put into quarantine")
    lead = gettext_lazy("Enter the quantity that you found on the shelf and set aside.")
    submit_label = gettext_lazy("Move to quarantine")
    done = gettext_lazy("Moved to quarantine.")

    def act(self, form: ScreenForm) -> str:
        put_into_quarantine(
            actor=self.actor,
            branch_id=self.branch,
            recall_id=self.recall.id,
            units=self.units(form),
        )
        return self.address()


class BroughtBackUnits(_UnitsScreen):
    """Take what a customer brought back."""

    permission = SETTLE_RECALL
    form_class = UnitsForm
    title = gettext_lazy("Returned by a customer")
    lead = gettext_lazy("Enter the returned quantity. It is moved to quarantine, not to the shelf.")
    submit_label = gettext_lazy("Record as returned")
    done = gettext_lazy("Moved to quarantine.")

    def initial(self) -> dict[str, Any]:
        return {}

    def act(self, form: ScreenForm) -> str:
        take_back_units(
            actor=self.actor,
            branch_id=self.branch,
            recall_id=self.recall.id,
            units=self.units(form),
        )
        return self.address()


class MissingUnits(_UnitsScreen):
    """Say why what the book has isn't there."""

    permission = SETTLE_RECALL
    form_class = UnitsForm
    title = gettext_lazy("Missing")
    lead = gettext_lazy(
        "Enter the quantity that is on record but can’t be found, and the reason. It is "
        "removed from stock."
    )
    submit_label = gettext_lazy("Record as missing")
    done = gettext_lazy("Explanation saved.")

    def act(self, form: Any) -> str:
        """Take it off the book."""
        self.approved(
            form,
            lambda approval_id: explain_missing(
                actor=self.actor,
                branch_id=self.branch,
                recall_id=self.recall.id,
                units=self.units(form),
                approval_id=approval_id,
            ),
        )
        return self.address()
