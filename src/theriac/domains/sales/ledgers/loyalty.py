"""What a sale is worth in points to its member, and what of it points pay: booked with the sale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.loyalty.points import (
    Collecting,
    LoyalDocument,
    LoyalLine,
    collect_pushed,
    demand_points,
)
from theriac.domains.loyalty.returns import CameBack, is_loyal, return_points
from theriac.domains.pricing.rules.payments import PaymentMethod, SettledPayment
from theriac.domains.pricing.rules.sale import PricedSale
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.ledgers.ports import BorneNote
from theriac.domains.sales.models import DiscrepancyCase, Payment, Sale, SaleLine
from theriac.domains.sales.pushes.books import Disagreement
from theriac.domains.sales.pushes.sale import PushedSale


def demand_collecting(
    draft: SaleDraft,
    basket: Sequence[BasketLine],
    priced: PricedSale,
    payments: Sequence[SettledPayment],
) -> Collecting | None:
    """Lock the member that the sale names and judge what points pay; reads nothing without one.

    Raises as ``demand_points``.
    """
    parts = [
        (given.reference, paid.tendered)
        for given, paid in zip(draft.tenders[: len(payments)], payments, strict=True)
        if paid.method is PaymentMethod.POINTS
    ]
    bought = [
        LoyalLine(line.product.legal_class, amounts.total)
        for line, amounts in zip(basket, priced.lines, strict=True)
    ]
    return demand_points(draft.member_number, parts, bought)


def collect(
    collecting: Collecting | None,
    sale: Sale,
    basket: Sequence[BasketLine],
    lines: Sequence[SaleLine],
) -> None:
    """Book the points with the rows of the sale."""
    if collecting is not None:
        classes = [
            (row.id, line.product.legal_class) for line, row in zip(basket, lines, strict=True)
        ]
        collecting.write(_told(sale), classes)


def collect_told(
    sale: Sale,
    pushed: PushedSale,
    payments: Sequence[Payment],
    products: Mapping[UUID, ProductFact],
) -> list[Disagreement]:
    """Book what a device's sale earns and spends, whatever disagrees; a case for each of that."""
    parts = [
        (one.reference, one.tendered - one.change)
        for one in payments
        if one.method == Payment.Method.POINTS
    ]
    if not parts and not pushed.member_number:
        return []
    classes = [(line.id, products[line.product_id].legal_class) for line in pushed.lines]
    bought = [LoyalLine(products[line.product_id].legal_class, line.total) for line in pushed.lines]
    collecting, found = collect_pushed(pushed.member_number, parts, bought)
    if collecting is not None:
        collecting.write(_told(sale), classes)
    return [Disagreement(DiscrepancyCase.Kind.LOYALTY, facts=facts) for facts in found]


def take_points_back(note: BorneNote, came_back: Callable[[], CameBack]) -> None:
    """Book what a written credit note takes and gives of points; who calls holds the sale.

    By all that came back until now, so that it is exact in whatever parts goods come. A sale of no
    member costs one statement.
    """
    if is_loyal(note.sale_id):
        return_points(_told(note), note.sale_id, came_back())


def _told(document: Sale | BorneNote) -> LoyalDocument:
    return LoyalDocument(
        id=document.id,
        branch_id=document.branch_id,
        number=document.number,
        business_on=document.business_on,
        person_id=document.person_id,
    )
