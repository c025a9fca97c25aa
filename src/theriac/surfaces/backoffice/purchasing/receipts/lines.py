"""A line of a delivery as a form: added by hand, completed after a scan, changed, taken away."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.purchasing.commands.receipts.lines import change_line, remove_line
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.queries.receipts import LineView
from theriac.domains.purchasing.rules.facts import GoodsLineWritten
from theriac.surfaces.backoffice.catalog.words import money, pack_content
from theriac.surfaces.backoffice.cold_chain.degrees import plain_degrees, read_degrees
from theriac.surfaces.backoffice.organisation.settings_form import RateField
from theriac.surfaces.backoffice.purchasing.receipts.base import ReceiptPart, ReceiptScreen
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of, whole_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.stock.fields import ExpiryField

COPIED = (
    "packs",
    "bonus_packs",
    "batch_number",
    "expires_on",
    "is_short_accepted",
    "discount_bp",
    "tax_bp",
    "shelf",
    "supplier_code",
)


FIRST = (
    "pack_id",
    "packs",
    "bonus_packs",
    "batch_number",
    "expires_on",
    "is_short_accepted",
    "price",
)
"""What most lines need; the rest stands behind a line."""
MOST_TENTHS = 1000


class OptionalRate(RateField):
    """A rate that may be left out; cleans to None then."""

    def clean(self, value: Any) -> Any:
        """Read it. Raises ValidationError."""
        return super().clean(value) if str(value or "").strip() else None


class GoodsForm(ScreenForm):
    """One batch of one product; price, MRP and selling price are those of one pack."""

    pack_id = forms.ChoiceField(label=gettext_lazy("Pack"), choices=())
    packs = whole_of(GoodsLineWritten, "packs", gettext_lazy("Quantity paid"), required=True)
    bonus_packs = whole_of(GoodsLineWritten, "bonus_packs", gettext_lazy("Free goods"))
    batch_number = text_of(GoodsLineWritten, "batch_number", gettext_lazy("Batch number"))
    expires_on = ExpiryField(label=gettext_lazy("Expiry"), required=False)
    is_short_accepted = forms.BooleanField(
        label=gettext_lazy("Accept as short-dated"), required=False
    )
    price = MoneyField(label=gettext_lazy("Unit cost, without tax"), required=False)
    discount_bp = OptionalRate(label=gettext_lazy("Discount in %"), required=False)
    discount = MoneyField(label=gettext_lazy("Discount on the line"), required=False)
    tax_bp = OptionalRate(
        label=gettext_lazy("Tax in %"),
        help_text=gettext_lazy("Leave empty for the usual rate."),
        required=False,
    )
    mrp = MoneyField(label=gettext_lazy("Printed price per unit"), required=False)
    selling_price = MoneyField(label=gettext_lazy("Selling price per unit"), required=False)
    shelf = text_of(GoodsLineWritten, "shelf", gettext_lazy("Shelf"))
    temperature = forms.CharField(
        label=gettext_lazy("Arrival temperature, °C"), max_length=6, required=False
    )
    supplier_code = text_of(
        GoodsLineWritten,
        "supplier_code",
        gettext_lazy("Supplier code"),
        help_text=gettext_lazy("Saved. It will be recognised next time."),
    )
    serials = forms.CharField(
        label=gettext_lazy("Serial numbers, one per line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea,
    )
    product_id = forms.CharField(widget=forms.HiddenInput, required=False)
    last_price = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, product: ProductDetail, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.product = product
        pack: Any = self.fields["pack_id"]
        pack.choices = [
            (str(one.id), pack_content(one, product.base_unit)) for one in reversed(product.packs)
        ]
        if product.storage == "room":
            del self.fields["temperature"]

    def clean_temperature(self) -> int | None:
        """Tenths of a degree. Raises ValidationError."""
        text = self.cleaned_data["temperature"].strip()
        if not text:
            return None
        tenths = read_degrees(text)
        if tenths is None or abs(tenths) > MOST_TENTHS:
            raise forms.ValidationError(
                _("Enter degrees with at most one decimal, for example 4.5.")
            )
        return tenths

    def facts(self) -> GoodsLineWritten:
        data = self.cleaned_data
        amounts = {
            name: data[name].amount if data[name] is not None else None
            for name in ("price", "discount", "mrp", "selling_price")
        }
        return given(
            GoodsLineWritten,
            product_id=self.product.id,
            pack_id=parse_id(data["pack_id"]) or UUID(int=0),
            packs=data["packs"],
            bonus_packs=data["bonus_packs"] or 0,
            batch_number=data["batch_number"],
            expires_on=data["expires_on"],
            is_short_accepted=data["is_short_accepted"],
            serials=data["serials"].split(),
            price=amounts["price"] or 0,
            is_last_price=self._is_last_price(),
            discount_bp=data["discount_bp"] or 0,
            discount=amounts["discount"] or 0,
            tax_bp=data["tax_bp"],
            mrp=amounts["mrp"],
            selling_price=amounts["selling_price"],
            shelf=data["shelf"],
            temperature=data.get("temperature"),
            supplier_code=data["supplier_code"],
        )

    def _is_last_price(self) -> bool:
        """Whether the price stands as the last delivery's filled it in."""
        data = self.cleaned_data
        if data["price"] is None or data["discount"] is not None or data["discount_bp"]:
            return False
        return bool(data["price"].amount == data["last_price"])


class GoodsScreen(ReceiptPart, FormScreen):
    """What adding and changing share."""

    permission = DRAFT_RECEIPT
    form_class = GoodsForm
    template_name = "backoffice/purchasing/receipts/line.html"
    first = FIRST

    @cached_property
    def product(self) -> ProductDetail:
        """Which goods. Raises NotFound."""
        key = self.product_id()
        found = None
        if key is not None:
            found = get_product(actor=self.actor, product_id=key, at_branch=self.branch_id)
        if found is None:
            raise NotFound(_("This product isn't in the catalogue."))
        return found

    def product_id(self) -> UUID | None:
        raise NotImplementedError

    def page_title(self) -> Text:
        return self.product.name

    def form(self, **options: Any) -> ScreenForm:
        return GoodsForm(self.product, initial=self.initial(), data=options.get("data"), files=None)


class EditLine(GoodsScreen):
    """A line as it stands."""

    submit_label = gettext_lazy("Save")

    line: One[LineView] = One(
        "line_id",
        lambda at, key: next((one for one in at.view.lines if one.line.id == key), None),
        missing=gettext_lazy("This line no longer exists. Reload the goods receipt."),
    )

    def product_id(self) -> UUID | None:
        """The line's."""
        return self.line.product.id

    def initial(self) -> dict[str, Any]:
        line = self.line.line
        degrees = line.temperature
        return {
            **{name: getattr(line, name) for name in COPIED},
            "pack_id": str(line.pack_id),
            "price": money(line.price or None),
            "discount": money(line.discount or None),
            "discount_bp": line.discount_bp or None,
            "bonus_packs": line.bonus_packs or None,
            "mrp": money(line.mrp),
            "selling_price": money(line.selling_price),
            "serials": "\n".join(line.serials),
            "temperature": "" if degrees is None else plain_degrees(degrees),
        }

    def act(self, form: Any) -> str:
        change_line(
            actor=self.actor,
            branch_id=self.at_branch,
            receipt_id=self.view.receipt.id,
            line_id=self.line.line.id,
            facts=form.facts(),
        )
        return self.address()


class RemoveLine(ReceiptScreen, ButtonScreen):
    """Takes a line away."""

    calls = Calls(remove_line)
    done = gettext_lazy("Line removed.")
