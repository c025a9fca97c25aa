"""What a pushed sale and the books disagree about. Reads what it is given; nothing is refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from theriac.core.actor import ActorKind
from theriac.core.ids import parse_id
from theriac.countries.taxes import UnknownTaxClass
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.pricing.rules.ceilings import CeilingBreach, find_breach
from theriac.domains.pricing.rules.payments import (
    PaymentMethod,
    SettledPayment,
    Tender,
    cash_part,
    payments_fit,
    rest_in_cash,
)
from theriac.domains.pricing.rules.sale import LineToPrice, price_line
from theriac.domains.sales.checkout.price_match import agreed_price, in_parts, prices_of
from theriac.domains.sales.checkout.prices import ceilings_of, units_of
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.pushes.books import Disagreement, Kind, KnownBooks
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.papers import of_ground, of_papers
from theriac.domains.sales.pushes.sale import PushedPayment, PushedSale
from theriac.domains.sales.rules import ClockReading, ClockVerdict, judge_clock
from theriac.domains.stock.queries.sellable import ShelfBatch
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of


def of_lines(sale: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """Products that aren't sold, prices, taxes, grounds and batch states, line by line."""
    grounds = {ground.id: ground for ground in sale.grounds}
    parts = in_parts(line.product_id for line in sale.lines)
    found: list[Disagreement] = []
    for line in sale.lines:
        found += _batches(line, books)
        product = books.products[line.product_id]
        if not product.sellable and not product.merged:
            found.append(Disagreement(Kind.PRODUCT, line))
        found += _amounts(line, product, books, is_part=line.product_id in parts)
        ground = grounds.get(line.ground_id) if line.ground_id else None
        found += of_ground(line, product, ground, books)
    return found


def of_sale(sale: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """Sums, payments, the person, the clocks, and what stayed sealed."""
    return [
        *_sums(sale, books),
        *_person(sale, books),
        *_number(sale, books),
        *_clock(sale, books),
        *of_papers(sale, books),
    ]


def _batches(line: PushedLine, books: KnownBooks) -> list[Disagreement]:
    found = []
    for share in line.allocations:
        batch = books.batches.get(share.batch_id)
        if batch is None or batch.product_id != line.product_id:
            continue
        facts = {
            "batch_id": batch.batch_id,
            "batch": batch.number,
            "expires_on": batch.expires_on,
        }
        found += [Disagreement(kind, line, facts=facts) for kind in _kinds(batch, books)]
    return found


def _kinds(batch: ShelfBatch, books: KnownBooks) -> Iterator[str]:
    """Why a batch can't be sold; one that is held may be past its expiry as well."""
    expiry = condition_of(batch.expires_on, held=False, today=books.place.today)
    if expiry is not BatchCondition.SELLABLE:
        yield Kind.BATCH_EXPIRED
    if batch.held:
        yield Kind.BATCH_HELD


def _amounts(
    line: PushedLine, product: ProductFact, books: KnownBooks, *, is_part: bool
) -> list[Disagreement]:
    first = next((books.batches.get(share.batch_id) for share in line.allocations), None)
    goods = units_of(first, line.quantity) if first else None
    prices = prices_of(product, line.pack_id, goods, books.place, is_part=is_part)
    pack = product.packs.get(line.pack_id)
    if pack is not None and line.packs * pack.factor != line.quantity:
        facts = {"packs": line.packs, "factor": pack.factor}
        return [Disagreement(Kind.PRICE, line, facts=facts)]
    price = agreed_price((line.price_amount, line.price_units), prices)
    if price is None:
        listed = {"amount": prices[0].amount, "units": prices[0].units} if prices else None
        return [Disagreement(Kind.PRICE, line, facts={"listed": listed})]
    ceilings = ceilings_of(product, goods.mrp if goods else None, books.place.moment)
    to_price = LineToPrice(price, line.quantity, product.tax_class, line.discount, ceilings)
    try:
        expected = price_line(to_price, books.place.profile, books.place.tax)
    except (ValueError, UnknownTaxClass):
        return [Disagreement(Kind.PRICE, line, facts={"why": "unpriceable"})]
    found = []
    if (expected.gross, expected.total) != (line.gross, line.total):
        found.append(Disagreement(Kind.PRICE, line, facts={"expected": expected.total}))
    elif expected.tax != line.tax:
        found.append(Disagreement(Kind.TAX, line, facts={"expected": expected.tax}))
    breach = find_breach(line.position, line.total, line.quantity, ceilings)
    if breach is not None:
        found.append(Disagreement(Kind.PRICE, line, facts=_breach_facts(breach)))
    return found


def _breach_facts(breach: CeilingBreach) -> dict[str, Any]:
    return {"ceiling": breach.ceiling.kind.value, "most": breach.most}


def adds_up(sale: PushedSale) -> bool:
    """Whether the sale's own amounts agree with one another, to the last minor unit."""
    lines = sale.lines
    return (
        sum(line.total for line in lines) + sale.rounding == sale.total
        and sum(line.gross for line in lines) == sale.gross
        and sum(line.discount for line in lines) == sale.discount
        and sum(line.tax for line in lines) == sale.tax
        and all(line.taxable + line.tax == line.total for line in lines)
        and all(sum(tax.amount for tax in line.taxes) == line.tax for line in lines)
        and all(
            sum(share.quantity for share in line.allocations) <= line.quantity for line in lines
        )
        and _paid(sale)
    )


def _paid(sale: PushedSale) -> bool:
    if not all(_is_known(payment) for payment in sale.payments):
        return False
    settled = [SettledPayment(PaymentMethod(p.method), p.tendered, p.change) for p in sale.payments]
    return payments_fit(sale.total, settled)


def _is_known(payment: PushedPayment) -> bool:
    """A way to pay; goods that come back name their credit note."""
    if payment.method == PaymentMethod.EXCHANGE:
        return parse_id(payment.reference) is not None
    return payment.method in set(PaymentMethod)


def _sums(sale: PushedSale, books: KnownBooks) -> list[Disagreement]:
    if not adds_up(sale):
        return [Disagreement(Kind.PAYMENT, facts={"total": sale.total})]
    tenders = [Tender(PaymentMethod(p.method), p.tendered - p.change) for p in sale.payments]
    multiple = books.place.point.cash_rounding
    rounds = partial(books.place.profile.sale_rounding, sale.total - sale.rounding)
    expected = rounds(cash_part(tenders, multiple))
    # What was left for cash may have been less than a coin: then no cash is among the payments.
    if sale.rounding in (expected, rounds(rest_in_cash(tenders, multiple))):
        return []
    facts = {"total": sale.total, "rounding": sale.rounding, "expected": expected}
    return [Disagreement(Kind.PAYMENT, facts=facts)]


def _person(sale: PushedSale, books: KnownBooks) -> list[Disagreement]:
    person = books.people.get(sale.person_id)
    if books.client.kind is ActorKind.MACHINE and books.client.id == sale.person_id:
        person = books.client
    if person is not None and person.may(SELL, books.place.point.branch_id):
        return []
    why = "unknown" if person is None else "not_permitted"
    return [Disagreement(Kind.PERSON, facts={"person_id": sale.person_id, "why": why})]


def _number(sale: PushedSale, books: KnownBooks) -> list[Disagreement]:
    if books.is_void:
        return [Disagreement(Kind.NUMBER, facts={"number": sale.number, "why": "void"})]
    if books.number and sale.number != books.number:
        facts = {"number": sale.number, "expected": books.number}
        return [Disagreement(Kind.NUMBER, facts=facts)]
    if books.place.profile.is_valid_number(sale.number):
        return []
    return [Disagreement(Kind.NUMBER, facts={"number": sale.number})]


def reading_of(sale: PushedSale, books: KnownBooks) -> ClockReading:
    """Both clocks of the sale."""
    return ClockReading(
        occurred_at=sale.occurred_at,
        received_at=books.received_at,
        business_on=sale.business_on,
        previous_on=books.previous_on,
        queued_for=sale.sent_at - sale.occurred_at,
    )


def _clock(sale: PushedSale, books: KnownBooks) -> list[Disagreement]:
    reading = reading_of(sale, books)
    is_other_day = books.told_on not in (None, sale.business_on)
    if not is_other_day and judge_clock(reading) is not ClockVerdict.CASE:
        return []
    facts: dict[str, Any] = {
        "occurred_at": sale.occurred_at,
        "received_at": books.received_at,
    }
    if is_other_day:
        facts["told_on"] = books.told_on
    return [Disagreement(Kind.CLOCK, facts=facts)]
