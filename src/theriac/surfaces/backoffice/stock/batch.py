"""One batch: what it is, what may be done with it; entering what it lacks, holding it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.permissions import LABEL_GOODS, SET_PRICES
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.recalls.queries.lots import recalls_of_batches
from theriac.domains.stock.approval import CORRECTION
from theriac.domains.stock.commands.batches import correct_batch, hold_batch, release_batch
from theriac.domains.stock.commands.own_price import price_batch
from theriac.domains.stock.permissions import (
    ADJUST_STOCK,
    HOLD_STOCK,
    RELEASE_STOCK,
    SEE_COSTS,
    VIEW_STOCK,
    WRITE_OFF_STOCK,
)
from theriac.domains.stock.queries.batches.corrections import corrections_of
from theriac.surfaces.backoffice.approvals.forms import ApprovedForm
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.catalog.words import counted, money, pack_content, usual_price
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.base import BatchFormScreen, BatchScreen
from theriac.surfaces.backoffice.stock.batches import place_words, state_badge
from theriac.surfaces.backoffice.stock.fields import ExpiryField


class BatchDetail(BatchScreen):
    """The batch's particulars and the ways on."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/batch.html"

    def page_title(self) -> Text:
        return self.batch_name

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:-1]

    def context(self) -> dict[str, Any]:
        batch = self.batch
        return {
            "batch": batch,
            "badge": state_badge(batch),
            "is_held": batch.state == "held",
            "is_recalled": batch.state == "recalled",
            "recalls": recalls_of_batches([batch.id]).get(batch.id, ()),
            "may_hold": self.may(HOLD_STOCK),
            "may_release": self.may(RELEASE_STOCK),
            "place": place_words("shelf", self.bin_code),
            "sees_costs": self.may(SEE_COSTS),
            "cost": money(batch.cost_amount),
            "cost_for": counted(self.product.base_unit, batch.cost_units),
            "mrp": money(batch.mrp_amount),
            "mrp_for": counted(self.product.base_unit, batch.mrp_units),
            "price": money(batch.price_amount),
            "price_for": counted(self.product.base_unit, batch.price_units),
            "own_price": money(batch.own_price_amount),
            "own_price_for": counted(self.product.base_unit, batch.own_price_units),
            "may_price": self.may(SET_PRICES),
            "asked": self._asked_instead(),
            "corrections": self._corrections(),
            "may_adjust": self.may(ADJUST_STOCK),
            "may_write_off": self.may(WRITE_OFF_STOCK),
            "may_label": self.may(LABEL_GOODS),
            "may_return": self.may(DRAFT_RETURN) and self.returnable > 0,
        }

    def _corrections(self) -> list[dict[str, Any]]:
        """What was changed of it, by whom and with whose yes, in words."""
        rows = corrections_of(actor=self.actor, batch_id=self.batch.id)
        names = names_of(key for row in rows for key in (row.corrected_by, row.approved_by) if key)
        return [
            {
                "row": row,
                "by": names.get(row.corrected_by, ""),
                "approver": names.get(row.approved_by, "") if row.approved_by else "",
            }
            for row in rows
        ]

    def _asked_instead(self) -> Money | None:
        """What a sale asks for as much, where that isn't the batch's own price; None otherwise."""
        batch = self.batch
        if batch.price_amount is None or batch.own_price_amount is not None:
            return None
        listed = [one.price for one in self.product.packs if one.factor == batch.price_units]
        now = next((price for price in listed if price is not None), None)
        return None if now == batch.price_amount else money(now)


class CorrectionForm(ApprovedForm, EditForm):
    """Number, expiry and shelf, and why."""

    page_tells = True
    number = forms.CharField(label=_("Batch number"), max_length=60, required=False)
    expires_on = ExpiryField(
        label=_("Expiry"),
        required=False,
        help_text=_("As on the pack: 10/2027 is the last day of October 2027."),
    )
    shelf = forms.CharField(label=_("Shelf"), max_length=20, required=False)
    reason = forms.CharField(
        label=_("Why"), help_text=_("So that others understand it later."), max_length=120
    )


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
    title = _("Enter expiry and number")
    done = _("The batch is corrected.")

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
        label=_("Price of one such pack"),
        required=False,
        help_text=_("Empty: the price list applies again."),
    )
    reason = forms.CharField(
        label=_("Why"), help_text=_("So that others understand it later."), max_length=120
    )


class PriceBatch(EditScreen):
    """Give the batch a price of its own, such as a markdown, or let the price list apply again."""

    permission = SET_PRICES
    form_class = OwnPriceForm
    title = _("Set the price of this batch")
    lead = _("Only this batch is sold at this price, at every branch that has it.")
    submit_label = _("Set the price")
    done = _("The price is set. Counters show it as soon as they are online.")

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
        """The price that it has, of the pack that it was given for."""
        batch, packs, usual = self.batch, self.product.packs, usual_price(self.product)
        units = batch.own_price_units if batch.own_price_amount is not None else 0
        given = next((pack for pack in packs if pack.factor == units), usual or packs[0])
        price = money(batch.own_price_amount)
        return {"version": batch.version, "pack_id": given.id, "price": price}

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

    reason = forms.CharField(
        label=_("Why"), help_text=_("So that others understand it later."), max_length=120
    )


class HoldBatch(BatchFormScreen):
    """Keep the batch from being sold."""

    permission = HOLD_STOCK
    form_class = HoldForm
    title = _("Hold the batch")
    lead = _(
        "No counter of any branch sells it until somebody releases it. Sales made offline become "
        "a case."
    )
    submit_label = _("Hold the batch")
    done = _("The batch is held.")

    def act(self, form: ScreenForm) -> str:
        reason = form.cleaned_data["reason"]
        hold_batch(actor=self.actor, branch_id=self.branch, batch_id=self.batch.id, reason=reason)
        return self.batch_url()


class ReleaseBatch(BatchFormScreen):
    """Let the batch be sold again."""

    permission = RELEASE_STOCK
    form_class = HoldForm
    title = _("Release the batch")
    submit_label = _("Release the batch")
    done = _("The batch may be sold again.")

    def act(self, form: ScreenForm) -> str:
        reason = form.cleaned_data["reason"]
        release_batch(
            actor=self.actor, branch_id=self.branch, batch_id=self.batch.id, reason=reason
        )
        return self.batch_url()
