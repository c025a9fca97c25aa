"""What sales ask of quotations, which lie above: the prices that one promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class QuotedGoods:
    """So many base units of a product in one pack, and what they were promised to cost together.

    ``amount`` is minor units after the discount, as a line's gross less its discount.
    """

    product_id: UUID
    pack_id: UUID
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPrices:
    """A quotation as far as a sale keeps it; ``sale_id`` is the sale or basket that it is for."""

    number: str
    branch_id: UUID
    valid_until: date
    is_cancelled: bool
    sale_id: UUID | None
    goods: Sequence[QuotedGoods]


FindQuoted = Callable[[UUID], QuotedPrices | None]
_finders: list[FindQuoted] = []


def register_quotations(find: FindQuoted) -> None:
    """Let sales know what quotations promised. ValueError for another."""
    if _finders:
        raise ValueError("two know the quotations")
    _finders.append(find)


def quoted_prices(quotation_id: UUID) -> QuotedPrices | None:
    """What the quotation promised, of whatever branch; None where there is none."""
    return next((found for find in _finders if (found := find(quotation_id))), None)
