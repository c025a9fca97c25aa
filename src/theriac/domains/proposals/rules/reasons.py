"""Why a product isn't in a plan, and by how much that would have to give.

What keeps a product out may be several limits at once: then it comes in where all of them give by
their amounts together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from theriac.domains.proposals.rules.candidates import candidate_of, corner_candidates
from theriac.domains.proposals.rules.inputs import (
    BuyingInputs,
    OrderingTerms,
    SupplyOption,
    WantedProduct,
)


class BuyingLimit(StrEnum):
    """What keeps a product out of a plan."""

    NO_OFFER = "no_offer"
    BLOCKED = "blocked"
    STRUCK = "struck"
    ENOUGH = "enough"
    OVERSTOCK = "overstock"
    EXPIRY = "expiry"
    AVAILABLE = "available"
    LEAST = "least"
    PACK = "pack"
    MINIMUM_ORDER = "minimum_order"
    FREIGHT = "freight"
    SUPPLIERS = "suppliers"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A limit and by how much it would have to give, for which option.

    ``amount`` is of the limit's own unit: days for overstock and expiry; packs for what is there
    and for the least; base units a pack is too large by; suppliers; minor units for the rest.
    """

    limit: BuyingLimit
    amount: int = 0
    option_id: UUID | None = None
    supplier_id: UUID | None = None


def own_reasons(inputs: BuyingInputs, product: WantedProduct) -> tuple[KeptOut, ...]:
    """What of the product itself keeps it out; nothing where some line of it is worth its money."""
    settled = inputs.fixed.get(product.id)
    if settled is not None:
        return () if settled.packs else (KeptOut(BuyingLimit.STRUCK),)
    if not product.lacking:
        return (KeptOut(BuyingLimit.ENOUGH, product.position - product.level),)
    if not product.options:
        return (KeptOut(BuyingLimit.BLOCKED if product.blocked else BuyingLimit.NO_OFFER),)
    if any(one.score > 0 for one in corner_candidates(inputs, product)):
        return ()
    found = [
        reasons
        for option in sorted(product.options, key=lambda one: one.id)
        if (reasons := _of_option(product, option))
    ]
    if not found:
        return (KeptOut(BuyingLimit.ENOUGH),)
    return min(found, key=lambda one: (len(one), one[0].limit == BuyingLimit.PACK, one[0].amount))


def _of_option(product: WantedProduct, option: SupplyOption) -> tuple[KeptOut, ...]:
    """What keeps an option out of which no allowed line is worth its money."""
    packs = _worthwhile(product, option)
    if packs is None and option.least > 1:
        loose = replace(option, least=1)
        packs = _worthwhile(product, loose)
        if packs is not None:
            least = KeptOut(BuyingLimit.LEAST, option.least - packs, option.id, option.supplier_id)
            return (least, *_caps(product, loose, packs))
    if packs is not None:
        return _caps(product, option, packs)
    return _of_pack(product, option)


def _caps(product: WantedProduct, option: SupplyOption, packs: int) -> tuple[KeptOut, ...]:
    """By how much stock, expiry and what is available would have to give for so many packs."""
    found, units = list[tuple[BuyingLimit, int]](), option.units(packs)
    if units > product.room:
        days = product.room_days(units)
        if days is None:
            return ()
        found.append((BuyingLimit.OVERSTOCK, days - product.most_days))
    if option.usable_days is not None and units > product.lasting(option.usable_days):
        days = product.lasting_days(units)
        if days is None:
            return ()
        found.append((BuyingLimit.EXPIRY, days - option.usable_days))
    if option.most is not None and packs > option.most:
        found.append((BuyingLimit.AVAILABLE, packs - option.most))
    return tuple(KeptOut(limit, by, option.id, option.supplier_id) for limit, by in found)


def _worthwhile(product: WantedProduct, option: SupplyOption) -> int | None:
    """The fewest packs that are worth their money, whatever limits say."""
    most = max(option.least, -(-product.lacking // option.pack))
    most = max(most, option.bonus_for or 0)
    for packs in range(option.least, most + 1):
        if candidate_of(product, option, packs).score > 0:
            return packs
    return None


def _of_pack(product: WantedProduct, option: SupplyOption) -> tuple[KeptOut, ...]:
    """By how many units less a pack would be worth its money, at the same cost of a unit."""
    size = min(option.pack - 1, product.lacking)
    while size > 0:
        smaller = with_smaller_pack(option, option.pack - size)
        changed = with_option(product, smaller)
        if candidate_of(changed, smaller, 1).score > 0 and not _caps(changed, smaller, 1):
            return (KeptOut(BuyingLimit.PACK, option.pack - size, option.id, option.supplier_id),)
        size //= 2
    return ()


def with_smaller_pack(option: SupplyOption, by: int) -> SupplyOption:
    """An option in packs of so many units fewer, one at least, at the same cost of a unit."""
    size = option.pack - by
    return replace(option, pack=size, pack_cost=-(-option.pack_cost * size // option.pack), least=1)


def with_option(product: WantedProduct, option: SupplyOption) -> WantedProduct:
    """A product with one of its options as it would be."""
    return replace(
        product,
        options=tuple(option if one.id == option.id else one for one in product.options),
    )


def relaxed(inputs: BuyingInputs, product_id: UUID, reasons: Sequence[KeptOut]) -> BuyingInputs:
    """The inputs as they would be if the named limits gave by their amounts, for this product."""
    changed = inputs
    for one in reasons:
        changed = _relaxed(changed, changed.by_product[product_id], one)
    return changed


def _relaxed(inputs: BuyingInputs, product: WantedProduct, one: KeptOut) -> BuyingInputs:
    if one.limit is BuyingLimit.CAPITAL:
        return replace(inputs, limit=inputs.limit + one.amount)
    if one.limit is BuyingLimit.SUPPLIERS and inputs.most_suppliers is not None:
        return replace(inputs, most_suppliers=inputs.most_suppliers + one.amount)
    if one.limit in {BuyingLimit.MINIMUM_ORDER, BuyingLimit.FREIGHT}:
        terms = tuple(_cheaper(s, one) if s.id == one.supplier_id else s for s in inputs.suppliers)
        return replace(inputs, suppliers=terms)
    if one.limit is BuyingLimit.OVERSTOCK:
        return _with(inputs, replace(product, most_days=product.most_days + one.amount))
    for option in product.options:
        if option.id == one.option_id:
            return _with(inputs, with_option(product, _looser(option, one)))
    return inputs


def _looser(option: SupplyOption, one: KeptOut) -> SupplyOption:
    if one.limit is BuyingLimit.EXPIRY and option.usable_days is not None:
        return replace(option, usable_days=option.usable_days + one.amount)
    if one.limit is BuyingLimit.AVAILABLE and option.most is not None:
        return replace(option, most=option.most + one.amount)
    if one.limit is BuyingLimit.LEAST:
        return replace(option, least=option.least - one.amount)
    return with_smaller_pack(option, one.amount) if one.limit is BuyingLimit.PACK else option


def _with(inputs: BuyingInputs, product: WantedProduct) -> BuyingInputs:
    return replace(
        inputs,
        products=tuple(product if one.id == product.id else one for one in inputs.products),
    )


def _cheaper(terms: OrderingTerms, one: KeptOut) -> OrderingTerms:
    if one.limit is BuyingLimit.FREIGHT:
        return replace(terms, freight=terms.freight - one.amount)
    return replace(terms, minimum=terms.minimum - one.amount)
