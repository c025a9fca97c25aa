"""What a program's sale comes to before anything is written; complete_sale and quotes share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.database.reads import answers
from theriac.countries.registry import profile_for
from theriac.domains.books.till_cash import session_at
from theriac.domains.catalog.queries.sale_facts import ProductFact, ask_sale_facts
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.selling_point import SellingPoint, ask_selling_point
from theriac.domains.pricing.rules.payments import (
    SettledPayment,
    Tender,
    cash_part,
    settle_payments,
)
from theriac.domains.pricing.rules.prices import line_amount
from theriac.domains.pricing.rules.sale import PricedSale, price_sale, total_sale
from theriac.domains.sales.checkout.basket import BasketLine, quantity_of, refuse_breaches
from theriac.domains.sales.checkout.drafts import SaleDraft, TenderGiven
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.problems import (
    DiscountUnfit,
    NothingToSell,
    PairingNeeded,
    ProductUnknown,
    TenderUnfit,
    TillUnfit,
)
from theriac.domains.stock.queries.sellable import ShelfBatch, ask_shelf_batches


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where and when the sale happens, and what it asks for, with its products' shelf as of now."""

    place: SaleContext
    products: Mapping[UUID, ProductFact]
    shelf: Mapping[UUID, Sequence[ShelfBatch]]


def prepared(branch_id: BranchId, terminal_id: TerminalId, draft: SaleDraft) -> Prepared:
    """What is known before anything is locked, asked together.

    Raises PairingNeeded, TillUnfit, NothingToSell, ProductUnknown naming the line.
    """
    moment = draft.occurred_at or clock.now()
    asked = list(dict.fromkeys(item.product_id for item in draft.items))
    point, products, shelf = answers(
        ask_selling_point(terminal_id),
        ask_sale_facts(asked),
        ask_shelf_batches(branch_id, asked, moment),
    )
    place = _place(point, branch_id, moment)
    _refuse_other_till(terminal_id, draft.till_session_id)
    _refuse_unknown(draft, products)
    return Prepared(place, products, shelf)


def _place(point: SellingPoint | None, branch_id: UUID, moment: datetime) -> SaleContext:
    if point is None or point.terminal_revoked or point.branch_id != branch_id:
        raise PairingNeeded(_("Use an active terminal of this branch."))
    today = moment.astimezone(ZoneInfo(point.time_zone)).date()
    return SaleContext(point, profile_for(point.country), moment, today)


def _refuse_other_till(terminal_id: UUID, session_id: UUID | None) -> None:
    if session_id is not None and session_id != session_at(terminal_id):
        raise TillUnfit(
            _("This till isn’t open at this terminal. Choose its open till, or leave it out."),
            field="till_session_id",
        )


def _refuse_unknown(draft: SaleDraft, products: Mapping[UUID, ProductFact]) -> None:
    if not draft.items:
        raise NothingToSell(_("Add at least one line."), field="lines")
    for position, item in enumerate(draft.items, start=1):
        product = products.get(item.product_id)
        if product is None or not product.sellable:
            raise ProductUnknown(
                _("Line %(position)s: this product isn’t in the catalogue or isn’t for sale.")
                % {"position": position},
                field=f"lines.{position - 1}.product_id",
                product_id=item.product_id,
            )


def units_asked(
    draft: SaleDraft, products: Mapping[UUID, ProductFact]
) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Base units by product, and by the batches that are named. Raises as ``quantity_of``."""
    units: dict[UUID, int] = defaultdict(int)
    named: dict[UUID, int] = defaultdict(int)
    for position, item in enumerate(draft.items, start=1):
        _pack, quantity = quantity_of(item, products[item.product_id], position)
        units[item.product_id] += quantity
        if item.batch_id is not None:
            named[item.batch_id] += quantity
    return units, named


def amounts_of(
    draft: SaleDraft, basket: Sequence[BasketLine], place: SaleContext
) -> tuple[PricedSale, tuple[SettledPayment, ...]]:
    """What the sale costs and how it is paid.

    Raises DiscountUnfit, PriceAboveCeiling, TenderUnfit, PaymentMissing, ChangeOnlyFromCash.
    """
    unrounded = totals_of(draft, basket, place)
    currency = place.point.currency
    known = _tenders(draft.tenders, unrounded.total)
    cash = cash_part(known, place.point.cash_rounding)
    priced = total_sale(unrounded.lines, place.profile, cash, unrounded.breaches)
    tenders = _tenders(draft.tenders, priced.total)
    _refuse_empty(known, tenders, priced.total)
    payments = settle_payments(
        priced.total,
        [tender for tender in tenders if tender.amount],
        currency=currency,
        country=place.profile.code,
    )
    return priced, payments


def totals_of(draft: SaleDraft, basket: Sequence[BasketLine], place: SaleContext) -> PricedSale:
    """The amounts before any cash rounding. Raises DiscountUnfit, PriceAboveCeiling."""
    for line in basket:
        if not 0 <= line.to_price.discount <= line_amount(line.price, line.quantity):
            raise DiscountUnfit(
                _("%(product)s: the discount is higher than the line total. Lower the discount.")
                % {"product": line.product.name},
                field="lines",
                product_id=line.product.id,
            )
    context = place.tax_at(draft.place_of_supply)
    priced = price_sale([line.to_price for line in basket], place.profile, context)
    refuse_breaches(priced.breaches, basket, place)
    return priced


def _refuse_empty(known: Sequence[Tender], tenders: Sequence[Tender], total: int) -> None:
    """A payment is above zero, unless nothing is to pay or cash rounding made nothing of it.

    ``known``: the same before the rounding.
    """
    for index, (before, tender) in enumerate(zip(known, tenders, strict=True)):
        if tender.amount < 0 or (tender.amount == 0 and total and before.amount <= 0):
            raise TenderUnfit(
                _("Nothing is left to pay. Remove this payment."),
                field=f"payments.{index}.amount",
            )


def _tenders(given: Sequence[TenderGiven], total: int) -> list[Tender]:
    named = sum(tender.amount or 0 for tender in given)
    return [
        Tender(tender.method, tender.amount if tender.amount is not None else total - named)
        for tender in given
    ]
