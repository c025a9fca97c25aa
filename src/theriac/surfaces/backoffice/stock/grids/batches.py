"""A grid whose rows are batches of the product that is typed or scanned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.gs1.codes import CAUTIONS, read_code
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.queries.batches.batch_lines import BatchLine, batch_lines_of
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.grids.products import (
    Meant,
    PacksGridRow,
    ProductGrid,
    ProductGridRow,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown


def batch_words(batch: BatchLine, product: ProductDetail) -> str:
    """B-77, 31/10/2027: 2 boxes."""
    return _("%(number)s, %(expiry)s: %(quantity)s") % {
        "number": batch.number or _("No number"),
        "expiry": shown.local_date(batch.expires_on) if batch.expires_on else _("no expiry"),
        "quantity": in_words(batch.quantity, product),
    }


class BatchGridRow(PacksGridRow):
    """So many packs of one batch; ``batches`` are those to choose from, by id, in words."""

    none_here: ClassVar[Text]
    """What is said of a ``product`` of which there is no batch to choose."""

    not_here: ClassVar[Text] = gettext_lazy(
        "This batch isn’t in stock here. Choose one from the list."
    )
    """What is said of a batch that isn't among those to choose from."""

    batch_id = forms.ChoiceField(label=gettext_lazy("Batch"), choices=(), required=False)

    def __init__(
        self,
        of: ProductDetail | None,
        *args: Any,
        batches: Mapping[str, str] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        super().__init__(of, *args, **options)
        self.batches = batches
        asked = str(self["batch_id"].value() or "")
        choices = list(batches.items()) or [("", "–")]
        if asked and asked not in batches:
            choices = [(asked, "–" if parse_id(asked) else asked), *choices]
        field: Any = self.fields["batch_id"]
        field.choices = choices

    def clean_product(self) -> str:
        """What was typed. Raises ValidationError where none of it lies here."""
        name = super().clean_product()
        if not self.batches:
            raise forms.ValidationError(self._none_here())
        return name

    def clean_batch_id(self) -> UUID | None:
        """The batch. Raises ValidationError for one that isn't among those here."""
        asked: str = self.cleaned_data["batch_id"]
        if self.batches and asked not in self.batches:
            raise forms.ValidationError(str(self.not_here))
        return parse_id(asked)

    def told(self) -> dict[str, Any]:
        """Also that none of it lies here, before it is sent."""
        told = super().told()
        if self.of and not self.batches and not self.is_bound:
            told["errors"] = {"product": self._none_here()}
        return told

    def _none_here(self) -> str:
        return str(self.none_here) % {"product": self.of.name if self.of else ""}


@dataclass(frozen=True, slots=True)
class BatchChoice:
    """What a row may name: its ``key`` travels with it, its number stands on packs and sheets."""

    key: UUID
    number: str
    words: str


class BatchGrid(ProductGrid):
    """Rows of a product's batches; a document says between which of them one chooses."""

    row: ClassVar[type[BatchGridRow]]
    typed = ("product",)
    same = ("product_id", "pack_id", "batch_id")

    def __init__(self, screen: Screen, branch_id: BranchId | None = None) -> None:
        super().__init__(screen)
        self.branch_id = branch_id or screen.branch
        self.kept: dict[UUID, dict[str, str]] = {}

    @property
    def batch_rows(self) -> list[Any]:
        """Its rows as what they are."""
        return [row for row in self.rows if isinstance(row, BatchGridRow)]

    def choices(self, product: ProductDetail) -> Sequence[BatchChoice]:
        """What may be chosen of a product, what is proposed in front."""
        raise NotImplementedError

    def keep(self, product: ProductDetail, batch_id: UUID, number: str) -> None:
        """Let a batch that the document has already be chosen, whatever is left of it."""
        words = _("%(number)s: none left") % {"number": number or _("No number")}
        self.kept.setdefault(product.id, {})[str(batch_id)] = words

    def usual(self, product: ProductDetail) -> Mapping[str, str]:
        """One of the smallest pack that is sold."""
        pack = next((one for one in product.packs if one.sellable), product.packs[0])
        return {"pack_id": str(pack.id), "packs": "1"}

    def in_packs(self, product: ProductDetail, quantity: int) -> Mapping[str, str]:
        """A quantity in the largest pack that it is a multiple of."""
        pack = next(one for one in reversed(product.packs) if quantity % one.factor == 0)
        return {"pack_id": str(pack.id), "packs": str(quantity // pack.factor)}

    def made(self, product: ProductDetail | None, **options: Any) -> ProductGridRow:
        """With its batches; the one of the number that a sheet says, else the proposed one."""
        if product is None:
            return self.row(None, **options)
        choices = self.choices(product)
        batches = self.kept.get(product.id, {}) | {str(one.key): one.words for one in choices}
        numbers = {one.number.casefold(): str(one.key) for one in choices if one.number}
        first = str(choices[0].key) if choices else next(iter(batches), "")
        kind, name = ("initial", "batch_id")
        if options.get("data") is not None:
            kind, name = ("data", f"{options['prefix']}-batch_id")
        values = options.get(kind) or {}
        asked = str(values.get(name, "")).strip()
        values = {**values, name: numbers.get(asked.casefold(), asked) or first}
        return self.row(product, batches=batches, **{**options, kind: values})

    def coded(self, text: str) -> Meant | None:
        """The pack that the code opens, of the batch that it names. Raises NotFound."""
        code = read_code(text)
        opened = self.opened(code.lookup, self.branch_id)
        if opened is None:
            return None
        product, pack_id = opened
        values = {"pack_id": str(pack_id)}
        if number := code.batch_number:
            named = next((one for one in self.choices(product) if one.number == number), None)
            if named is None:
                raise NotFound(self.no_such(product, number))
            values["batch_id"] = str(named.key)
        return Meant(product, values, cautions=[CAUTIONS[one] for one in code.warnings])

    def no_such(self, product: ProductDetail, number: str) -> Text:
        """What is said of a scanned batch that isn't among them."""
        raise NotImplementedError


class StockBatchGrid(BatchGrid):
    """The batches that lie at the branch; a document says which of them it takes."""

    def __init__(self, screen: Screen, branch_id: BranchId | None = None) -> None:
        super().__init__(screen, branch_id)
        self._lines: dict[UUID, list[BatchLine]] = {}

    def takes(self, line: BatchLine) -> bool:
        """Whether the document takes what lies there."""
        raise NotImplementedError

    def learn(self, products: Collection[ProductDetail]) -> None:
        wanted = {one.id for one in products} - set(self._lines)
        if wanted:
            found = batch_lines_of(
                actor=self.screen.actor, branch_id=self.branch_id, product_ids=wanted
            )
            self._lines |= {key: self.taken(lines) for key, lines in found.items()}

    def taken(self, lines: Sequence[BatchLine]) -> list[BatchLine]:
        """Those that the document takes, a batch that lies at two places once, in their order."""
        found: dict[UUID, BatchLine] = {}
        for line in lines:
            if self.takes(line):
                there = found.get(line.batch_id)
                units = line.quantity + (there.quantity if there else 0)
                found[line.batch_id] = replace(there or line, quantity=units)
        return list(found.values())

    def choices(self, product: ProductDetail) -> Sequence[BatchChoice]:
        self.learn([product])
        return [
            BatchChoice(one.batch_id, one.number, batch_words(one, product))
            for one in self._lines[product.id]
        ]

    def no_such(self, product: ProductDetail, number: str) -> Text:
        return _("Batch %(batch)s of %(product)s isn’t in stock here. Search for the product.") % {
            "batch": number,
            "product": product.name,
        }
