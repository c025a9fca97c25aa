"""Payments of a sale: they cover it exactly, and change comes only from cash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.countries.base import CashPart
from theriac.domains.pricing.problems import ChangeOnlyFromCash, PaymentMissing


class PaymentMethod(StrEnum):
    """How money comes in, as recorded; only cash can be given back.

    ``credit`` is owed by a credit account. ``exchange`` is what a return pays for the goods that
    take the place of those. ``points`` are a loyalty member’s, ``gift_card`` is what a card still
    holds.
    """

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    QR = "qr"
    CREDIT = "credit"
    EXCHANGE = "exchange"
    POINTS = "points"
    GIFT_CARD = "gift_card"


METHODS: dict[str, Text] = {
    "cash": _("Cash"),
    "card": _("Card"),
    "transfer": _("Transfer"),
    "qr": _("QR"),
    "credit": _("Credit account"),
    "exchange": _("Exchange"),
    "points": _("Loyalty points"),
    "gift_card": _("Gift card"),
}
"""What screens and papers call them."""


@dataclass(frozen=True, slots=True)
class Tender:
    """What the customer hands over by one method, in minor units."""

    method: PaymentMethod
    amount: int


@dataclass(frozen=True, slots=True)
class SettledPayment:
    """A tender and the change given on it; tendered - change is what it pays."""

    method: PaymentMethod
    tendered: int
    change: int


def cash_part(tenders: Sequence[Tender], multiple: int) -> CashPart | None:
    """How a sale is paid, as cash rounding asks; None when no cash is in it."""
    if all(tender.method is not PaymentMethod.CASH for tender in tenders):
        return None
    return rest_in_cash(tenders, multiple)


def rest_in_cash(tenders: Sequence[Tender], multiple: int) -> CashPart:
    """The same where cash pays what is left, also where that rounds to nothing."""
    other = sum(tender.amount for tender in tenders if tender.method is not PaymentMethod.CASH)
    return CashPart(other=other, multiple=multiple)


def settle_payments(
    total: int, tenders: Sequence[Tender], *, currency: str, country: str
) -> tuple[SettledPayment, ...]:
    """The payments with their change, which is taken from the last cash first.

    Then the sum of tendered - change is ``total``. Raises PaymentMissing, ChangeOnlyFromCash, or
    ValueError for a tender that isn't above zero or a total below it.
    """
    if total < 0 or any(tender.amount <= 0 for tender in tenders):
        raise ValueError("a tender is above zero and a total not below it")
    change = sum(tender.amount for tender in tenders) - total
    if change < 0:
        raise PaymentMissing.of(Money(-change, currency), country)
    settled = []
    for tender in reversed(tenders):
        given = min(change, tender.amount) if tender.method is PaymentMethod.CASH else 0
        change -= given
        settled.append(SettledPayment(tender.method, tender.amount, given))
    if change:
        raise ChangeOnlyFromCash.of(Money(change, currency))
    return tuple(reversed(settled))


def payments_fit(total: int, payments: Sequence[SettledPayment]) -> bool:
    """Whether recorded payments pay ``total`` exactly, with change on cash alone."""
    return sum(paid.tendered - paid.change for paid in payments) == total and all(
        0 <= paid.change <= paid.tendered
        and (paid.change == 0 or paid.method is PaymentMethod.CASH)
        for paid in payments
    )
