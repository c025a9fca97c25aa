"""The grid of an offer: a row is a pack of a product as it is offered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.formatting import UnreadableNumber, format_minor_units, read_minor_units
from theriac.core.ids import parse_id
from theriac.domains.offers.commands.correct import OfferLineCorrected
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.offers.rules.facts import MOST_PACKS, WHOLE_PPM
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.paper_grid import PaperGrid, PaperRow
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.records import text_of, whole_of
from theriac.surfaces.backoffice.stock.fields import ExpiryField
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.headings import (
    COST_HEADINGS,
    EXPIRY_HEADINGS,
    PRODUCT_HEADINGS,
)
from theriac.surfaces.backoffice.stock.grids.products import Meant, ProductGrid

_BONUS = re.compile(r"(\d{1,6})\s*\+\s*(\d{1,6})")
_DIGITS = 4
KEPT = (
    "line_id",
    "text",
    "code",
    "batch_number",
    "valid_until",
    "tax_included",
    "discount_amount",
    "tax_bp",
    "available_packs",
)
"""What a line keeps whatever product is chosen for it."""
_HIDDEN = ("discount_amount", "tax_bp", "available_packs")


class DiscountField(forms.CharField):
    """A discount in percent with at most four decimals; cleans to millionths."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> int:
        """Read it; 0 where nothing is typed. Raises ValidationError."""
        text = str(super().clean(value)).strip().rstrip("% \u00a0")
        if not text:
            return 0
        try:
            parts = read_minor_units(text, _DIGITS, frame.pharmacy().country)
        except UnreadableNumber:
            raise forms.ValidationError(
                _("Enter a percentage with at most four decimals, for example 12.5.")
            ) from None
        if not 0 <= parts <= WHOLE_PPM:
            raise forms.ValidationError(_("Enter a rate from 0 to 100 percent."))
        return parts


def discount_typed(millionths: int) -> str:
    """12,5 for 125000; empty for none."""
    if not millionths:
        return ""
    text = format_minor_units(millionths, _DIGITS, frame.pharmacy().country)
    mark = "," if "," in text else "."
    return text.rstrip("0").rstrip(mark) if mark in text else text


class BonusField(forms.CharField):
    """Free packs as they are written, 10+1; cleans to bought and free."""

    def clean(self, value: Any) -> tuple[int, int]:
        """Read it; (0, 0) where nothing is typed. Raises ValidationError."""
        text = str(super().clean(value)).strip()
        if not text:
            return 0, 0
        found = _BONUS.fullmatch(text)
        if found is None or not int(found[1]) or not int(found[2]):
            raise forms.ValidationError(
                _("Enter how many packs are bought and how many are free, such as 10+1.")
            )
        return min(int(found[1]), MOST_PACKS), min(int(found[2]), MOST_PACKS)


class OfferGridRow(PaperRow):
    """One pack of one product; the price is that of a pack before discount."""

    kept = KEPT
    cells = ("product", "pack_id", "price", "discount", "bonus", "minimum_packs", "expires_on")
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {
        "product": PRODUCT_HEADINGS,
        "price": COST_HEADINGS,
        "expires_on": EXPIRY_HEADINGS,
    }
    named: ClassVar[Mapping[str, str]] = {"product_id": "product"}

    price = MoneyField(label=gettext_lazy("Price"))
    discount = DiscountField(label=gettext_lazy("Discount in %"), required=False, max_length=12)
    bonus = BonusField(label=gettext_lazy("Free goods"), required=False, max_length=15)
    minimum_packs = whole_of(OfferLineCorrected, "minimum_packs", gettext_lazy("Minimum"))
    expires_on = ExpiryField(label=gettext_lazy("Expiry"), required=False)
    line_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    text = text_of(OfferLineCorrected, "text", "", widget=forms.HiddenInput)
    code = text_of(OfferLineCorrected, "code", "", widget=forms.HiddenInput)
    batch_number = text_of(OfferLineCorrected, "batch_number", "", widget=forms.HiddenInput)
    valid_until = forms.DateField(widget=forms.HiddenInput, required=False, localize=False)
    tax_included = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    discount_amount = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**12
    )
    tax_bp = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10_000
    )
    available_packs = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_PACKS
    )

    def facts(self) -> OfferLineCorrected:
        """The line as the command takes it."""
        data = self.cleaned_data
        bonus_for, bonus_packs = data["bonus"]
        return given(
            OfferLineCorrected,
            line_id=parse_id(data["line_id"]),
            product_id=self.of.id if self.of else UUID(int=0),
            pack_id=parse_id(data["pack_id"]) or UUID(int=0),
            text=data["text"] or (self.of.name if self.of and not data["line_id"] else ""),
            code=data["code"],
            price=data["price"].amount,
            discount_ppm=data["discount"],
            discount_amount=data["discount_amount"] or 0,
            tax_bp=data["tax_bp"],
            tax_included=data["tax_included"] == "yes",
            bonus_for=bonus_for,
            bonus_packs=bonus_packs,
            minimum_packs=data["minimum_packs"] or 0,
            available_packs=data["available_packs"],
            batch_number=data["batch_number"],
            expires_on=data["expires_on"],
            valid_until=data["valid_until"],
        )


class OfferGrid(PaperGrid):
    """Reads codes as packs that are offered."""

    row = OfferGridRow
    typed = ("product", "price", "line_id")
    find, paste = "backoffice:offer_find", "backoffice:offer_paste"
    same: ClassVar[Sequence[str]] = ("product_id", "pack_id", "line_id")

    @property
    def offer_rows(self) -> list[OfferGridRow]:
        """Its rows as what they are."""
        return [row for row in self.rows if isinstance(row, OfferGridRow)]

    def usual(self, product: Any) -> Mapping[str, str]:
        return {"pack_id": str(product.packs[-1].id)}

    def coded(self, text: str) -> Meant | None:
        opened = self.opened(text, self.screen.branch_id)
        if opened is None:
            return None
        product, pack_id = opened
        return Meant(product, {"pack_id": str(pack_id)})


def typed_of(line: Any, row: OfferGridRow) -> dict[str, str]:
    """A line's values as the grid shows them."""
    values = {
        "pack_id": str(line.pack_id or ""),
        "price": str(row.fields["price"].prepare_value(money(line.price)) or ""),
        "discount": discount_typed(line.discount_ppm),
        "bonus": f"{line.bonus_for}+{line.bonus_packs}" if line.bonus_for else "",
        "minimum_packs": str(line.minimum_packs or ""),
        "expires_on": f"{line.expires_on:%d/%m/%Y}" if line.expires_on else "",
        "line_id": str(line.id),
        "text": line.text,
        "code": line.code,
        "batch_number": line.batch_number,
        "valid_until": f"{line.valid_until:%Y-%m-%d}" if line.valid_until else "",
        "tax_included": "yes" if line.tax_included else "",
    }
    for name in _HIDDEN:
        value = getattr(line, name)
        values[name] = "" if value is None else str(value)
    return values


class OfferFind(GridFind):
    """What a product's cell of an offer means."""

    permission = DRAFT_OFFERS

    def grid(self) -> ProductGrid:
        return OfferGrid(self)


class OfferPaste(GridPaste):
    """Rows of an offer out of a sheet."""

    permission = DRAFT_OFFERS

    def grid(self) -> ProductGrid:
        return OfferGrid(self)
