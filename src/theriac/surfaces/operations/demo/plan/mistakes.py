"""Sales that went wrong while a counter was offline, so that the demo has cases to settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from theriac.surfaces.operations.demo.plan.baskets import Classes
from theriac.surfaces.operations.demo.plan.people import PeoplePlan
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.plan.sales import GroundPlan
from theriac.surfaces.operations.demo.plan.settings import DemoBranch, DemoCountry
from theriac.surfaces.operations.demo.plan.shelves import BatchPlan, Shelves

OFFLINE = timedelta(hours=1)
"""How long before the end of the played time the counters lost the network."""
SLOW_CLOCK = timedelta(days=3)
PLENTY = 8
"""Packs of a batch that one sale doesn't exhaust."""

Found = tuple[int, BatchPlan]
"""A product's index and a batch of it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A pushed sale of one line that disagrees with the books in one way, ``kind``.

    ``before_end`` says when it was, ``clock_behind`` how slow the device's clock was, and
    ``price_percent`` how its price compares with the listed one. ``beyond_stock``: so many packs
    more than the batch has.
    """

    kind: str
    branch: str
    terminal: str
    person: str
    before_end: timedelta
    product: int
    batch: BatchPlan
    ground: GroundPlan | None
    packs: int = 1
    beyond_stock: bool = False
    clock_behind: timedelta = timedelta(0)
    price_percent: int = 100
    is_settled: bool = False


def plan_mistakes(
    country: DemoCountry,
    products: Sequence[ProductPlan],
    people: PeoplePlan,
    classes: Classes,
    shelves: Callable[[str], Shelves],
    today: date,
) -> list[Mistake]:
    """One sale of each kind of disagreement, in the order in which their counters send them.

    Raises LookupError when the shelves hold nothing that suits.
    """
    large, small = (
        _Counters(branch, products, people, classes, shelves(branch.code), today)
        for branch in country.branches[:2]
    )
    first, second = large.terminals[:2]
    third, fourth = small.terminals[:2]
    restocker = people.at(small.branch.code, "restocker")[0].key
    return [
        large.sold(first, 52, "stock_short", large.good(0), packs=2, beyond_stock=True),
        large.sold(first, 31, "price", large.good(PLENTY), price_percent=94),
        large.sold(second, 44, "batch_expired", large.expired()),
        small.sold(third, 49, "person", small.good(PLENTY), person=restocker, is_settled=True),
        small.sold(third, 27, "ground", small.on_ground(), ground=None),
        small.sold(fourth, 12, "clock", small.good(PLENTY), clock_behind=SLOW_CLOCK),
    ]


class _Counters:
    """The counters of one branch and the shelf that they sell from; each product serves once."""

    def __init__(
        self,
        branch: DemoBranch,
        products: Sequence[ProductPlan],
        people: PeoplePlan,
        classes: Classes,
        shelves: Shelves,
        today: date,
    ) -> None:
        self.branch = branch
        self.terminals = [code for code, _name in branch.terminals]
        self._products = products
        self._people = people
        self._classes = classes
        self._shelves = shelves
        self._today = today
        self._used: set[int] = set()
        self._unfit = classes.refused | classes.named

    def good(self, more_than: int) -> Found:
        """A batch that may be sold for long, of few packs but more than so many."""
        return self._find(lambda _product, batch, packs: self._lasts(batch) and packs > more_than)

    def expired(self) -> Found:
        """A batch that was out of date some days ago."""
        limit = self._today - timedelta(days=1)
        return self._find(
            lambda _product, batch, _packs: (
                batch.expires_on is not None and batch.expires_on < limit
            )
        )

    def on_ground(self) -> Found:
        """A good batch of a prescription-only product."""
        return self._find(
            lambda product, batch, packs: (
                product.legal_class in self._classes.ground
                and self._lasts(batch)
                and packs > PLENTY
            )
        )

    def sold(self, terminal: str, minutes: int, kind: str, found: Found, **how: Any) -> Mistake:
        """So many minutes before the end: one pack by a cashier, unless ``how`` differs."""
        index, batch = found
        mistake = Mistake(
            kind=kind,
            branch=self.branch.code,
            terminal=terminal,
            person=self._people.at(self.branch.code, "cashier")[0].key,
            before_end=timedelta(minutes=minutes),
            product=index,
            batch=batch,
            ground=self._ground(self._products[index]),
        )
        return replace(mistake, **how)

    def _lasts(self, batch: BatchPlan) -> bool:
        return batch.expires_on is not None and batch.expires_on > self._today + timedelta(days=60)

    def _ground(self, product: ProductPlan) -> GroundPlan | None:
        if product.legal_class not in self._classes.ground:
            return None
        return GroundPlan(
            prescriber=self._people.prescribers[0],
            number="0001",
            written_on=self._today - 2 * SLOW_CLOCK,
            exception="",
            permitted_by=self._people.at(self.branch.code, "pharmacist")[0].key,
        )

    def _find(self, suits: Callable[[ProductPlan, BatchPlan, int], bool]) -> Found:
        """The batch of fewest packs that suits. Raises LookupError when none does."""
        best: tuple[int, Found] | None = None
        for index, product in enumerate(self._products):
            if index in self._used or product.legal_class in self._unfit:
                continue
            for batch, left in self._shelves.batches_of(index):
                packs = left // product.shelf_factor
                if packs and (best is None or packs < best[0]) and suits(product, batch, packs):
                    best = (packs, (index, batch))
        if best is None:
            raise LookupError(f"nothing on the shelf of {self.branch.code} suits a mistake")
        self._used.add(best[1][0])
        return best[1]
