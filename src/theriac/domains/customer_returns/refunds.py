"""How much is refunded of what comes back, and by which way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.countries.base import CashPart, CountryProfile
from theriac.domains.customer_returns.drafts import (
    CustomerReturnNew,
    RefundGiven,
    UnreceiptedReturnNew,
)
from theriac.domains.customer_returns.problems import RefundUnfit
from theriac.domains.customer_returns.rules import (
    CASH,
    CREDIT,
    EXCHANGE,
    GIFT_CARD,
    POINTS,
    by_the_way_it_was_paid,
    other_part,
)


@dataclass(frozen=True, slots=True)
class RefundPart:
    """``amount`` minor units by a method of payment, or ``exchange``."""

    method: str
    amount: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RefundTerms:
    """What decides a refund: what may go back by each way, the country's rounding, the currency.

    ``rest`` is what is still to be refunded of the whole sale, None without one; ``is_last`` where
    nothing is left of it after this return. ``exchanged`` pays for another sale.
    """

    profile: CountryProfile
    currency: str
    multiple: int
    left: Mapping[str, int]
    rest: int | None = None
    is_last: bool = False
    exchanged: int = 0


@dataclass(frozen=True, slots=True)
class Refund:
    """The parts add up to ``total``, which is what the goods cost and ``rounding``."""

    total: int
    rounding: int
    parts: Sequence[RefundPart]

    def by_method(self) -> list[tuple[str, int]]:
        """The parts that are money, by method."""
        return [(one.method, one.amount) for one in self.parts if one.method != EXCHANGE]


def total_of(amount: int, cash: CashPart | None, terms: RefundTerms) -> int:
    """What ``amount`` is refunded as: rounded as a sale is, and no more than is left of the sale.

    The last return takes all that is left, of which what is paid in cash is rounded too: no coin
    pays the difference of an exchange to the minor unit.
    """
    due = terms.rest if terms.rest is not None and terms.is_last else amount
    rounded = max(0, due + terms.profile.sale_rounding(due, cash))
    return rounded if terms.rest is None or terms.is_last else min(rounded, terms.rest)


def refund_of(
    amount: int, asked: CustomerReturnNew | UnreceiptedReturnNew, terms: RefundTerms
) -> Refund:
    """How ``amount`` is refunded: as ``asked`` says, else by the way it was paid.

    Only a part in cash is rounded as cash. Raises RefundUnfit where what is given isn't the total.
    """
    if asked.refunds is not None:
        refund = _as_given(amount, asked.refunds, terms)
    else:
        total, ways = _worked_out(amount, asked.refund_by, terms)
        parts = [RefundPart(method, part) for method, part in ways if part]
        refund = Refund(total, total - amount, parts)
    _refuse_uncharged(refund, terms)
    if not terms.exchanged:
        return refund
    return replace(refund, parts=[RefundPart(EXCHANGE, terms.exchanged), *refund.parts])


def _worked_out(
    amount: int, by: str | None, terms: RefundTerms
) -> tuple[int, list[tuple[str, int]]]:
    due = total_of(amount, None, terms) - terms.exchanged
    other = other_part(due, terms.left) if by is None else due if by != CASH else 0
    cash = CashPart(other=other + terms.exchanged, multiple=terms.multiple)
    total = total_of(amount, cash if other < due else None, terms)
    rest = total - terms.exchanged
    return total, by_the_way_it_was_paid(rest, terms.left) if by is None else [(by, rest)]


def _as_given(amount: int, given: Sequence[RefundGiven], terms: RefundTerms) -> Refund:
    other = sum(one.amount for one in given if one.method != CASH)
    cash = CashPart(other=other + terms.exchanged, multiple=terms.multiple)
    in_cash = any(one.method == CASH for one in given)
    total = total_of(amount, cash if in_cash else None, terms)
    if sum(one.amount for one in given) != total - terms.exchanged:
        raise _unfit(total - terms.exchanged, terms)
    parts = [RefundPart(one.method, one.amount, one.reference) for one in given]
    return Refund(total, total - amount, parts)


def _refuse_uncharged(refund: Refund, terms: RefundTerms) -> None:
    """Raise RefundUnfit where more goes back to a ledger than is left of what it bore."""
    words = {
        CREDIT: _("The sale wasn’t charged to a credit account. Choose another way to refund it."),
        GIFT_CARD: _("So much wasn’t paid with a gift card. Choose another way to refund it."),
        POINTS: _("So much wasn’t paid with points. Choose another way to refund it."),
    }
    for method, told in words.items():
        amount = sum(part.amount for part in refund.parts if part.method == method)
        if amount > terms.left.get(method, 0):
            raise RefundUnfit(told, field="refunds", total=refund.total)


def _unfit(total: int, terms: RefundTerms) -> RefundUnfit:
    money = format_money(Money(total, terms.currency), terms.profile.code)
    words = _("The refunds must add up to %(total)s. Change their amounts.")
    return RefundUnfit(words % {"total": money}, field="refunds", total=total)
