"""Which product and pack each line of an offer is: by code, GTIN, alias, then by its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from theriac.domains.catalog.queries.barcodes import packs_of_codes
from theriac.domains.catalog.queries.names import every_received_name
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.offers.aliases import CODE, NAME, packs_called
from theriac.domains.offers.rules.certainty import BY_NAME
from theriac.domains.offers.rules.matches import CatalogueName, NameIndex
from theriac.domains.offers.rules.packs import pack_meant

BY_CODE, BY_GTIN, BY_ALIAS = "code", "gtin", "alias"
_AT_ONCE = 500


class PrintedGoods(Protocol):
    """What of a line tells which product it is."""

    text: str
    code: str
    gtin: str
    maker: str
    pack_text: str
    unit_text: str


@dataclass(frozen=True, slots=True)
class LineMatch:
    """The product and pack of a line, of ``factor`` base units; why; how alike, in thousandths."""

    product_id: UUID
    pack_id: UUID
    factor: int
    tax_class: str
    matched_by: str
    similarity: int = 0


def matches_of(lines: Sequence[PrintedGoods], supplier_id: UUID | None) -> list[LineMatch | None]:
    """What each line is, in their order; None where nothing is found.

    A supplier's own code counts before a GTIN, that before what a person taught of its names, and
    only what is still open is looked for by name, which reads the whole catalogue once. What is
    blocked or discontinued isn't found by its name.
    """
    opened = _opened(lines, supplier_id)
    open_lines = [line for line, found in zip(lines, opened, strict=True) if found is None]
    named = _by_name(open_lines)
    wanted = {one[0] for one in opened if one} | {one[0] for one in named.values()}
    products = _facts(wanted)
    return [
        _of_pack(products, *found) if found else _of_name(products, line, named.get(line.text))
        for line, found in zip(lines, opened, strict=True)
    ]


def _opened(
    lines: Sequence[PrintedGoods], supplier_id: UUID | None
) -> list[tuple[UUID, UUID | None, str] | None]:
    """Product, pack and why by code, GTIN or alias."""
    codes = {line.code for line in lines if line.code}
    own: Mapping[str, tuple[UUID, UUID | None]] = {}
    names: Mapping[str, tuple[UUID, UUID | None]] = {}
    if supplier_id is not None:
        own = packs_called(supplier_id, CODE, codes)
        names = packs_called(supplier_id, NAME, {line.text for line in lines if line.text})
    asked = {line.gtin for line in lines if line.gtin} | (codes - own.keys())
    barcodes = _barcodes(asked)

    def found(line: PrintedGoods) -> tuple[UUID, UUID | None, str] | None:
        if line.code in own:
            return (*own[line.code], BY_CODE)
        for code in (line.gtin, line.code):
            if code and code in barcodes:
                return (*barcodes[code], BY_GTIN)
        return (*names[line.text], BY_ALIAS) if line.text in names else None

    return [found(line) for line in lines]


def _barcodes(codes: Collection[str]) -> dict[str, tuple[UUID, UUID]]:
    wanted = sorted(codes)
    found: dict[str, tuple[UUID, UUID]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        found.update(packs_of_codes(wanted[start : start + _AT_ONCE]))
    return found


def _by_name(lines: Sequence[PrintedGoods]) -> dict[str, tuple[UUID, int]]:
    """Product and likeness by the printed name."""
    wanted = {line.text: line.maker for line in lines if line.text}
    if not wanted:
        return {}
    index = NameIndex(
        (CatalogueName(*row[:4], row[4] or "") for row in every_received_name()), list(wanted)
    )
    found: dict[str, tuple[UUID, int]] = {}
    for text, maker in wanted.items():
        match = index.match(text, maker)
        if match is not None:
            found[text] = (match.product_id, match.similarity)
    return found


def _facts(product_ids: Collection[UUID]) -> dict[UUID, ProductFact]:
    wanted = sorted(product_ids)
    found: dict[UUID, ProductFact] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        found.update(sale_facts(wanted[start : start + _AT_ONCE]))
    return found


def _of_pack(
    products: Mapping[UUID, ProductFact], product_id: UUID, pack_id: UUID | None, why: str
) -> LineMatch | None:
    product = products.get(product_id)
    pack = product.packs.get(pack_id) if product and pack_id else None
    if product is None or pack is None:
        return None
    return LineMatch(product_id, pack.id, pack.factor, product.tax_class, why)


def _of_name(
    products: Mapping[UUID, ProductFact], line: PrintedGoods, named: tuple[UUID, int] | None
) -> LineMatch | None:
    product = products.get(named[0]) if named else None
    if product is None or named is None or not product.packs:
        return None
    packs = {pack.id: (pack.name, pack.factor) for pack in product.packs.values()}
    texts = (line.pack_text, line.unit_text, line.text)
    pack_id, is_said = pack_meant(packs, texts=texts, unit=line.unit_text or line.pack_text)
    similarity = named[1] if is_said else min(named[1], 999)
    factor = packs[pack_id][1]
    return LineMatch(product.id, pack_id, factor, product.tax_class, BY_NAME, similarity)
