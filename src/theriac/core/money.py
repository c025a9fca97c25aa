"""Money as whole minor units with its currency, and the only places where it is rounded.

A rupiah has no minor unit here (exponent 0), an Indian rupee has a hundred paise (2), a Kuwaiti
dinar a thousand fils (3).
No floating point number touches money: a finer price is an exact ``Fraction`` of minor
units and is rounded once, on the line, by ``round_half_up``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 currency: its code, decimals of the minor unit, and the sign people write."""

    code: str
    exponent: int
    sign: str


CURRENCIES = {
    currency.code: currency
    for currency in (
        Currency("IDR", 0, "Rp"),
        Currency("INR", 2, "₹"),
        Currency("USD", 2, "$"),
        Currency("EUR", 2, "€"),
        Currency("CHF", 2, "CHF"),
        Currency("JPY", 0, "¥"),
        Currency("KWD", 3, "KD"),
    )
}


class CurrencyMismatch(TypeError):
    """Two amounts of different currencies met; they can't be added or compared."""


@dataclass(frozen=True, slots=True)
class Money:
    """A whole number of minor units of one currency. Raises CurrencyMismatch on mixing."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"money is a whole number of minor units, not {self.amount!r}")
        if self.currency not in CURRENCIES:
            raise ValueError(f"unknown currency {self.currency!r}")

    def _same(self, other: Money) -> int:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} with {other.currency}")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: int) -> Money:
        if type(factor) is not int:
            raise TypeError("money is multiplied by whole numbers only; use round_half_up")
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other)

    def __bool__(self) -> bool:
        return self.amount != 0


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The exact sum; zero of ``currency`` when there is nothing to add."""
    result = Money(0, currency)
    for amount in amounts:
        result = result + amount
    return result


def divide_half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to a ratio, halves away from zero. The denominator is above zero."""
    nearest = (2 * abs(numerator) + denominator) // (2 * denominator)
    return nearest if numerator >= 0 else -nearest


def round_half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero (commercial rounding)."""
    return divide_half_up(value.numerator, value.denominator)


def round_to_multiple(amount: int, multiple: int) -> int:
    """The nearest multiple of ``multiple``, halves away from zero (cash rounding)."""
    return round_half_up(Fraction(amount, multiple)) * multiple


def share_out(amount: int, weights: Sequence[int]) -> list[int]:
    """Split ``amount`` by whole weights so that the parts add up to it exactly.

    Largest remainder; equal remainders go to the earlier part. All-zero weights share equally.
    """
    if not weights:
        raise ValueError("nothing to share out to")
    if any(weight < 0 for weight in weights):
        raise ValueError("weights are not negative")
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares)
    sign = -1 if amount < 0 else 1
    parts = [abs(amount) * share // whole for share in shares]
    remainders = [abs(amount) * share % whole for share in shares]
    order = sorted(range(len(shares)), key=lambda index: (-remainders[index], index))
    for index in order[: abs(amount) - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]
