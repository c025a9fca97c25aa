"""Loading the demo pharmacy: founded, stocked and sold through the domains' own rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.domains.forecasting.jobs import follow_demand
from theriac.domains.replenishment.commands.expiry_alerts import review_expiry
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.jobs import rank_what_sells
from theriac.domains.sales.queries.cases import list_cases
from theriac.domains.suppliers.ids import SupplierId
from theriac.surfaces.operations.demo.alerts import add_fridge, add_merged, add_recall, add_wants
from theriac.surfaces.operations.demo.counters.casebook import add_counter_work
from theriac.surfaces.operations.demo.counters.offline import Numbers, push_mistake
from theriac.surfaces.operations.demo.counters.tills import TillDays
from theriac.surfaces.operations.demo.duty import add_duty
from theriac.surfaces.operations.demo.money import add_money
from theriac.surfaces.operations.demo.patients.casebook import CareHere, add_care
from theriac.surfaces.operations.demo.pharmacy import Founded, found
from theriac.surfaces.operations.demo.plan.mistakes import OFFLINE
from theriac.surfaces.operations.demo.plan.pharmacy import FULL, SEED, DayPlan, DemoPharmacy, Scale
from theriac.surfaces.operations.demo.plan.sales import SalePlan
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES
from theriac.surfaces.operations.demo.purchases.budgets import add_budgets
from theriac.surfaces.operations.demo.purchases.proposals import add_proposals
from theriac.surfaces.operations.demo.purchases.receipts import (
    add_orders,
    add_receipts,
    add_returns,
    receive,
)
from theriac.surfaces.operations.demo.purchases.suppliers import (
    NAMES,
    add_offers,
    add_suppliers,
    block_last,
)
from theriac.surfaces.operations.demo.reservations import add_refused_pack, add_reservations
from theriac.surfaces.operations.demo.sales import sell
from theriac.surfaces.operations.demo.stock import add_catalogue, open_stock
from theriac.surfaces.operations.demo.stock_room.counts import begin_counting
from theriac.surfaces.operations.demo.stock_room.promotions import add_promotions
from theriac.surfaces.operations.demo.stock_room.transfers import add_transfers
from theriac.surfaces.operations.demo.throwaway import (
    printed_secrets,
    uncollected,
    waiting_for_no_disk,
)

EXPIRY_DAYS = 90
"""The setting a pharmacy begins with."""

YEAR_PERCENT = 85
"""What the year takes of the loading's time; the rest is what happened lately."""

DEMAND_AFTER = timedelta(minutes=2)
"""How long after the loading the worker begins to add up what each day sold."""

Progress = Callable[[int], None]
"""Hears how much is loaded, in percent."""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """Who somebody is, and each way in. ``branch`` is "" for a role held everywhere."""

    role: str
    branch: str
    name: str
    username: str
    password: str
    pin: str
    badge: str


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was loaded: everybody's sign-in, and how much of everything."""

    sign_ins: tuple[WaysIn, ...]
    counts: dict[str, int]

    def __iter__(self) -> Iterator[WaysIn]:
        """The sign-ins."""
        return iter(self.sign_ins)


def _unheard(_percent: int) -> None:
    pass


def load_demo(
    *,
    country: str,
    today: date | None = None,
    scale: Scale = FULL,
    progress: Progress = _unheard,
) -> DemoSummary:
    """Fill an empty database with the demo of a country: its last day is ``today``, up to now.

    A given ``today`` is played to its midnight. The same but for ids and badges when it is loaded
    again.
    Raises KeyError for a country without a demo, LookupError when ``scale`` leaves nothing to go
    wrong, and whatever a command refuses: nothing is forced.
    """
    zone = ZoneInfo(COUNTRIES[country].time_zone)
    last_day = today or clock.now().astimezone(zone).date()
    midnight = datetime.combine(last_day + timedelta(days=1), time(0), zone).astimezone(UTC)
    end = midnight if today else clock.now()
    plan = DemoPharmacy(country, last_day, scale)
    with uncollected(), waiting_for_no_disk():
        loading = _Loading(plan)
        for number, day in enumerate(plan.days(), 1):
            loading.day(day.before(end - OFFLINE))
            progress(number * YEAR_PERCENT // scale.days)
        loading.finish(end)
    progress(95)
    rank_what_sells.call()
    # The worker does it, and not in somebody's first minute: it takes a processor for ten seconds.
    follow_demand.using(run_after=clock.now() + DEMAND_AFTER).enqueue()
    progress(100)
    return DemoSummary(loading.sign_ins(), dict(loading.counts))


class _Loading:
    """Hands the plan's days to the domains; sales of a branch wait until its next delivery."""

    def __init__(self, plan: DemoPharmacy) -> None:
        self.counts: Counter[str] = Counter()
        self._plan = plan
        self._first = plan.today - timedelta(days=plan.scale.days - 1)
        morning = datetime.combine(self._first, time(6), ZoneInfo(plan.country.time_zone))
        with clock.at(morning) as beginning, transaction.atomic():
            with printed_secrets():
                self._founded: Founded = found(plan.country, plan.people)
            self._catalogue = add_catalogue(plan.products, beginning.now(), plan.today)
            self._suppliers = add_suppliers(plan.country.code, beginning.now(), plan.today)
        self._waiting: dict[str, list[SalePlan]] = {
            branch.code: [] for branch in plan.country.branches
        }
        self._numbers: Numbers = {}
        self._opened: set[str] = set()
        self._tills = TillDays(plan.today, ZoneInfo(plan.country.time_zone))
        self.counts.update(products=len(self._catalogue), people=len(self._founded.people))

    def sign_ins(self) -> tuple[WaysIn, ...]:
        """Everybody's, in the order of the roles."""
        branches = {branch.code: branch.name for branch in self._plan.country.branches}
        return tuple(
            WaysIn(
                role=person.role,
                branch=branches.get(person.branch or "", ""),
                name=person.name,
                username=person.username,
                password=person.password,
                pin=person.pin,
                badge=self._founded.badges[person.key],
            )
            for person in self._plan.people.staff
        )

    def day(self, day: DayPlan) -> None:
        """Receive what comes in on the day, after all that was sold before, and note its sales."""
        for receipt in day.receipts:
            self._sell(receipt.branch)
            person = self._founded.people[receipt.person]
            branch_id = self._founded.branches[receipt.branch]
            if receipt.branch in self._opened:
                suppliers = self._suppliers[:-1]
                receive(receipt, person, branch_id, self._catalogue, self._plan.products, suppliers)
            else:
                open_stock(receipt, person, branch_id, self._catalogue, self._plan.products)
                self._opened.add(receipt.branch)
            self.counts["batches"] += len(receipt.batches)
        for sale in day.sales:
            self._waiting[sale.branch].append(sale)

    def finish(self, end: datetime) -> None:
        """Sell what still waits, push what went wrong, set minimums and raise the alerts."""
        for branch in self._waiting:
            self._sell(branch)
        zone = ZoneInfo(self._plan.country.time_zone)
        self.counts["turns"] = add_duty(self._plan, self._founded, zone, end)
        self.counts["tills"] = self._tills.tell(self._founded, end)
        owner, first = self._founded.people["owner-1"], self._first
        branches = self._founded.branches.values()
        self.counts["payments"] = add_money(owner, branches, zone, first, end)
        for mistake in self._plan.mistakes():
            product, stocked = (
                self._plan.products[mistake.product],
                self._catalogue[mistake.product],
            )
            sale_id = push_mistake(mistake, self._founded, product, stocked, self._numbers, end)
            if mistake.is_settled:
                self._settle(mistake.branch, sale_id, end)
            self.counts["cases"] += 1
            self.counts["sales"] += 1
        with clock.at(end), transaction.atomic():
            self._watch()
            block_last(self._suppliers, self._plan.country.code)
        self.counts["suppliers"] = len(self._suppliers)
        every, some = list(self._founded.branches.values()), self._catalogue[:40]
        self.counts["transfers"] = add_transfers(every, [one.product_id for one in some], end)
        self._stock_room(end)
        branch, country = self._plan.country.branches[0].code, self._plan.country.code
        manager, pharmacist = self._staff(branch)
        goods = list(zip(self._plan.products, self._catalogue, strict=True))
        care = CareHere(
            owner=owner,
            pharmacist=pharmacist,
            home=self._founded.branches[min(self._founded.branches)],
            here=self._founded.branches[branch],
            end=end,
            today=self._plan.today,
        )
        self.counts |= add_care(country, SEED, care, goods)
        self.counts["batches"] += self.counts["compounded"]
        self.counts["counted"] = begin_counting(every, manager, pharmacist, end)

    def _stock_room(self, end: datetime) -> None:
        """What is received, sent back, recalled, watched, wanted and merged where owners stand."""
        code = min(self._founded.branches)
        here, country = self._founded.branches[code], self._plan.country.code
        manager, pharmacist = self._staff(code)
        goods = list(zip(self._plan.products, self._catalogue, strict=True))
        counts, today = self.counts, self._plan.today
        counts["receipts"], batches = add_receipts(manager, here, goods, end, today)
        owner = self._founded.people["owner-1"]
        counts["orders"], came = add_orders(owner, here, goods, end, today)
        batches += came
        counts["offers"] = add_offers(manager, here, goods, self._sellers(), end, today)
        people, sellers = (manager, owner), self._suppliers[:2]
        counts["proposals"] = add_proposals(people, here, goods, sellers, end, today)
        counts["budgets"] = add_budgets(owner, self._first, end, today)
        counts["returns"] = add_returns(manager, here, end, today)
        staff = (manager, pharmacist)
        counts |= add_counter_work(self._plan.country, self._founded, code, staff, end)
        batches += add_merged(self._founded.people["owner-1"], here, goods, end, country)
        counts["promotions"] = add_promotions(owner, goods, end, today, country)
        counts["merged"], counts["batches"] = 1, counts["batches"] + batches
        counts["recalls"] = add_recall(manager, here, goods, end, country)
        counts["readings"] = add_fridge(manager, here, goods, end, country)
        counts["wants"] = add_wants(manager, here, goods, end, country)
        counts["reservations"] = add_reservations(manager, here, goods, end)
        counts["refused"] = add_refused_pack(manager, here, goods, end)

    def _staff(self, branch: str) -> tuple[Actor, Actor]:
        """The branch's first manager and first pharmacist."""
        found = [self._plan.people.at(branch, role)[0].key for role in ("manager", "pharmacist")]
        return self._founded.people[found[0]], self._founded.people[found[1]]

    def _sellers(self) -> list[tuple[SupplierId, str]]:
        """The suppliers that nobody blocks, with their names."""
        return list(zip(self._suppliers, NAMES[self._plan.country.code], strict=True))[:-1]

    def _settle(self, branch: str, sale_id: UUID, end: datetime) -> None:
        """The branch's manager looks at the sale's cases and leaves them as they are."""
        manager = self._founded.people[self._plan.people.at(branch, "manager")[0].key]
        here, note = self._founded.branches[branch], self._plan.country.settled_note
        with clock.at(end):
            for case in list_cases(actor=manager).filter(sale_id=sale_id):
                settle_case(
                    actor=manager, branch_id=here, case_id=case.id, settlement="accepted", note=note
                )

    def _watch(self) -> None:
        """Minimums by hand with their alerts, and the look at expiries that raises alerts."""
        for minimum in self._plan.minimums():
            branch_id = self._founded.branches[minimum.branch]
            product_id = self._catalogue[minimum.product].product_id
            set_minimum(
                actor=SYSTEM, branch_id=branch_id, product_id=product_id, quantity=minimum.quantity
            )
            self.counts["minimums"] += 1
        for branch_id in self._founded.branches.values():
            review_expiry(
                actor=SYSTEM, branch_id=branch_id, today=self._plan.today, days=EXPIRY_DAYS
            )

    def _sell(self, branch: str) -> None:
        sales: Sequence[SalePlan] = self._waiting[branch]
        if not sales:
            return
        notes = self._plan.country.notes
        named = self._tills.session_of
        for booked in sell(branch, sales, self._founded, self._catalogue, notes, named):
            self._numbers[booked.series_id] = booked.sequence
        self.counts["sales"] += len(sales)
        self._waiting[branch] = []
