"""What a branch needs to order of every product, with all that says why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.queries.outlines import ProductOutline, product_outlines
from theriac.domains.forecasting.ports import bought_packs
from theriac.domains.forecasting.queries.demand import kept_through
from theriac.domains.forecasting.queries.rates import SellingRate, selling_rates
from theriac.domains.forecasting.rules.abc_classes import AbcClass, abc_classes
from theriac.domains.forecasting.rules.needs import (
    DemandSpread,
    OrderNeed,
    OrderTerms,
    ShelfLot,
    StockPosition,
    lasting_units,
    need_of,
)
from theriac.domains.forecasting.rules.series import DAY, DemandRate
from theriac.domains.organisation.queries.branches import branch_date, get_settings
from theriac.domains.replenishment.queries.minimums import every_minimum
from theriac.domains.replenishment.queries.ordered import StandingWant, standing_wants
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.last_costs import LastBought, last_bought
from theriac.domains.stock.queries.positions import (
    ShelfPosition,
    kept_for_somebody,
    shelf_positions,
)
from theriac.domains.stock.rules.last_costs import in_minor_units
from theriac.domains.suppliers.queries import SupplierTerms, supplier_terms
from theriac.domains.transfers.queries import units_coming

WINDOW_DAYS = 90
"""Over how many days demand is taken."""
BOUGHT_WITHIN = timedelta(days=731)
"""What came longer ago says nothing of the next order."""
NO_SALES = SellingRate(DemandRate(0, 0, 0), DemandSpread(Fraction(0), Fraction(0)))


@dataclass(frozen=True, slots=True)
class NeedSettings:
    """What the pharmacy settled: where no supplier says otherwise, and how sure it wants to be.

    Goods with ``margin_days`` left or fewer aren't counted on.
    """

    lead_days: int = 7
    review_days: int = 7
    service_percent: int = 95
    margin_days: int = 30


@dataclass(frozen=True, slots=True)
class ProductNeed:
    """What a branch needs of one product. Quantities are base units.

    ``expiring`` of what lies there won't sell before it expires and isn't counted in ``position``.
    ``listed`` stands on the want list, not ordered yet. ``cost`` is minor units of one base unit
    as it came last and ``value`` what the order costs; None for who may not see costs, and where
    none is known.
    """

    product_id: UUID
    name: str
    abc: AbcClass
    rate: DemandRate
    spread: DemandSpread
    terms: OrderTerms
    position: StockPosition
    expiring: int
    minimum: int
    order: OrderNeed
    listed: int
    supplier_id: UUID | None
    cost: Fraction | None

    @property
    def value(self) -> int | None:
        """What the order costs in minor units, halves up."""
        return None if self.cost is None else in_minor_units(self.cost, self.order.units)


@dataclass(frozen=True, slots=True)
class BranchNeeds:
    """Every product that a branch has, sells or wants; ``last`` is the last day of the demand.

    ``last`` is None before the first night; then nothing is told.
    """

    last: date | None
    products: tuple[ProductNeed, ...]
    suppliers: Mapping[UUID, SupplierTerms]

    def to_order(
        self, *, product_ids: Collection[UUID] | None = None, supplier_id: UUID | None = None
    ) -> dict[UUID, int]:
        """Base units by product that needs some: of these products, of what a supplier brings."""
        return {
            one.product_id: one.order.units
            for one in self.products
            if one.order.units
            and (product_ids is None or one.product_id in product_ids)
            and (supplier_id is None or one.supplier_id == supplier_id)
        }


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read for all products at once, by product."""

    outlines: Mapping[UUID, ProductOutline]
    rates: Mapping[UUID, SellingRate]
    shelves: Mapping[UUID, ShelfPosition]
    reserved: Mapping[UUID, int]
    coming: Mapping[UUID, int]
    wants: Mapping[UUID, StandingWant]
    minimums: Mapping[UUID, int]
    bought: Mapping[UUID, LastBought]
    packs: Mapping[UUID, int]
    suppliers: Mapping[UUID, SupplierTerms]


@query(permission=VIEW_STOCK)
def branch_needs(*, actor: Actor, branch_id: UUID) -> BranchNeeds:
    """What to order of each product, by name; fourteen statements, however many there are.

    A supplier is the one whose goods came last, and so is the pack. What was merged counts as the
    product that is left; what may not be received isn't told.
    """
    today = branch_date(branch_id)
    through = kept_through(branch_id)
    if through is None:
        return BranchNeeds(None, (), {})
    last = min(through, today - DAY)
    settings = _settings()
    known = _read(branch_id, today, last, settings)
    shown = sorted(
        (one for one in _dealt_with(known) if known.outlines[one].is_bought),
        key=lambda one: (known.outlines[one].name.casefold(), one),
    )
    classes = _classes(known, shown)
    sees = actor.may(SEE_COSTS, branch_id)
    told = partial(_need, known=known, settings=settings, today=today, sees_costs=sees)
    products = tuple(told(one, abc=classes[one]) for one in shown)
    return BranchNeeds(last, products, known.suppliers)


def _settings() -> NeedSettings:
    found = get_settings()
    if found is None:
        return NeedSettings()
    return NeedSettings(
        found.lead_days, found.review_days, found.service_percent, found.expiry_stop_days
    )


def _read(branch_id: UUID, today: date, last: date, settings: NeedSettings) -> _Known:
    outlines = product_outlines()
    stands_for = _stands_for(outlines)
    suppliers = supplier_terms()
    bought = last_bought(today - BOUGHT_WITHIN)
    for merged, root in stands_for.items():
        if merged in bought:
            bought.setdefault(root, bought[merged])
    leads = [one.lead_days or 0 for one in suppliers.values()]
    horizon = max([settings.lead_days, *leads]) + settings.review_days
    return _Known(
        outlines=outlines,
        rates=selling_rates(branch_id, last - (WINDOW_DAYS - 1) * DAY, last, stands_for),
        shelves=shelf_positions(branch_id, today, horizon),
        reserved=kept_for_somebody(branch_id),
        coming=units_coming(branch_id),
        wants=standing_wants(branch_id),
        minimums=every_minimum(branch_id),
        bought=bought,
        packs=bought_packs([one.batch_id for one in bought.values()]),
        suppliers=suppliers,
    )


def _stands_for(outlines: Mapping[UUID, ProductOutline]) -> dict[UUID, UUID]:
    """By product that was merged: the one that is left."""
    found = {}
    for merged, outline in outlines.items():
        root = outline.merged_into
        while root is not None and (further := outlines[root].merged_into) is not None:
            root = further
        if root is not None:
            found[merged] = root
    return found


def _dealt_with(known: _Known) -> set[UUID]:
    """The products that the branch has, had, wants or sold."""
    found = set(known.rates) | set(known.shelves) | set(known.minimums)
    return found | set(known.coming) | set(known.wants)


def _classes(known: _Known, shown: list[UUID]) -> dict[UUID, AbcClass]:
    values = {}
    for product_id in shown:
        bought = known.bought.get(product_id)
        units = known.rates.get(product_id, NO_SALES).rate.units
        values[product_id] = units * bought.cost if bought else Fraction(0)
    return abc_classes(values, {one: known.outlines[one].name.casefold() for one in shown})


def _need(
    product_id: UUID,
    *,
    abc: AbcClass,
    known: _Known,
    settings: NeedSettings,
    today: date,
    sees_costs: bool,
) -> ProductNeed:
    selling = known.rates.get(product_id, NO_SALES)
    bought = known.bought.get(product_id)
    outline = known.outlines[product_id]
    supplier = known.suppliers.get(bought.supplier_id) if bought and bought.supplier_id else None
    lead_days = supplier.lead_days if supplier else None
    terms = OrderTerms(
        settings.lead_days if lead_days is None else lead_days,
        settings.review_days,
        settings.service_percent,
    )
    shelf = known.shelves.get(product_id, ShelfPosition())
    expiring = _expiring(shelf, selling.spread.mean, terms, today)
    want = known.wants.get(product_id, StandingWant())
    position = StockPosition(
        sellable=shelf.units - expiring,
        reserved=known.reserved.get(product_id, 0),
        in_transit=known.coming.get(product_id, 0),
        on_order=want.ordered,
    )
    minimum = known.minimums.get(product_id, 0)
    shelf_days = bought.shelf_days if bought else None
    order = need_of(
        selling.spread,
        terms,
        position,
        pack=known.packs.get(bought.batch_id, outline.largest_pack)
        if bought
        else outline.largest_pack,
        minimum=minimum,
        usable_days=None if shelf_days is None else shelf_days - settings.margin_days,
    )
    return ProductNeed(
        product_id=product_id,
        name=outline.name,
        abc=abc,
        rate=selling.rate,
        spread=selling.spread,
        terms=terms,
        position=position,
        expiring=expiring,
        minimum=minimum,
        order=order,
        listed=want.listed,
        supplier_id=bought.supplier_id if bought else None,
        cost=bought.cost if bought and sees_costs else None,
    )


def _expiring(shelf: ShelfPosition, mean: Fraction, terms: OrderTerms, today: date) -> int:
    """What expires until the next order has come, and doesn't sell before."""
    until = terms.lead_days + terms.review_days
    lots = [
        ShelfLot(units, (expires_on - today).days)
        for expires_on, units in shelf.near.items()
        if (expires_on - today).days <= until
    ]
    return sum(lot.units for lot in lots) - lasting_units(lots, mean)
