"""Past sales as they are brought in: priced and allocated by the rules of their own moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.pricing.rules.payments import (
    PaymentMethod,
    SettledPayment,
    Tender,
    cash_part,
    settle_payments,
)
from theriac.domains.pricing.rules.sale import PricedSale, price_sale
from theriac.domains.sales.checkout.basket import BasketLine, refuse_breaches
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.models import Payment, Sale, SaleGround, SaleLine
from theriac.domains.sales.problems import PairingNeeded
from theriac.domains.stock.commands.past_stock import PastTake


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSale:
    """A sale of the past. ``draft.occurred_at`` says when; its single tender says how it was paid.

    ``hand_over`` gives what was tendered for a total (change comes from cash); None: exactly it.
    ``permitted_by`` decided on the grounds, the seller where it is None.
    """

    id: UUID
    terminal_id: TerminalId
    person_id: UUID
    draft: SaleDraft
    permitted_by: UUID | None = None
    hand_over: Callable[[int], int] | None = None


@dataclass(frozen=True, slots=True)
class BookedNumber:
    """The number that a past sale took in its terminal's series."""

    series_id: UUID
    sequence: int
    number: str


@dataclass(slots=True)
class PastRows:
    """The rows of many sales, to be written at once."""

    sales: list[Sale] = field(default_factory=list)
    grounds: list[SaleGround] = field(default_factory=list)
    lines: list[SaleLine] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    takes: list[PastTake] = field(default_factory=list)


class Points:
    """The selling points of one branch's terminals, each read once."""

    def __init__(self, branch_id: BranchId) -> None:
        self._branch_id = branch_id
        self._known: dict[UUID, SellingPoint] = {}

    def place(self, sale: PastSale) -> SaleContext:
        """Where and when the sale was. Raises PairingNeeded for a terminal of another branch."""
        point = self._known.get(sale.terminal_id) or get_selling_point(sale.terminal_id)
        if point is None or point.branch_id != self._branch_id:
            raise PairingNeeded(_("Use an active terminal of this branch."))
        self._known[sale.terminal_id] = point
        moment = sale.draft.occurred_at
        if moment is None:
            raise ValueError("a past sale says when it was")
        today = moment.astimezone(ZoneInfo(point.time_zone)).date()
        return SaleContext(point, profile_for(point.country), moment.astimezone(UTC), today)


def amounts_of(
    sale: PastSale, basket: Sequence[BasketLine], place: SaleContext
) -> tuple[PricedSale, tuple[SettledPayment, ...]]:
    """The sale's amounts and its payment. Raises PriceAboveCeiling, PaymentMissing."""
    method = PaymentMethod(sale.draft.tenders[0].method)
    cash = cash_part([Tender(method, 0)], place.point.cash_rounding)
    to_price = [line.to_price for line in basket]
    priced = price_sale(to_price, place.profile, place.tax_at(sale.draft.place_of_supply), cash)
    refuse_breaches(priced.breaches, basket, place)
    tendered = sale.hand_over(priced.total) if sale.hand_over else priced.total
    payments = settle_payments(
        priced.total,
        [Tender(method, tendered)],
        currency=place.point.currency,
        country=place.profile.code,
    )
    return priced, payments


def permitting(sale: PastSale, people: Mapping[UUID, Actor]) -> Actor:
    """Who decided on the sale's grounds. Raises KeyError for somebody unknown."""
    return people[sale.permitted_by or sale.person_id]
