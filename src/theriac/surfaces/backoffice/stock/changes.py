"""Changing what the book says of a batch: to what was counted, down, or back by an opposite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Problem, Stale
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.controlled.signatures import REGISTER_CHANGE
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.approval import CHANGE
from theriac.domains.stock.commands.adjust import CodedReason, adjust_stock, write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.permissions import (
    ADJUST_STOCK,
    REVERSE_MOVEMENT,
    WRITE_OFF_STOCK,
)
from theriac.domains.stock.problems import InsufficientStock
from theriac.domains.stock.queries.ledger.card import get_movement, movement_lines
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.base import BatchFormScreen
from theriac.surfaces.backoffice.stock.fields import (
    add_pack_fields,
    code_of,
    note_field,
    pack_field_names,
    reason_field,
    reason_of,
    units_in_packs,
)
from theriac.surfaces.backoffice.stock.words import (
    ADJUST_CODES,
    ADJUST_REASONS,
    KINDS,
    WRITE_OFF_CODES,
    WRITE_OFF_REASONS,
)


class PacksForm(ApprovedForm):
    """A quantity in packs; which packs, the screen adds."""

    nothing_typed = gettext_lazy("Enter a quantity. 0 means none.")

    def pack_fields(self) -> list[Any]:
        """The bound fields of the packs, the largest first."""
        return [self[name] for name in pack_field_names(self)]

    def other_fields(self) -> list[Any]:
        """The rest, in their order."""
        packs = set(pack_field_names(self))
        return [field for field in self if field.name not in packs]

    def clean(self) -> dict[str, Any]:
        """Something must be typed in one of the packs."""
        data: dict[str, Any] = super().clean() or {}
        names = pack_field_names(self)
        if names and units_in_packs(self) is None and not set(names) & set(self.errors):
            self.add_error(names[0], str(self.nothing_typed))
        return data

    def take(self, problem: Problem) -> None:
        """What concerns the quantity stands at its first pack."""
        about = {"counted", "quantity"}
        if problem.field in about or isinstance(problem, InsufficientStock):
            self.add_error(pack_field_names(self)[0], str(problem.detail))
        elif problem.field == "reason":
            self.add_error("note", str(problem.detail))
        else:
            super().take(problem)


class AdjustForm(PacksForm):
    """What was counted, why, and the balance that the person saw."""

    why = reason_field(ADJUST_REASONS)
    note = note_field()
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    balance_now: int | None = None

    def take(self, problem: Problem) -> None:
        """A stale count keeps what was typed and takes the current balance."""
        if not isinstance(problem, Stale):
            super().take(problem)
            return
        current: int = problem.facts["current"]
        self.balance_now = current
        data = cast("QueryDict", self.data).copy()
        data["expected"] = str(current)
        self.data = data


class AdjustStock(ApprovedScreen, BatchFormScreen):
    """Make the book say what was counted, by a movement with a reason (STK-09)."""

    permission = ADJUST_STOCK
    action = CHANGE
    further_actions = (REGISTER_CHANGE,)
    form_class = AdjustForm
    title = gettext_lazy("Adjust stock")
    lead = gettext_lazy("Enter the actual quantity, in packs and loose units.")
    submit_label = gettext_lazy("Adjust")
    done = gettext_lazy("Stock adjusted. The movement is on the stock card.")

    def initial(self) -> dict[str, Any]:
        """The balance as the page shows it."""
        return {"expected": self.on_shelf}

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        return form

    def act(self, form: Any) -> str:
        self.approved(
            form,
            lambda approval_id: adjust_stock(
                actor=self.actor,
                branch_id=self.branch,
                batch_id=self.batch.id,
                counted=units_in_packs(form) or 0,
                reason=CodedReason(reason_of(form, ADJUST_REASONS), code_of(form, ADJUST_CODES)),
                expected=form.cleaned_data["expected"],
                approval_id=approval_id,
            ),
        )
        return self.batch_url()

    def _again(self, form: Any, status: int = 422) -> Any:
        if form.balance_now is None:
            return self.draw(status, form=form)
        self.__dict__.pop("on_shelf", None)
        counted = in_words(units_in_packs(form) or 0, self.product)
        now = in_words(form.balance_now, self.product)
        return self.draw(status, form=form, stale_now=now, stale_yours=counted)


class WriteOffForm(PacksForm):
    """How much, and why."""

    nothing_typed = gettext_lazy("Enter the quantity to take off the shelf.")
    why = reason_field(WRITE_OFF_REASONS)
    note = note_field()


class WriteOffStock(ApprovedScreen, BatchFormScreen):
    """Take broken, lost or expired goods off the shelf."""

    permission = WRITE_OFF_STOCK
    action = CHANGE
    further_actions = (REGISTER_CHANGE,)
    form_class = WriteOffForm
    title = gettext_lazy("Write off")
    lead = gettext_lazy("Enter the quantity to take off the shelf, in packs and loose units.")
    submit_label = gettext_lazy("Write off")
    done = gettext_lazy("Stock written off. The movement is on the stock card.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        add_pack_fields(form, self.product)
        return form

    def act(self, form: Any) -> str:
        self.approved(
            form,
            lambda approval_id: write_off_stock(
                actor=self.actor,
                branch_id=self.branch,
                batch_id=self.batch.id,
                quantity=units_in_packs(form) or 0,
                reason=CodedReason(
                    reason_of(form, WRITE_OFF_REASONS), code_of(form, WRITE_OFF_CODES)
                ),
                approval_id=approval_id,
            ),
        )
        return self.batch_url()


class ReverseForm(ApprovedForm):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For later reference."),
        max_length=120,
    )


class ReverseMovement(ApprovedScreen):
    """Answer a movement by its opposite; the first stays as it was."""

    permission = REVERSE_MOVEMENT
    action = CHANGE
    further_actions = (REGISTER_CHANGE,)
    form_class = ReverseForm
    template_name = "backoffice/stock/reverse.html"
    title = gettext_lazy("Add a reversing entry")
    submit_label = gettext_lazy("Add reversing entry")
    done = gettext_lazy("Movement reversed. Both entries stay on the stock card.")

    movement: One[Any] = One(
        "movement_id",
        lambda at, key: get_movement(actor=at.actor, movement_id=key),
        missing=gettext_lazy("This movement doesn’t exist. Check the stock card."),
    )

    @property
    def product(self) -> ProductDetail:
        """What it moved. Raises NotFound."""
        found = get_product(actor=self.actor, product_id=self.movement.product_id)
        if found is None:
            raise NotFound(_("This product isn’t in the catalogue. Choose one from the list."))
        return found

    def crumbs(self) -> Sequence[Crumb]:
        card = reverse("backoffice:stock_card", args=[self.movement.product_id])
        return [Crumb(gettext_lazy("Stock card"), card)]

    def context(self) -> dict[str, Any]:
        line = movement_lines(actor=self.actor, movements=[self.movement])[0]
        product = self.product
        return {
            "line": line,
            "kind": KINDS[line.kind],
            "product": product.name,
            "quantity": in_words(line.quantity, product),
            "comes_in": line.change > 0,
        }

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.movement.branch_id)

    def act(self, form: Any) -> str:
        self.approved(
            form,
            lambda approval_id: reverse_movement(
                actor=self.actor,
                branch_id=self.at_branch,
                movement_id=self.movement.id,
                reason=form.cleaned_data["reason"],
                approval_id=approval_id,
            ),
        )
        return reverse("backoffice:stock_card", args=[self.movement.product_id])
