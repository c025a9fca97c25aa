"""What is wanted and offered at a branch today: needs, offers, last prices, terms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.domains.catalog.queries.products import dearest_prices
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.forecasting.queries.needs import BranchNeeds, ProductNeed, branch_needs
from theriac.domains.forecasting.rules.needs import LEAST_DAYS, order_level, safety_stock
from theriac.domains.offers.queries.prices import offered
from theriac.domains.offers.rules.unit_costs import Offered
from theriac.domains.organisation.queries.branches import branch_date, get_settings
from theriac.domains.organisation.queries.input_tax import usual_tax
from theriac.domains.proposals.problems import NothingKnown
from theriac.domains.proposals.rules.facts import ProposalTerms
from theriac.domains.proposals.rules.inputs import (
    MINIMUM_SHARE,
    OrderingTerms,
    SupplyOption,
    WantedProduct,
)
from theriac.domains.proposals.rules.lots import WHOLE_BP, Lot, from_last_cost, pack_price
from theriac.domains.proposals.snapshot import Market
from theriac.domains.suppliers.queries import SupplierTerms, supplier_terms

WEIGHTS = {"vital": 8, "essential": 2, "desirable": 1}
"""How much a lost unit of margin counts by VED class; what nobody judged counts as essential.

Chosen by ``./theriac bench weights``.
"""
UNJUDGED = 2
VITAL, VITAL_SHARE = "vital", Fraction(1)
"""Of a vital product each unit of a minimum counts as sold: it is there for who needs it."""
STOP_DAYS = 30


@dataclass(frozen=True)
class _Reading:
    """What was read once for all products."""

    branch_id: UUID
    on: date
    terms: ProposalTerms
    needs: BranchNeeds
    facts: Mapping[UUID, ProductFact]
    offers: Mapping[UUID, tuple[Offered, ...]]
    known: Mapping[UUID, SupplierTerms]
    stop_days: int

    def is_asked(self, supplier_id: UUID) -> bool:
        """Whether the proposal may buy there."""
        return not self.terms.supplier_ids or supplier_id in self.terms.supplier_ids


def gathered_market(actor: Actor, branch_id: UUID, terms: ProposalTerms) -> Market:
    """The market of today. Raises NothingKnown before the first night, NotPermitted."""
    needs = branch_needs(actor=actor, branch_id=branch_id)
    if needs.last is None:
        raise NothingKnown(
            _("Demand isn’t counted yet. It is counted each night; propose again tomorrow.")
        )
    ids = [one.product_id for one in needs.products]
    on, settings = branch_date(branch_id), get_settings()
    reading = _Reading(
        branch_id=branch_id,
        on=on,
        terms=terms,
        needs=needs,
        facts=sale_facts(dict.fromkeys(ids)),
        offers=offered(branch_id=branch_id, product_ids=ids, on=on),
        known=supplier_terms(),
        stop_days=settings.expiry_stop_days if settings else STOP_DAYS,
    )
    prices = dearest_prices(ids, at_branch=branch_id)
    tax = _taxes(reading)
    lots: dict[UUID, Lot] = {}
    products = []
    for need in needs.products:
        found = list(_lots(reading, need, tax))
        lots |= {one.option.id: one for one in found}
        price = prices.get(need.product_id)
        unit = Fraction(price.amount, price.units) if price else None
        products.append(_wanted(reading, need, found, unit))
    used = {one.option.supplier_id for one in lots.values()}
    return Market(on, tuple(products), tuple(_ordering_terms(reading, used)), lots)


def _taxes(reading: _Reading) -> dict[str, Fraction]:
    """What suppliers charge by tax class."""
    classes = sorted({one.tax_class for one in reading.facts.values()})
    return {
        one: Fraction(usual_tax(reading.branch_id, one, reading.on), WHOLE_BP) for one in classes
    }


def _lots(reading: _Reading, need: ProductNeed, tax: Mapping[str, Fraction]) -> Iterator[Lot]:
    """What may be bought of a product: offers with a pack, else what was paid last."""
    offers = [
        one
        for one in reading.offers.get(need.product_id, ())
        if one.pack_id is not None and one.price and reading.is_asked(one.supplier_id)
    ]
    facts = reading.facts[need.product_id]
    for one in offers:
        if one.pack_id in facts.packs:
            yield _offered_lot(one, one.pack_id, reading)
    if not offers and reading.terms.last_prices and _brings(reading, need):
        yield from _last_lots(need, facts, tax)


def _offered_lot(one: Offered, pack_id: UUID, reading: _Reading) -> Lot:
    cost = pack_price(one.price, one.discount, one.tax, included=one.tax_included)
    days = None
    if one.expires_on is not None:
        days = max(0, (one.expires_on - reading.on).days - reading.stop_days)
    option = SupplyOption(
        id=one.line_id,
        supplier_id=one.supplier_id,
        pack=one.pack,
        pack_cost=cost.cost,
        bonus_for=one.bonus_for if one.bonus_packs else 0,
        bonus_packs=one.bonus_packs if one.bonus_for else 0,
        least=max(1, one.minimum_packs),
        most=one.available_packs,
        usable_days=days,
        pack_net=cost.net,
    )
    return Lot(
        option=option,
        pack_id=pack_id,
        price=cost.price,
        discount=one.discount,
        tax_bp=int(one.tax * WHOLE_BP),
        offer_line_id=one.line_id,
        supplier_code=one.supplier_code,
        valid_until=one.valid_until,
    )


def _brings(reading: _Reading, need: ProductNeed) -> bool:
    """Whether whose goods came last may be bought from."""
    if need.supplier_id is None or not need.cost:
        return False
    known = reading.known.get(need.supplier_id)
    return known is not None and not known.is_blocked and reading.is_asked(need.supplier_id)


def _last_lots(
    need: ProductNeed, facts: ProductFact, taxes: Mapping[str, Fraction]
) -> Iterator[Lot]:
    """The last price as an offer, in the pack that the need is in, where the product has it."""
    pack = need.order.pack
    pack_id = next((key for key, one in facts.packs.items() if one.factor == pack), None)
    if pack_id is None or need.supplier_id is None or need.cost is None:
        return
    tax = taxes[facts.tax_class]
    cost = from_last_cost(need.cost, pack, tax)
    shelf = None if need.order.cap is None or not need.spread.mean else _cap_days(need)
    option = SupplyOption(
        id=uuid5(need.product_id, f"last {need.supplier_id}"),
        supplier_id=need.supplier_id,
        pack=pack,
        pack_cost=cost.cost,
        usable_days=shelf,
        pack_net=cost.net,
    )
    yield Lot(option=option, pack_id=pack_id, price=cost.price, tax_bp=int(tax * WHOLE_BP))


def _cap_days(need: ProductNeed) -> int:
    """On how many days what the need allows sells, after what is there did."""
    units = (need.order.cap or 0) + max(0, need.position.units)
    return -int(-units / need.spread.mean // 1)


def _wanted(
    reading: _Reading, need: ProductNeed, lots: Collection[Lot], price: Fraction | None
) -> WantedProduct:
    """A product with its need over the days that the proposal covers."""
    days = ceil(need.terms.lead_days) + reading.terms.cover_days
    mean = need.spread.mean
    terms = replace(need.terms, review_days=reading.terms.cover_days)
    safety = safety_stock(need.spread, terms, days)
    known = reading.known.get(need.supplier_id) if need.supplier_id else None
    cheapest = min((one.option.best_cost for one in lots), default=Fraction(0))
    return WantedProduct(
        id=need.product_id,
        mean=mean,
        variance=need.spread.variance,
        horizon_days=days,
        position=need.position.units,
        level=max(order_level(mean, terms, safety), need.minimum),
        margin=cheapest / 4 if price is None else price - cheapest,
        weight=WEIGHTS.get(need.ved, UNJUDGED),
        most_days=max(reading.terms.most_days, 1),
        minimum=need.minimum,
        is_new=need.rate.days_counted < LEAST_DAYS,
        minimum_share=VITAL_SHARE if need.ved == VITAL else MINIMUM_SHARE,
        options=tuple(sorted((one.option for one in lots), key=lambda one: one.id)),
        blocked=bool(known and known.is_blocked),
        asked_times=need.asked_times,
    )


def _ordering_terms(reading: _Reading, used: Collection[UUID]) -> Iterator[OrderingTerms]:
    """What each of these suppliers asks of an order: the most that any of its offers says."""
    for supplier_id in sorted(used):
        lines = [
            one
            for of_product in reading.offers.values()
            for one in of_product
            if one.supplier_id == supplier_id
        ]
        known = reading.known.get(supplier_id)
        asked = [one.minimum_order for one in lines]
        freight = max((one.freight.per_order for one in lines), default=0)
        free = [one.freight.free_from for one in lines if one.freight.per_order]
        bounds = [one for one in free if one is not None]
        yield OrderingTerms(
            supplier_id,
            minimum=max([*asked, known.minimum_order if known else 0]),
            freight=freight,
            free_from=max(bounds) if bounds and len(bounds) == len(free) else None,
        )
