"""Lines of offers, built from what people and programs say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.queries.sale_facts import PackFact, ProductFact, sale_facts
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.problems import OfferRefused
from theriac.domains.offers.rules.facts import OfferLineWritten, line_faults
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.organisation.queries.input_tax import usual_tax
from theriac.domains.suppliers.queries import supplier_cards

BY_PERSON = "person"
KEPT = (
    "product_id",
    "pack_id",
    "text",
    "code",
    "price",
    "discount_ppm",
    "discount_amount",
    "tax_included",
    "bonus_for",
    "bonus_packs",
    "minimum_packs",
    "available_packs",
    "batch_number",
    "expires_on",
    "valid_until",
)
"""The facts of a line that are kept as they are given."""


def built_lines(offer: Offer, lines: Sequence[OfferLineWritten], *, start: int) -> list[OfferLine]:
    """Rows of these lines, numbered from ``start``. Raises OfferRefused, NotFound at each line."""
    require_possible(lines)
    products = known_products([line.product_id for line in lines])
    taxes = rates_for(offer, {product.tax_class for product in products.values()})
    rows = []
    for index, line in enumerate(lines):
        row = OfferLine(id=new_id(), offer=offer, position=start + index)
        apply(row, line, products, taxes, at=f"lines.{index}.")
        rows.append(row)
    return rows


def require_possible(lines: Sequence[OfferLineWritten]) -> None:
    """Raise OfferRefused with every fault at its line."""
    faults: dict[str, Text] = {}
    for index, line in enumerate(lines):
        for field, words in line_faults(line).items():
            faults[f"lines.{index}.{field}"] = words
    if faults:
        raise OfferRefused(errors=faults)


def apply(
    row: OfferLine,
    line: OfferLineWritten,
    products: Mapping[UUID, ProductFact],
    taxes: Mapping[str, int],
    *,
    at: str = "",
) -> None:
    """Write what is said into the row. Raises NotFound at ``at`` for an unknown product or pack."""
    is_other = (line.product_id, line.pack_id) != (row.product_id, row.pack_id)
    for name in KEPT:
        setattr(row, name, getattr(line, name))
    row.text, row.code = line.text.strip(), line.code.strip()
    product = None if line.product_id is None else products.get(line.product_id)
    if line.product_id is not None and product is None:
        raise NotFound(_("This product isn't in the catalogue."), field=f"{at}product_id")
    pack = _pack_of(product, line.pack_id, at)
    row.factor = None if pack is None else pack.factor
    if is_other:
        row.matched_by, row.similarity = (BY_PERSON if product else ""), 0
    usual = taxes.get(product.tax_class, 0) if product else 0
    row.tax_bp = usual if line.tax_bp is None else line.tax_bp


def known_products(ids: Collection[UUID | None]) -> dict[UUID, ProductFact]:
    """Products with their packs by id; unknown ones are left out."""
    return sale_facts(dict.fromkeys(one for one in ids if one is not None))


def rates_for(offer: Offer, tax_classes: Collection[str]) -> dict[str, int]:
    """Hundredths of a percent by tax class; none where the supplier isn't registered."""
    card = supplier_cards([offer.supplier_id]).get(offer.supplier_id) if offer.supplier_id else None
    if card is not None and not card.tax_registered:
        return {}
    day: date = offer.issued_on or branch_date(offer.branch_id)
    return {name: usual_tax(offer.branch_id, name, day) for name in sorted(tax_classes)}


def _pack_of(product: ProductFact | None, pack_id: UUID | None, at: str) -> PackFact | None:
    if product is None or pack_id is None:
        return None
    pack = product.packs.get(pack_id)
    if pack is None:
        words: dict[str, Any] = {"product": product.name}
        raise NotFound(_("%(product)s doesn’t have this pack.") % words, field=f"{at}pack_id")
    return pack
