"""The sales of a day at one branch: when, at which terminal, by whom, what and on what ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.surfaces.operations.demo.plan.baskets import (
    EXCEPTION_PERCENT,
    LINES,
    PRESCRIPTION_PERCENT,
    Assortment,
    choose_pack,
    classes_of,
)
from theriac.surfaces.operations.demo.plan.chance import Chance, Weights
from theriac.surfaces.operations.demo.plan.packs import PackPlan
from theriac.surfaces.operations.demo.plan.people import PeoplePlan
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.plan.rhythm import HOURS, OPENS
from theriac.surfaces.operations.demo.plan.settings import DemoBranch, DemoCountry
from theriac.surfaces.operations.demo.plan.shelves import Shelves, TakePlan

_TERMINALS = (50, 34, 16)
_SECOND_SHIFT = 15
_SAME_PRODUCT_TRIES = 4


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line: so many packs of a product, and the batches they come from."""

    product: int
    pack: PackPlan
    packs: int
    takes: tuple[TakePlan, ...]
    on_ground: bool

    @property
    def quantity(self) -> int:
        """In base units."""
        return self.packs * self.pack.factor


@dataclass(frozen=True, slots=True)
class GroundPlan:
    """The prescription that was seen, or the country's named exception."""

    prescriber: str
    number: str
    written_on: date | None
    exception: str
    permitted_by: str


@dataclass(frozen=True, slots=True)
class SalePlan:
    """A sale as a terminal commits it. ``cash`` picks what a person tenders: exact or more."""

    id: UUID
    branch: str
    terminal: str
    person: str
    occurred_at: datetime
    lines: tuple[LinePlan, ...]
    ground: GroundPlan | None
    method: str
    cash: int


class Seller:
    """Plays the sales of one branch, day after day, from its shelves."""

    def __init__(
        self,
        country: DemoCountry,
        branch: DemoBranch,
        products: Sequence[ProductPlan],
        people: PeoplePlan,
        shelves: Shelves,
        assortments: Mapping[int, Assortment],
        seed: str,
    ) -> None:
        self._country = country
        self._branch = branch
        self._products = products
        self._people = people
        self._shelves = shelves
        self._assortments = assortments
        self._ground_classes = classes_of(country).ground
        self._seed = seed
        self._zone = ZoneInfo(country.time_zone)
        self._methods = Weights([weight for _, weight in country.payments])
        self._terminals = Weights(_TERMINALS[: len(branch.terminals)])
        self._prescriptions = 0

    def day(self, on: date, count: int) -> list[SalePlan]:
        """``count`` sales of a day in their order; fewer when the shelves have nothing to give."""
        chance = Chance(self._seed, "sales", self._branch.code, on.isoformat())
        instants = sorted(self._instant(on, chance) for _ in range(count))
        sales = (self._sale(instant, chance) for instant in instants)
        return [sale for sale in sales if sale is not None]

    def _instant(self, on: date, chance: Chance) -> datetime:
        hour = OPENS + HOURS.draw(chance)
        moment = datetime.combine(on, time(hour, chance.below(60), chance.below(60)), self._zone)
        return moment + timedelta(milliseconds=chance.below(1000))

    def _sale(self, instant: datetime, chance: Chance) -> SalePlan | None:
        kind = self._kind(chance)
        lines = self._lines(kind, instant, chance)
        if not lines:
            return None
        needs_ground = any(line.on_ground for line in lines)
        terminal, _ = self._branch.terminals[self._terminals.draw(chance)]
        return SalePlan(
            id=chance.id_at(instant),
            branch=self._branch.code,
            terminal=terminal,
            person=self._person(instant, terminal, needs_ground=needs_ground),
            occurred_at=instant,
            lines=tuple(lines),
            ground=self._ground(kind, instant, chance) if needs_ground else None,
            method=self._country.payments[self._methods.draw(chance)][0],
            cash=chance.below(100),
        )

    def _kind(self, chance: Chance) -> str:
        draw = chance.below(100)
        if draw < PRESCRIPTION_PERCENT:
            return "prescription"
        if draw < PRESCRIPTION_PERCENT + EXCEPTION_PERCENT and self._country.exception:
            return "exception"
        return "free"

    def _lines(self, kind: str, instant: datetime, chance: Chance) -> list[LinePlan]:
        wanted = 1 if kind == "exception" else 1 + LINES.draw(chance)
        assortment = self._assortments[instant.month]
        lines: list[LinePlan] = []
        seen: set[int] = set()
        after = ""
        for _ in range(wanted):
            on_ground = kind == "exception" or (kind == "prescription" and chance.percent(78))
            pool = assortment.ground if on_ground else assortment.free
            for _try in range(_SAME_PRODUCT_TRIES):
                index = pool.draw(chance, after)
                line = None if index in seen else self._line(index, instant, chance)
                if line is not None:
                    lines.append(line)
                    seen.add(index)
                    after = self._products[index].category
                    break
        return lines

    def _line(self, index: int, instant: datetime, chance: Chance) -> LinePlan | None:
        """Take a product off the shelf; what isn't all there is sold in part or not."""
        product, on = self._products[index], instant.date()
        pack, packs = choose_pack(self._country, product, chance)
        sellable = self._shelves.sellable(index, on)
        packs = min(packs, sellable // pack.factor)
        if packs < 1:
            return None
        takes = self._shelves.take(index, packs * pack.factor, on, product.largest_factor)
        on_ground = product.legal_class in self._ground_classes
        return LinePlan(index, pack, packs, takes, on_ground)

    def _person(self, instant: datetime, terminal: str, *, needs_ground: bool) -> str:
        """Cashiers sell; at the last terminal a technician does; grounds are a pharmacist's."""
        second = instant.hour >= _SECOND_SHIFT
        if needs_ground:
            return self._pharmacist(instant)
        if terminal == self._branch.terminals[-1][0] and len(self._branch.terminals) > 2:
            return self._people.at(self._branch.code, "technician")[0].key
        cashiers = self._people.at(self._branch.code, "cashier")
        first = 0 if terminal == self._branch.terminals[0][0] else 1
        return cashiers[(first + second) % len(cashiers)].key

    def _pharmacist(self, instant: datetime) -> str:
        pharmacists = self._people.at(self._branch.code, "pharmacist")
        return pharmacists[int(instant.hour >= _SECOND_SHIFT) % len(pharmacists)].key

    def _ground(self, kind: str, instant: datetime, chance: Chance) -> GroundPlan:
        permitted_by = self._pharmacist(instant)
        if kind == "exception":
            return GroundPlan("", "", None, self._country.exception, permitted_by)
        self._prescriptions += 1
        return GroundPlan(
            prescriber=chance.pick(self._people.prescribers),
            number=f"{self._prescriptions:04d}",
            written_on=instant.date() - timedelta(days=chance.pick((0, 0, 0, 0, 1, 1, 2, 3))),
            exception="",
            permitted_by=permitted_by,
        )
