"""Goods that stand on no sheet: the batch is put onto one, then counted there."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound
from theriac.domains.catalog.gs1.codes import ScannedCode, read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.stocktaking.commands.enter import add_found_batch
from theriac.domains.stocktaking.permissions import COUNT_STOCK
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.stock.fields import ExpiryField
from theriac.surfaces.backoffice.stock.product_search import is_code
from theriac.surfaces.backoffice.stocktaking.base import CountPart


class FoundForm(ScreenForm):
    """The product by its barcode or name, and what stands on the pack.

    A code that names batch or expiry fills in what was left empty.
    """

    product = forms.CharField(
        label=gettext_lazy("Product"),
        help_text=gettext_lazy(
            "Scan or type a name; the best match is used. A code with batch and expiry fills "
            "in both."
        ),
        max_length=200,
    )
    number = forms.CharField(label=gettext_lazy("Batch number"), max_length=60, required=False)
    expires_on = ExpiryField(label=gettext_lazy("Expiry"), required=False)
    shelf = forms.CharField(label=gettext_lazy("Shelf"), max_length=20, required=False)

    @cached_property
    def code(self) -> ScannedCode:
        """What stands in the product's field. Raises UnreadableCode."""
        return read_code(self.cleaned_data["product"])

    def clean_product(self) -> str:
        """Refuse a code that is damaged, at its field."""
        try:
            read_code(self.cleaned_data["product"])
        except UnreadableCode as problem:
            raise forms.ValidationError(str(problem.detail), "unreadable") from None
        return str(self.cleaned_data["product"])

    def clean(self) -> dict[str, Any]:
        """Take batch and expiry from the code where nothing was typed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "product" in data:
            data["number"] = data.get("number") or self.code.batch_number or ""
            if "expires_on" not in self.errors:
                data["expires_on"] = data.get("expires_on") or self.code.expires_on
        return data


class AddFoundBatch(CountPart, FormScreen):
    """A batch that was found."""

    permission = COUNT_STOCK
    form_class = FoundForm
    title = gettext_lazy("Found, not on a sheet")
    lead = gettext_lazy(
        "The batch is added to the sheet of its shelf, with an expected quantity of 0."
    )
    submit_label = gettext_lazy("Add to sheet")
    done = gettext_lazy("The batch is already on the sheet. Count it there.")

    def initial(self) -> dict[str, Any]:
        """The shelf that is being counted, and the code that led here."""
        asked = self.request.GET
        return {"shelf": asked.get("sheet", "")[:20], "product": asked.get("code", "")[:200]}

    def cancel_url(self) -> str:
        """Back to the count."""
        return self.address()

    def act(self, form: Any) -> str:
        """Add it and show its sheet."""
        data = form.cleaned_data
        add_found_batch(
            actor=self.actor,
            branch_id=self.at_branch,
            count_id=self.count.id,
            product_id=self._product(form.code),
            number=data["number"],
            expires_on=data["expires_on"],
            shelf=data["shelf"],
        )
        return self.sheet_url(data["shelf"].strip())

    def _product(self, code: ScannedCode) -> UUID:
        opened = find_pack(actor=self.actor, code=code.lookup)
        if opened is not None:
            return opened.product_id
        if is_code(code.text):
            words = _(
                "No product has this barcode. Enter the product’s name, batch and expiry date."
            )
            raise NotFound(words, field="product")
        found = search_products(
            actor=self.actor, text=code.text, limit=1, only_active=False, branch_id=self.branch_id
        )
        if not found.product_ids:
            raise NotFound(_("No product found. Type another part of its name."), field="product")
        return found.product_ids[0]
