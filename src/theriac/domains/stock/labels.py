"""Labels of batches as the books have them: the code carries GTIN (01), expiry (17), batch (10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_date, format_money
from theriac.core.money import Money
from theriac.core.paper.datamatrix import gs1_modules
from theriac.core.paper.labels import DrawnLabel, DrawnLine
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.query import query
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail, product_details
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import batches_at
from theriac.domains.stock.queries.bins import where_batches_lie

_FIT_FOR_GS1 = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")
"""GS1's character set 82 and the longest batch number (GenSpecs 3.4.1, figure 7.11-1)."""


class LabelKind(StrEnum):
    """On a pack with its batch, at the shelf, or with the price alone."""

    BATCH = "batch"
    SHELF = "shelf"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label. ``gtin`` has 14 digits; texts stand as the reader's language writes them."""

    kind: LabelKind
    name: str
    gtin: str
    batch_number: str = ""
    expires_on: date | None = None
    expiry: str = ""
    shelf: str = ""
    pack: str = ""
    price: str = ""
    note: str = ""
    """Whom or what the batch is for; a label of the batch says it instead of where it lies."""

    @property
    def elements(self) -> list[tuple[str, str]]:
        """What the code says: application identifiers (GS1) with their values.

        A number that GS1's characters don't cover, or a longer one, is left out: product and
        expiry then find the batch.
        """
        found = [("01", self.gtin)]
        if self.kind is not LabelKind.BATCH:
            return found
        if self.expires_on is not None:
            found.append(("17", f"{self.expires_on:%y%m%d}"))
        if _FIT_FOR_GS1.fullmatch(self.batch_number):
            found.append(("10", self.batch_number))
        return found

    @property
    def code(self) -> str:
        """The element string behind FNC1. The batch stands last, so that nothing ends it."""
        return "".join(identifier + value for identifier, value in self.elements)

    @property
    def drawn(self) -> DrawnLabel:
        """What the page shows of it."""
        if self.kind is LabelKind.PRICE:
            more: tuple[DrawnLine, ...] = (
                DrawnLine(self.price, 160, bold=True),
                DrawnLine(self.pack, 85),
            )
        elif self.kind is LabelKind.SHELF:
            more = (DrawnLine(self.shelf, 140, bold=True), DrawnLine(self.pack, 85))
        else:
            more = (
                DrawnLine(self.expiry, 100, bold=True),
                DrawnLine(self.batch_number, 95),
                DrawnLine(self.note or self.shelf, 85),
            )
        lines = 4 if self.kind is LabelKind.SHELF else 3
        return DrawnLabel(gs1_modules(self.elements), self.gtin, self.name, lines, more)


@query(permission=VIEW_STOCK)
def labels_of_batches(
    *,
    actor: Actor,
    branch_id: UUID,
    batch_ids: Sequence[UUID],
    kind: LabelKind,
    pack_id: UUID | None = None,
) -> list[Label]:
    """A label for each of the batches, in their order.

    The code is of the pack ``pack_id``, else of the smallest that has a GTIN. Raises NotFound for
    a batch that the branch never had, Unprocessable where a product has no GTIN yet.
    """
    known = batches_at(actor=actor, branch_id=branch_id, batch_ids=batch_ids)
    batches = {batch.id: batch for batch in known}
    wanted = list({batch.product_id for batch in batches.values()})
    details = product_details(actor=actor, product_ids=wanted, at_branch=branch_id)
    products = {product.id: product for product in details}
    bins = where_batches_lie(actor=actor, branch_id=branch_id, batch_ids=list(batches))
    labels = []
    for batch_id in batch_ids:
        batch = batches.get(batch_id)
        if batch is None or batch.product_id not in products:
            raise NotFound(
                _("This batch was never at this branch. Receive it, or request a transfer.")
            )
        shelf = bins.get(batch_id, "")
        labels.append(_label(batch, products[batch.product_id], kind, pack_id, shelf))
    return labels


def _label(
    batch: Batch, product: ProductDetail, kind: LabelKind, pack_id: UUID | None, shelf: str
) -> Label:
    pack, gtin = _coded(product, pack_id)
    expiry = ""
    if batch.expires_on is not None:
        day = format_date(batch.expires_on, (get_language() or "en")[:2])
        expiry = _("Exp %(day)s") % {"day": day}
    return Label(
        kind=kind,
        name=product.name,
        gtin=gtin,
        batch_number=batch.number,
        expires_on=batch.expires_on,
        expiry=expiry,
        shelf=shelf,
        pack=_content(pack, product),
        price=_price(pack, batch),
    )


def _coded(product: ProductDetail, pack_id: UUID | None) -> tuple[PackDetail, str]:
    """The pack and its GTIN. Raises Unprocessable."""
    for pack in product.packs:
        if pack_id in (None, pack.id):
            gtin = next(filter(None, map(gtin14, pack.barcodes)), None)
            if gtin is not None:
                return pack, gtin
    raise Unprocessable(
        _("%(name)s has no code to print. Create a code for it first.") % {"name": product.name},
        field="pack_id",
    )


def _content(pack: PackDetail, product: ProductDetail) -> str:
    return pack.name if pack.factor == 1 else f"{pack.name} × {pack.factor} {product.base_unit}"


def _price(pack: PackDetail, batch: Batch) -> str:
    """What the counter asks for the pack of this batch, so that no label says another price."""
    pharmacy = get_pharmacy()
    amount = pack.price
    if batch.own_price_amount is not None:
        exact = batch.own_price_amount * pack.factor
        amount = exact // batch.own_price_units
    if amount is None or pharmacy is None:
        return ""
    return format_money(Money(amount, pharmacy.currency), pharmacy.country)
