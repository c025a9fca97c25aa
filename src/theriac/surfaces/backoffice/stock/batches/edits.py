"""Changes of one batch: entering what it lacks, its own price, holding and releasing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.controlled.signatures import REGISTER_CHANGE
from theriac.domains.sales.promotions.markdowns import Markdown, markdown_of
from theriac.domains.stock.approval import CORRECTION
from theriac.domains.stock.commands.batches import correct_batch, hold_batch, release_batch
from theriac.domains.stock.commands.own_price import price_batch
from theriac.domains.stock.permissions import (
    ADJUST_STOCK,
    HOLD_STOCK,
    RELEASE_STOCK,
)
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import money, pack_content, usual_price
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.stock.base import BatchFormScreen
from theriac.surfaces.backoffice.stock.fields import ExpiryField


class CorrectionForm(ApprovedForm, EditForm):
    """Number, expiry and shelf, and why."""

    page_tells = True
    number = forms.CharField(label=_("Batch number"), max_length=60, required=False)
    expires_on = ExpiryField(
        label=_("Expiry"),
        required=False,
        help_text=_("As on the pack. 10/2027 means the last day of October 2027."),
    )
    shelf = forms.CharField(label=_("Shelf"), max_length=20, required=False)
    reason = forms.CharField(label=_("Reason"), help_text=_("For later reference."), max_length=120)


class EditScreen(BatchFormScreen):
    """An edit of the batch; a stale one tells what it is now."""

    def _again(self, form: Any, status: int = 422) -> Any:
        self.__dict__.pop("batch", None)
        stale = {"now_number": self.batch_name, "now_expiry": self.batch.expires_on}
        return self.draw(status, form=form, **(stale if form.stale else {}))


class CorrectBatch(ApprovedScreen, EditScreen):
    """Enter what the batch lacks, or correct it."""

    permission = ADJUST_STOCK
    action = CORRECTION
    form_class = CorrectionForm
    title = _("Enter expiry and batch number")
    done = _("Batch saved.")

    def initial(self) -> dict[str, Any]:
        batch = self.batch
        return {
            "number": batch.number,
            "expires_on": batch.expires_on,
            "shelf": self.bin_code,
            "version": batch.version,
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        self.approved(
            form,
            lambda approval_id: correct_batch(
                actor=self.actor,
                branch_id=self.branch,
                batch_id=self.batch.id,
                version=data["version"],
                number=data["number"].strip(),
                expires_on=data["expires_on"],
                shelf=data["shelf"].strip() if "shelf" in form.changed_data else None,
                reason=data["reason"],
                approval_id=approval_id,
            ),
        )
        return self.batch_url()


class OwnPriceForm(EditForm):
    """Pack, price and why."""

    page_tells = True
    pack_id = forms.ChoiceField(label=_("Pack"), choices=())
    price = MoneyField(
        label=_("Price per pack"),
        required=False,
        help_text=_("Leave empty to use the price list again."),
    )
    reason = forms.CharField(label=_("Reason"), help_text=_("For later reference."), max_length=120)


class PriceBatch(EditScreen):
    """Give the batch a price of its own, such as a markdown, or let the price list apply again."""

    permission = SET_PRICES
    form_class = OwnPriceForm
    title = _("Set batch price")
    lead = _("This price applies only to this batch, at every branch that has it.")
    submit_label = _("Save price")
    done = _("Price saved. Counters show it when they are online.")

    def form(self, **options: Any) -> ScreenForm:
        """With the product's packs."""
        form = super().form(**options)
        fields: dict[str, Any] = form.fields
        fields["pack_id"].choices = [
            (str(pack.id), pack_content(pack, self.product.base_unit))
            for pack in self.product.packs
        ]
        return form

    def initial(self) -> dict[str, Any]:
        """The price that it has, of the pack that it was given for; or what a rule suggests."""
        if self.request.GET.get("suggested") and (told := self._suggestion()):
            suggested = {"pack_id": told.pack_id, "price": money(told.suggested)}
            return {**suggested, "version": self.batch.version, "reason": _("Expires soon")}
        batch, packs, usual = self.batch, self.product.packs, usual_price(self.product)
        units = batch.own_price_units if batch.own_price_amount is not None else 0
        given = next((pack for pack in packs if pack.factor == units), usual or packs[0])
        price = money(batch.own_price_amount)
        return {"version": batch.version, "pack_id": given.id, "price": price}

    def _suggestion(self) -> Markdown | None:
        batch_id = self.batch.id
        return markdown_of(actor=self.actor, branch_id=self.branch, batch_id=batch_id)

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        price_batch(
            actor=self.actor,
            branch_id=self.branch,
            batch_id=self.batch.id,
            version=data["version"],
            pack_id=UUID(data["pack_id"]),
            amount=data["price"].amount if data["price"] else None,
            reason=data["reason"],
            confirmed=form.confirmed,
        )
        return self.batch_url()


class HoldForm(ScreenForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), help_text=_("For later reference."), max_length=120)


class HoldBatch(BatchFormScreen):
    """Keep the batch from being sold."""

    permission = HOLD_STOCK
    form_class = HoldForm
    title = _("Put batch on hold")
    lead = _(
        "No branch can sell this batch until it is released. Offline sales create a stock "
        "discrepancy."
    )
    submit_label = _("Put batch on hold")
    done = _("Batch on hold.")

    def act(self, form: ScreenForm) -> str:
        reason = form.cleaned_data["reason"]
        hold_batch(actor=self.actor, branch_id=self.branch, batch_id=self.batch.id, reason=reason)
        return self.batch_url()


class ReleaseForm(ApprovedForm, HoldForm):
    """Why; a second person signs where the goods are controlled."""


class ReleaseBatch(ApprovedScreen, BatchFormScreen):
    """Let the batch be sold again."""

    permission = RELEASE_STOCK
    action = REGISTER_CHANGE
    form_class = ReleaseForm
    title = _("Release batch")
    submit_label = _("Release batch")
    done = _("Batch released.")

    def act(self, form: Any) -> str:
        reason = form.cleaned_data["reason"]
        self.approved(
            form,
            lambda _found_by_itself: release_batch(
                actor=self.actor, branch_id=self.branch, batch_id=self.batch.id, reason=reason
            ),
        )
        return self.batch_url()
