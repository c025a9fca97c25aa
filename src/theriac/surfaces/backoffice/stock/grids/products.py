"""A grid whose rows begin with a product: typed, scanned, chosen from what fits, or pasted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.types import MOST_UNITS
from theriac.core.ids import parse_id
from theriac.core.problems import Problem, Text
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.surfaces.backoffice.catalog.words import pack_content
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.grid import (
    BLANK,
    FIRST_ROWS,
    MOST_PASTED,
    MOST_ROWS,
    PREFIX,
    GridRow,
    rows_pasted,
    rows_sent,
)
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.product_search import (
    found_products,
    is_code,
    products_by_id,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown

SHORTEST = 2
LONGEST = 500


class ProductGridRow(GridRow):
    """A row of a product, in one of its packs; without a product, ``fault`` says why."""

    product = forms.CharField(label=gettext_lazy("Product"), max_length=LONGEST, required=False)
    product_id = forms.CharField(widget=forms.HiddenInput, required=False)
    pack_id = forms.ChoiceField(label=gettext_lazy("Pack"), choices=(), required=False)

    def __init__(
        self, of: ProductDetail | None, *args: Any, fault: Text = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.of, self.fault = of, fault
        attrs = self.fields["product"].widget.attrs
        attrs |= {"role": "combobox", "aria-expanded": "false", "aria-autocomplete": "list"}
        attrs |= {"aria-controls": "grid-found", "autocapitalize": "off", "spellcheck": "false"}
        pack: Any = self.fields["pack_id"]
        pack.choices = (
            [(str(one.id), pack_content(one, of.base_unit)) for one in reversed(of.packs)]
            if of
            else [("", "–")]
        )

    def clean_product(self) -> str:
        """What was typed. Raises ValidationError where it is no product."""
        if self.of is None:
            raise forms.ValidationError(str(self.fault or _("Choose a product from the list.")))
        return str(self.cleaned_data["product"])


class PacksGridRow(ProductGridRow):
    """So many packs of a product, at most as many base units as a line can have."""

    named: ClassVar[Mapping[str, str]] = {"quantity": "packs"}

    packs = WholeNumberField(label=gettext_lazy("Quantity"), least=1, most=MOST_UNITS)

    def clean(self) -> dict[str, Any] | None:
        """Raises ValidationError where the packs are too many base units."""
        if self.of and "packs" in self.cleaned_data and self.units > MOST_UNITS:
            limit = {"limit_value": shown.number(MOST_UNITS // self.factor)}
            words = _("This is too large: at most %(limit_value)s.") % limit
            self.add_error("packs", words)
        return super().clean()

    @property
    def factor(self) -> int:
        """Base units in the chosen pack."""
        chosen, packs = self.cleaned_data["pack_id"], self.of.packs if self.of else ()
        return next((one.factor for one in packs if str(one.id) == chosen), 1)

    @property
    def units(self) -> int:
        """The quantity in base units."""
        packs: int = self.cleaned_data["packs"]
        return packs * self.factor


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text in the product's cell means: a product with what a code says of it, or none."""

    product: ProductDetail | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    fault: Text = ""
    cautions: Sequence[Text] = ()


class ProductGrid:
    """The grid of a document: its kind of row, and what a code means there."""

    row: ClassVar[type[ProductGridRow]]
    typed: ClassVar[Sequence[str]]
    """The cells in which something typed makes a row of it."""

    find: ClassVar[str]
    paste: ClassVar[str]
    """The names of the addresses that it asks."""
    beside: ClassVar[str] = ""
    """The id of the field beside the grid that its questions name."""
    same: ClassVar[Sequence[str]] = ("product_id", "pack_id", "expires_on", "batch_number")
    """The cells that make a scanned pack one more of a row, where the last isn't empty."""
    most, longest = MOST_ROWS, MOST_PASTED

    def __init__(self, screen: Screen, rows: Sequence[ProductGridRow] = ()) -> None:
        self.screen, self.rows = screen, list(rows)

    @property
    def find_url(self) -> str:
        return reverse(self.find)

    @property
    def paste_url(self) -> str:
        return reverse(self.paste)

    def is_valid(self) -> bool:
        """Whether every row is; all of them are looked at."""
        verdicts = [row.is_valid() for row in self.rows]
        return all(verdicts)

    def coded(self, text: str) -> Meant | None:
        """What the document reads in a code; None where it opens no pack here."""
        raise NotImplementedError

    def opened(self, code: str, branch_id: UUID | None) -> tuple[ProductDetail, UUID] | None:
        """The product and the pack that a code opens; None for a code of nothing here."""
        actor = self.screen.actor
        pack = find_pack(actor=actor, code=code)
        known = products_by_id(actor, [pack.product_id], branch_id) if pack else {}
        product = known.get(pack.product_id) if pack else None
        return (product, pack.pack_id) if pack and product else None

    def made(self, product: ProductDetail | None, **options: Any) -> ProductGridRow:
        """A row of the product, or of none yet."""
        return self.row(product, **options)

    def learn(self, products: Collection[ProductDetail]) -> None:
        """Read at once what the rows of these products need, where they need more."""

    def usual(self, product: ProductDetail) -> Mapping[str, str]:
        """What a new row of a product begins with."""
        return {"pack_id": str(product.packs[-1].id), "packs": "1"}

    def meant(self, text: str) -> Meant:
        """A code, a whole name, or words that fit only one product."""
        if (coded := self.coded(text)) is not None:
            return coded
        found = [] if is_code(text) else found_products(self.screen, text)
        named = [one for one in found if one.name.casefold() == text.strip().casefold()]
        if len(named or found) == 1:
            return Meant((named or found)[0])
        if found:
            return Meant(fault=_("Several products match. Choose one from the list."))
        return Meant(fault=_("No product matches “%(text)s”.") % {"text": text[:60]})

    def filled(
        self, product: ProductDetail, values: Mapping[str, str], prefix: str | None = None
    ) -> ProductGridRow:
        """A row of the product that nobody typed, to be filled in by the browser."""
        chosen = {"product": product.name, "product_id": str(product.id)}
        known = {name: value for name, value in values.items() if value}
        initial = {**self.usual(product), **known, **chosen}
        return self.made(product, initial=initial, prefix=prefix)

    def sent(self, data: Mapping[str, Any]) -> list[ProductGridRow]:
        """The rows of a sent form, each with its product. Raises GridRefused."""
        return self._bound(rows_sent(data, self.typed))

    def pasted(self, text: str) -> tuple[list[ProductGridRow], list[str]]:
        """The rows of a pasted piece of a sheet, and what of it isn't used. Raises GridRefused."""
        table, unread = rows_pasted(text, self.row)
        return self._bound({f"{PREFIX}-{at}": row for at, row in enumerate(table)}), unread

    def _bound(self, rows: Mapping[str, dict[str, str]]) -> list[ProductGridRow]:
        keys = {prefix: parse_id(row.get("product_id", "")) for prefix, row in rows.items()}
        known = products_by_id(
            self.screen.actor, [key for key in keys.values() if key], self.screen.branch_id
        )
        self.learn(known.values())
        found = []
        for prefix, row in rows.items():
            text = row.get("product", "").replace("\0", "").strip()[:LONGEST]
            product = known.get(keys[prefix])
            meant = (
                Meant(product)
                if product is not None and product.name == text
                else self._asked(text)
            )
            found.append(self._row(prefix, row, meant))
        return found

    def _asked(self, text: str) -> Meant:
        if not text:
            return Meant(fault=_("Enter the product."))
        try:
            return self.meant(text)
        except Problem as problem:
            return Meant(fault=problem.detail or problem.title)

    def _row(self, prefix: str, row: Mapping[str, str], meant: Meant) -> ProductGridRow:
        values = dict(row)
        if product := meant.product:
            coded = {name: value for name, value in meant.values.items() if value}
            typed = {name: value for name, value in row.items() if value.strip()}
            values = {**row, **coded, **typed}
            values |= {"product": product.name, "product_id": str(product.id)}
            if values.get("pack_id", "") not in {str(one.id) for one in product.packs}:
                values["pack_id"] = self.usual(product)["pack_id"]
        data = {f"{prefix}-{name}": value for name, value in values.items()}
        return self.made(meant.product, data=data, prefix=prefix, fault=meant.fault)

    def shown(self) -> list[ProductGridRow]:
        """The rows of the page: those there are, else some to begin with."""
        return self.rows or [self.made(None, prefix=f"{PREFIX}-{at}") for at in range(FIRST_ROWS)]

    @property
    def blank(self) -> ProductGridRow:
        """The row that the browser copies."""
        return self.made(None, prefix=BLANK)

    @property
    def is_typed(self) -> bool:
        """Whether the page holds what isn't saved."""
        return any(row.is_bound for row in self.rows)

    @property
    def next(self) -> int:
        """A number that no row of the page has."""
        used = [int(str(row.prefix).rpartition("-")[2]) for row in self.shown()]
        return max(used, default=0) + 1
