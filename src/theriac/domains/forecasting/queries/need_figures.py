"""The figures that needs are counted from: read for all products at once, told of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from uuid import UUID

from theriac.domains.catalog.queries.product_facts import (
    ProductOutline,
    pack_sizes,
    product_outlines,
)
from theriac.domains.forecasting.ports import bought_packs, measured_leads, open_orders
from theriac.domains.forecasting.queries.rates import SellingRate, selling_rates
from theriac.domains.forecasting.rules.abc_classes import AbcClass, abc_classes
from theriac.domains.forecasting.rules.lead_times import LeadSpread, LeadTime, lead_time
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
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.replenishment.queries.minimums import every_minimum
from theriac.domains.replenishment.queries.ordered import StandingWant, standing_wants
from theriac.domains.stock.queries.last_costs import LastBought, last_bought
from theriac.domains.stock.queries.positions import (
    ShelfPosition,
    kept_for_somebody,
    shelf_positions,
)
from theriac.domains.stock.rules.last_costs import in_minor_units
from theriac.domains.suppliers.queries import SupplierTerms, supplier_terms
from theriac.domains.transfers.queries import units_coming
from theriac.domains.unmet_requests.queries import times_asked

WINDOW_DAYS = 90
"""Over how many days demand is taken."""
BOUGHT_WITHIN = timedelta(days=731)
"""What came longer ago says nothing of the next order."""
VITAL = "vital"
NO_STOCK, NO_WANT = ShelfPosition(), StandingWant()
NO_SALES = SellingRate(DemandRate(0, 0, 0), DemandSpread(Fraction(0), Fraction(0)))


@dataclass(frozen=True, slots=True)
class NeedSettings:
    """What the pharmacy settled: where no supplier says otherwise, and how sure it wants to be.

    Goods with ``margin_days`` left or fewer aren't counted on. What so many ``lead_orders`` or more
    of a supplier took is gone by.
    """

    lead_days: int = 7
    lead_orders: int = 5
    review_days: int = 7
    service_percent: int = 95
    vital_percent: int = 98
    margin_days: int = 30


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """What was read for every product of a branch, by product."""

    today: date
    settings: NeedSettings
    outlines: Mapping[UUID, ProductOutline]
    rates: Mapping[UUID, SellingRate]
    shelves: Mapping[UUID, ShelfPosition]
    reserved: Mapping[UUID, int]
    coming: Mapping[UUID, int]
    wants: Mapping[UUID, StandingWant]
    ordered: Mapping[UUID, int]
    minimums: Mapping[UUID, int]
    asked: Mapping[UUID, int]
    bought: Mapping[UUID, LastBought]
    suppliers: Mapping[UUID, SupplierTerms]
    measured: Mapping[UUID, LeadSpread]
    packs: Mapping[UUID, int]
    own_packs: Mapping[UUID, Collection[int]]

    def dealt_with(self) -> list[UUID]:
        """What the branch has, had, wants or sold and may be received, by name."""
        found = set(self.rates) | set(self.shelves) | set(self.minimums)
        found |= set(self.coming) | set(self.wants) | set(self.ordered)
        bought = (one for one in found if self.outlines[one].is_bought)
        return sorted(bought, key=lambda one: (self.outlines[one].name.casefold(), one))

    def classes(self, product_ids: Collection[UUID]) -> dict[UUID, AbcClass]:
        """The classes of these by the value at cost of what was sold of them."""
        values = {}
        for product_id in product_ids:
            bought = self.bought.get(product_id)
            units = self.selling(product_id).rate.units
            values[product_id] = in_minor_units(bought.cost, units) if bought else 0
        return abc_classes(values, {one: self.outlines[one].name.casefold() for one in product_ids})

    def selling(self, product_id: UUID) -> SellingRate:
        """How it sells."""
        return self.rates.get(product_id, NO_SALES)

    def supplier_of(self, product_id: UUID) -> UUID | None:
        """Whose goods came last."""
        bought = self.bought.get(product_id)
        return bought.supplier_id if bought else None

    def lead(self, product_id: UUID) -> LeadTime:
        """As its supplier's orders took, where enough are known; else as the supplier says."""
        supplier_id = self.supplier_of(product_id)
        supplier = self.suppliers.get(supplier_id) if supplier_id else None
        return lead_time(
            self.measured.get(supplier_id) if supplier_id else None,
            least_orders=self.settings.lead_orders,
            own=supplier.lead_days if supplier else None,
            usual=self.settings.lead_days,
        )

    def terms(self, product_id: UUID, lead: LeadTime) -> OrderTerms:
        """What its order goes by; a vital product is covered better."""
        return OrderTerms(
            lead.days,
            self.settings.review_days,
            self.settings.vital_percent
            if self.outlines[product_id].ved == VITAL
            else self.settings.service_percent,
            lead.variance,
        )

    def expiring(self, product_id: UUID, terms: OrderTerms) -> int:
        """What expires until the order after the next has come, and doesn't sell before."""
        shelf = self.shelves.get(product_id)
        if shelf is None or not shelf.near:
            return 0
        until = terms.lead_days + terms.review_days
        lots = [
            ShelfLot(units, days)
            for expires_on, units in shelf.near.items()
            if (days := (expires_on - self.today).days) <= until
        ]
        mean = self.selling(product_id).spread.mean
        return sum(lot.units for lot in lots) - lasting_units(lots, mean)

    def position(self, product_id: UUID, expiring: int) -> StockPosition:
        """What is there and comes; what expires unsold left out."""
        return StockPosition(
            sellable=self.shelves.get(product_id, NO_STOCK).units - expiring,
            reserved=self.reserved.get(product_id, 0),
            in_transit=self.coming.get(product_id, 0),
            on_order=self.wants.get(product_id, NO_WANT).ordered + self.ordered.get(product_id, 0),
        )

    def order(self, product_id: UUID, terms: OrderTerms, position: StockPosition) -> OrderNeed:
        """What to order, in the pack that it came in last; else in the one of its own that fits."""
        bought = self.bought.get(product_id)
        shelf_days = bought.shelf_days if bought else None
        pack = self.packs.get(bought.batch_id) if bought else None
        return need_of(
            self.selling(product_id).spread,
            terms,
            position,
            packs=(pack,) if pack else self.own_packs.get(product_id, ()),
            minimum=self.minimums.get(product_id, 0),
            usable_days=None if shelf_days is None else shelf_days - self.settings.margin_days,
        )


def read_figures(branch_id: UUID, today: date, last: date) -> NeedFigures:
    """All of a branch in eighteen statements at most; the demand of the days up to ``last``."""
    settings = _settings()
    outlines = product_outlines()
    stands_for = _stands_for(outlines)
    suppliers = supplier_terms()
    bought = last_bought(today - BOUGHT_WITHIN)
    for merged, root in stands_for.items():
        if merged in bought:
            bought.setdefault(root, bought[merged])
    packs = bought_packs([one.batch_id for one in bought.values()])
    measured = measured_leads(branch_id, today)
    leads = [one.lead_days or 0 for one in suppliers.values()]
    leads += [ceil(one.mean) for one in measured.values()]
    horizon = max([settings.lead_days, *leads]) + settings.review_days
    known = {key for key, one in bought.items() if one.batch_id in packs}
    return NeedFigures(
        today=today,
        settings=settings,
        outlines=outlines,
        rates=selling_rates(branch_id, last - (WINDOW_DAYS - 1) * DAY, last, stands_for),
        shelves=shelf_positions(branch_id, today, horizon),
        reserved=kept_for_somebody(branch_id),
        coming=units_coming(branch_id),
        wants=standing_wants(branch_id),
        ordered=open_orders(branch_id),
        minimums=every_minimum(branch_id),
        asked=_times_asked(branch_id, last, stands_for),
        bought=bought,
        suppliers=suppliers,
        measured=measured,
        packs=packs,
        own_packs=pack_sizes(outlines.keys() - known),
    )


def _times_asked(branch_id: UUID, last: date, stands_for: Mapping[UUID, UUID]) -> dict[UUID, int]:
    """How often each product was asked for and not in stock, in the 30 days up to ``last``."""
    found: dict[UUID, int] = {}
    for product_id, times in times_asked(branch_id, last).items():
        root = stands_for.get(product_id, product_id)
        found[root] = found.get(root, 0) + times
    return found


def _settings() -> NeedSettings:
    found = get_settings()
    if found is None:
        return NeedSettings()
    return NeedSettings(
        lead_days=found.lead_days,
        lead_orders=found.lead_orders,
        review_days=found.review_days,
        service_percent=found.service_percent,
        vital_percent=found.vital_percent,
        margin_days=found.expiry_stop_days,
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
