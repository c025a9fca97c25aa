"""A shop that lives through days of its own, and what its series of demand tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.forecasting.jobs import follow_demand
from theriac.domains.forecasting.models import DemandDay, StockOut
from theriac.domains.forecasting.queries.demand import ProductDemand, demand_of
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import complete_sale

ZONE = ZoneInfo("Asia/Jakarta")
FIRST = date(2026, 10, 1)
"""The first of the days."""


def noon(number: int) -> datetime:
    """The middle of a day of the shop's."""
    return datetime.combine(FIRST + timedelta(days=number), time(12), ZONE)


@dataclass(frozen=True)
class Days:
    """One medicine of a shop, lived with by the number of the day."""

    shop: Shop
    medicine: Medicine

    @contextmanager
    def on(self, number: int) -> Iterator[None]:
        """At noon of a day."""
        with clock.at(noon(number)):
            yield

    def come(self, number: int, units: int, *, expires: int = 400, batch: str = "B1") -> UUID:
        """Goods come on a day, and expire so many days after the first."""
        with self.on(number):
            return stock_up(
                self.shop,
                self.medicine,
                units,
                batch_number=batch,
                expires_on=FIRST + timedelta(days=expires),
            )

    def sell(self, number: int, units: int, *, arrives: int | None = None) -> None:
        """Some are sold on a day; the sale ``arrives`` on another where that is given."""
        with self.on(number if arrives is None else arrives):
            complete_sale(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                terminal_id=self.shop.api_terminal_id,
                draft=SaleDraft(
                    items=[SaleItem(product_id=self.medicine.id, quantity=units)],
                    tenders=[TenderGiven(method=PaymentMethod.TRANSFER)],
                    occurred_at=noon(number),
                ),
            )

    def night(self, number: int) -> int:
        """The night's work of a day; how many products changed."""
        with self.on(number):
            return int(follow_demand.call())

    def told(self, first: int, last: int, *, actor: Actor | None = None) -> ProductDemand:
        """The demand from one day to another."""
        return demand_of(
            actor=actor or self.shop.owner,
            branch_id=self.shop.branch_id,
            product_id=self.medicine.id,
            first=FIRST + timedelta(days=first),
            last=FIRST + timedelta(days=last),
        )


def days_of(shop: Shop, name: str = "Paracetamol 500 mg tablet") -> Days:
    """A medicine that the shop has listed and priced since the day before the first."""
    with clock.at(noon(-1)):
        return Days(shop, add_medicine(shop, name))


def kept() -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """All that is kept: the days, and the spans without stock."""
    days = DemandDay.objects.order_by("branch_id", "product_id", "day")
    spans = StockOut.objects.order_by("branch_id", "product_id", "from_day")
    columns = ("branch_id", "product_id")
    return (
        list(days.values_list(*columns, "day", "units", "ran_out")),
        list(spans.values_list(*columns, "from_day", "until_day")),
    )
