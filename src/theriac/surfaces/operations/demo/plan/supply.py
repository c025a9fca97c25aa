"""Buying for a branch: the opening stock and what is ordered to keep selling.

Some of it goes wrong on purpose, so that the demo has work: deliveries too short-dated to sell
out, goods that came without an expiry, products that nobody ordered again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from theriac.core.money import divide_half_up
from theriac.surfaces.operations.demo.plan.chance import Chance
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.plan.settings import DemoCountry
from theriac.surfaces.operations.demo.plan.shelves import BatchPlan, ReceiptPlan, Shelves

DELIVERY_DAYS = 14
"""Between two deliveries to a branch."""
COVER_DAYS = 60
SAFETY_DAYS = 24
OPENED_AT = time(7)
"""When deliveries are counted in, before the doors open."""
MILLI = 1000
EXPIRED, EXPIRED_AMONG = 3, 30
"""Batches of a branch that expire unsold, and the thousandths of products that they are of."""
LEFT_OVER = 300
"""What is bought of them, in percent of what is expected to be sold in time."""
SMALL_ORDER = 6
"""Usual packs that are ordered at least of what sells slowly."""


@dataclass(frozen=True, slots=True)
class Mishap:
    """A short-dated delivery: when it comes and when it expires, in days from today."""

    arrives_days_ago: int
    expires_in_days: int


@dataclass(frozen=True, slots=True)
class Demand:
    """What a branch expects of a product: thousandths of a base unit a day; 0 is never sold."""

    milli_daily: int

    def for_days(self, days: int, percent: int = 100) -> int:
        """Whole base units for so many days, at least rounded up."""
        return -(-self.milli_daily * days * percent // (MILLI * 100))


class Buyer:
    """Decides what one branch receives in ``days`` of which ``today`` is the last."""

    def __init__(
        self,
        country: DemoCountry,
        products: Sequence[ProductPlan],
        demand: Sequence[Demand | None],
        shelves: Shelves,
        today: date,
        days: int,
        seed: str,
    ) -> None:
        self._country = country
        self._products = products
        self._demand = demand
        self._shelves = shelves
        self._today = today
        self._zone = ZoneInfo(country.time_zone)
        self._chance = Chance(seed, "buyer", country.code, shelves.branch)
        self._receipts = 0
        self._batches = 0
        self._mishaps, self.forgotten, self._undated = _misfortunes(
            demand,
            days,
            self._chance,
            lambda index: products[index].shelf_price * self._step(index),
        )

    def opening(self, start: date, person: str) -> ReceiptPlan:
        """What lies there when the played time begins, counted in on its first morning."""
        batches: list[BatchPlan] = []
        for index, demand in enumerate(self._demand):
            if demand is None:
                continue
            quantity = self._rounded(index, demand.for_days(self._chance.between(50, 130)))
            parts = [quantity]
            if quantity > 2 * self._step(index) and self._chance.percent(25):
                parts = [quantity - self._step(index), self._step(index)]
            batches += [self._batch(index, part, start, rank) for rank, part in enumerate(parts)]
            if index in self._undated:
                batches.append(self._batch(index, self._step(index), start, 0, undated=True))
        return self._receipt(start, person, batches)

    def delivery(self, on: date, person: str) -> ReceiptPlan | None:
        """What comes in on this day: what is short, and any mishap due; None when nothing is."""
        batches = []
        for index, demand in enumerate(self._demand):
            if demand is None:
                continue
            mishap = self._mishaps.get(index)
            if mishap and 0 <= (self._today - on).days - mishap.arrives_days_ago < DELIVERY_DAYS:
                batches.append(self._short_dated(index, demand, mishap, on))
            needed = self._needed(index, demand, on)
            if needed:
                batches.append(self._batch(index, needed, on, 0))
        return self._receipt(on, person, batches) if batches else None

    def _needed(self, index: int, demand: Demand, on: date) -> int:
        if not demand.milli_daily or self.forgotten.get(index, -1) >= (self._today - on).days:
            return 0
        product = self._products[index]
        percent = self._country.season(product.season, on.month)
        point = demand.for_days(SAFETY_DAYS, percent) + 2 * product.shelf_factor
        if self._shelves.sellable(index, on) >= point:
            return 0
        return self._rounded(index, demand.for_days(COVER_DAYS, percent))

    def _step(self, index: int) -> int:
        """What is ordered at least: the largest pack when half a year sells one, else the usual."""
        product, demand = self._products[index], self._demand[index]
        if demand and demand.for_days(180) >= product.largest_factor:
            return product.largest_factor
        return product.shelf_factor * SMALL_ORDER

    def _rounded(self, index: int, quantity: int) -> int:
        step = self._step(index)
        return max(1, -(-quantity // step)) * step

    def _short_dated(self, index: int, demand: Demand, mishap: Mishap, on: date) -> BatchPlan:
        days = mishap.arrives_days_ago + min(0, mishap.expires_in_days)
        percent = 130 if mishap.expires_in_days > 0 else LEFT_OVER
        quantity = self._rounded(index, demand.for_days(days, percent)) + 2 * self._step(index)
        expires = self._today + timedelta(days=mishap.expires_in_days)
        return self._batch(index, quantity, on, 0, expires_on=expires)

    def _batch(
        self,
        index: int,
        quantity: int,
        on: date,
        rank: int,
        *,
        expires_on: date | None = None,
        undated: bool = False,
    ) -> BatchPlan:
        product, chance = self._products[index], self._chance
        if expires_on is None and not undated:
            expires_on = _month_end(on, chance.between(16, 30) + 5 * rank)
        cost = divide_half_up(product.shelf_price * chance.between(70, 84), 100)
        self._batches += 1
        return BatchPlan(
            key=f"{self._shelves.branch}-{self._batches:06d}",
            product=index,
            number="" if undated else _batch_number(product, on, chance),
            expires_on=expires_on,
            received_on=on,
            quantity=quantity,
            cost_amount=max(1, cost),
            cost_units=product.shelf_factor,
            mrp_amount=self._mrp(product, on) if self._country.mrp else None,
            mrp_units=product.shelf_factor,
        )

    def _mrp(self, product: ProductPlan, on: date) -> int:
        """The printed maximum: the shelf price, for older goods of some products a little less."""
        changed = product.price_changed_days_ago
        if changed is not None and (self._today - on).days > changed:
            return self._country.rounded(product.shelf_price * 94 // 100)
        return product.shelf_price

    def _receipt(self, on: date, person: str, batches: list[BatchPlan]) -> ReceiptPlan:
        self._receipts += 1
        return ReceiptPlan(
            branch=self._shelves.branch,
            number=f"{self._shelves.branch}-IN-{self._receipts:04d}",
            received_at=datetime.combine(on, OPENED_AT, self._zone),
            person=person,
            batches=tuple(batches),
        )


def _misfortunes(
    demand: Sequence[Demand | None],
    days: int,
    chance: Chance,
    value: Callable[[int], int],
) -> tuple[dict[int, Mishap], dict[int, int], frozenset[int]]:
    """Which products are delivered short-dated, forgotten (since how many days), undated.

    Each kind takes its thousandths of the products, at least two, from one shuffled list; none
    comes before the played ``days``. What expires is the cheapest by ``value`` of those drawn for
    it: a tidy shop keeps no dear goods so long.
    """
    sold = [index for index, expected in enumerate(demand) if expected and expected.milli_daily]
    chance.shuffle(sold)
    drawn = iter(sold)

    def some(thousandths: int) -> list[int]:
        return list(islice(drawn, max(2, len(sold) * thousandths // 1000)))

    def mishap(days_ago: tuple[int, int], expires_in: int) -> Mishap:
        return Mishap(min(chance.between(*days_ago), days - DELIVERY_DAYS - 1), expires_in)

    mishaps = {
        index: mishap((120, 200), -chance.between(3, min(30, days // 3)))
        for index in sorted(some(EXPIRED_AMONG), key=value)[:EXPIRED]
    }
    mishaps |= {index: mishap((40, 110), chance.between(2, 29)) for index in some(14)}
    mishaps |= {index: mishap((20, 100), chance.between(32, 88)) for index in some(28)}
    forgotten = {index: min(chance.between(25, 90), days) for index in some(14)}
    return mishaps, forgotten, frozenset(some(5))


def _month_end(on: date, months: int) -> date:
    """The last day of the month so many months after ``on``."""
    after = on.year * 12 + on.month - 1 + months + 1
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _batch_number(product: ProductPlan, on: date, chance: Chance) -> str:
    letters = "".join(letter for letter in product.name.upper() if letter.isalpha())[:3]
    return f"{letters}{on.year % 100:02d}{chance.below(10_000):04d}"
