"""The whole demo pharmacy of a country: what it is, and its year day by day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from theriac.surfaces.operations.demo.plan.baskets import (
    MEAN_LINES_PERCENT,
    Assortment,
    Classes,
    classes_of,
    mean_quantity,
)
from theriac.surfaces.operations.demo.plan.chance import Chance
from theriac.surfaces.operations.demo.plan.mistakes import Mistake, plan_mistakes
from theriac.surfaces.operations.demo.plan.people import PeoplePlan, plan_people
from theriac.surfaces.operations.demo.plan.products import ProductPlan, plan_products
from theriac.surfaces.operations.demo.plan.rhythm import days_until, sales_a_day
from theriac.surfaces.operations.demo.plan.sales import SalePlan, Seller
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES, DemoBranch, DemoCountry
from theriac.surfaces.operations.demo.plan.shelves import ReceiptPlan, Shelves
from theriac.surfaces.operations.demo.plan.supply import (
    DELIVERY_DAYS,
    MILLI,
    Buyer,
    Demand,
)

SEED = "theriac-1"


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a demo is."""

    products: int
    days: int
    sales: int


FULL = Scale(products=2_500, days=365, sales=25_400)
SMALL = Scale(products=160, days=45, sales=420)
"""For tests: the same, in a second."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What happens on a day, in order: goods come in before the doors open, then sales."""

    on: date
    receipts: tuple[ReceiptPlan, ...]
    sales: tuple[SalePlan, ...]

    def before(self, instant: datetime) -> DayPlan:
        """The day without the sales from ``instant`` on: what has happened by then."""
        return replace(self, sales=tuple(sale for sale in self.sales if sale.occurred_at < instant))


@dataclass(frozen=True, slots=True)
class MinimumPlan:
    """A minimum set by hand, in base units."""

    branch: str
    product: int
    quantity: int


class DemoPharmacy:
    """A demo, decided by country, last day, scale and seed alone.

    ``days()`` plays the year once, in order; ask ``minimums()`` and ``mistakes()`` afterwards.
    Playing it again takes a new object.
    """

    def __init__(
        self, country_code: str, today: date, scale: Scale = FULL, seed: str = SEED
    ) -> None:
        self.country: DemoCountry = COUNTRIES[country_code]
        self.today = today
        self.scale = scale
        self.seed = seed
        self.people: PeoplePlan = plan_people(self.country, seed)
        self.products: tuple[ProductPlan, ...] = plan_products(self.country, scale.products, seed)
        self._classes = classes_of(self.country)
        self._branches = [self._branch(branch) for branch in self.country.branches]

    def days(self) -> Iterator[DayPlan]:
        """Every day from the first to ``today``."""
        days = days_until(self.today, self.scale.days)
        counts = [
            sales_a_day(days, self.scale.sales * one.branch.share // 100, self._seasons())
            for one in self._branches
        ]
        for index, on in enumerate(days):
            receipts = tuple(
                receipt
                for order, one in enumerate(self._branches)
                if (receipt := one.receipt(on, first=index == 0, day=5 * order + 1)) is not None
            )
            sales = tuple(
                sale
                for one, count in zip(self._branches, counts, strict=True)
                for sale in one.seller.day(on, count[index])
            )
            yield DayPlan(on, receipts, sales)

    def minimums(self) -> list[MinimumPlan]:
        """Minimums of the goods asked for most; below them lies what nobody ordered again."""
        return [minimum for one in self._branches for minimum in one.minimums(self.products)]

    def mistakes(self) -> list[Mistake]:
        """Sales that went wrong in the last hour. Raises LookupError where none can."""
        return plan_mistakes(
            self.country, self.products, self.people, self._classes, self.shelves, self.today
        )

    def shelves(self, branch: str) -> Shelves:
        """What is left at a branch."""
        return next(one.shelves for one in self._branches if one.branch.code == branch)

    def digest(self) -> str:
        """A hash of everything: equal for equal plans. Plays the year."""
        content = hashlib.sha256()
        for part in (self.country, self.people, self.products):
            content.update(repr(part).encode())
        for day in self.days():
            content.update(repr(day).encode())
        content.update(repr((self.minimums(), self.mistakes())).encode())
        return content.hexdigest()

    def _seasons(self) -> dict[int, int]:
        """How busy a month is: half of it by the season of coughs and colds."""
        return {month: (100 + self.country.season("cold", month)) // 2 for month in range(1, 13)}

    def _branch(self, branch: DemoBranch) -> _BranchYear:
        chance = Chance(self.seed, "range", branch.code)
        stocked = [
            index
            for index, product in enumerate(self.products)
            if branch.range_share == 100
            or product.demand > 60
            or chance.percent(branch.range_share)
        ]
        return _BranchYear(self, branch, stocked, self._classes)


class _BranchYear:
    """One branch while the year is played."""

    def __init__(
        self, plan: DemoPharmacy, branch: DemoBranch, stocked: list[int], classes: Classes
    ) -> None:
        self.branch = branch
        self.shelves = Shelves(branch.code)
        self._receiver = plan.people.at(branch.code, "manager")[0].key
        self._demand = _demand(plan, branch, stocked, classes)
        self.buyer = Buyer(
            plan.country,
            plan.products,
            self._demand,
            self.shelves,
            plan.today,
            plan.scale.days,
            plan.seed,
        )
        assortments = {
            month: Assortment(plan.country, plan.products, stocked, classes, month)
            for month in range(1, 13)
        }
        self.seller = Seller(
            plan.country,
            branch,
            plan.products,
            plan.people,
            self.shelves,
            assortments,
            plan.seed,
        )

    def receipt(self, on: date, *, first: bool, day: int) -> ReceiptPlan | None:
        """What comes in on a day: the opening stock on the first, then the regular deliveries."""
        receipt = None
        if first:
            receipt = self.buyer.opening(on, self._receiver)
        elif on.toordinal() % DELIVERY_DAYS == day:
            receipt = self.buyer.delivery(on, self._receiver)
        for batch in receipt.batches if receipt else ():
            self.shelves.put(batch)
        return receipt

    def minimums(self, products: Sequence[ProductPlan]) -> list[MinimumPlan]:
        """For forgotten products above what is left, for the busiest others below it."""
        busiest = sorted(
            (index for index, demand in enumerate(self._demand) if demand and demand.milli_daily),
            key=lambda index: -products[index].demand,
        )[: max(4, len(products) // 40)]
        chosen = sorted({*busiest, *self.buyer.forgotten})
        found = []
        for index in chosen:
            unit = products[index].shelf_factor
            packs = self.shelves.on_hand(index) // unit
            wanted = packs + 2 if index in self.buyer.forgotten else packs // 2
            if wanted:
                found.append(MinimumPlan(self.branch.code, index, wanted * unit))
        return found


def _demand(
    plan: DemoPharmacy, branch: DemoBranch, stocked: list[int], classes: Classes
) -> list[Demand | None]:
    """What the branch expects to sell of each product; None where it doesn't keep it."""
    sold = [i for i in stocked if plan.products[i].legal_class not in classes.refused]
    weight = sum(plan.products[index].demand for index in sold)
    lines = plan.scale.sales * branch.share * MEAN_LINES_PERCENT
    demand: list[Demand | None] = [None] * len(plan.products)
    for index in stocked:
        demand[index] = Demand(0)
    for index in sold:
        product = plan.products[index]
        units = lines * product.demand * mean_quantity(product) * MILLI // 1000
        demand[index] = Demand(units // (weight * plan.scale.days * 10_000))
    return demand
