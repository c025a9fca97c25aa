"""A sale or credit note as its papers tell it: data, in minor units and base units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from theriac.countries.documents import ReceiptForm
from theriac.domains.organisation.queries.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class DocumentBuyer:
    """Whom a document is made out to; ``state`` is India's code, ``tax_number`` a business's.

    ``delivery`` is where the goods go, where that is another address.
    """

    name: str
    address: str = ""
    state: str = ""
    tax_number: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class DocumentBatch:
    """So many base units of a batch; ``mrp`` is printed for so many of them, where it is."""

    number: str
    expires_on: date | None
    quantity: int
    mrp: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A line; ``unit_price`` is a pack's, before the discount."""

    product: str
    legal_class: str
    goods_code: str
    base_unit: str
    pack: str
    packs: int
    quantity: int
    unit_price: int
    gross: int
    discount: int
    taxable: int
    tax: int
    total: int
    taxes: Sequence[Mapping[str, Any]]
    batches: Sequence[DocumentBatch]
    promotion: str = ""
    """The promotion of the discount, as the customer was told at the sale."""

    @property
    def rate_bp(self) -> int:
        """All taxes of the line together."""
        return sum(tax["rate_bp"] for tax in self.taxes)

    @property
    def printed_maximum(self) -> int:
        """What the line would cost at its printed maximum prices, rounded down; 0 if unknown."""
        if not self.batches or sum(one.quantity for one in self.batches) != self.quantity:
            return 0
        parts = [one.mrp and one.mrp[0] * one.quantity // one.mrp[1] for one in self.batches]
        return sum(part for part in parts if part) if all(parts) else 0


@dataclass(frozen=True, slots=True)
class DocumentPayment:
    """``tendered`` with the change in it."""

    method: str
    tendered: int
    change: int


@dataclass(frozen=True, slots=True)
class Original:
    """The document that a credit note answers."""

    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOfSale:
    """A sale, or with ``is_credit`` a credit note, with all that any paper of it shows.

    ``place_of_supply`` is India's code of the State whose tax it bears, "" elsewhere. ``answers``
    is what a credit note answers, None without a receipt.
    """

    country: str
    language: str
    currency: str
    form: ReceiptForm
    is_credit: bool
    number: str
    on: date
    at: datetime
    zone: str
    seller: Letterhead
    person: str
    terminal: str
    place_of_supply: str
    lines: Sequence[DocumentLine]
    rounding: int
    total: int
    payments: Sequence[DocumentPayment]
    buyer: DocumentBuyer | None = None
    answers: Original | None = None
    is_void: bool = False
    quoted_until: date | None = None
    """The last day of a quotation's prices; None for what was sold."""

    @property
    def is_inter_state(self) -> bool:
        """Whether another State's tax is due."""
        return bool(self.place_of_supply) and self.place_of_supply != self.seller.state

    @property
    def saved(self) -> int:
        """What was saved against the printed maximum prices, of lines that have one."""
        parts = ((line.printed_maximum, line.total) for line in self.lines)
        return sum(max(0, most - paid) for most, paid in parts if most)


@dataclass(frozen=True, slots=True)
class RateSum:
    """What lines of one whole rate come to; ``taxes`` by code."""

    rate_bp: int
    taxable: int
    taxes: Mapping[str, int]


def sums_by_rate(lines: Sequence[DocumentLine]) -> list[RateSum]:
    """The taxes of a document by their whole rate, the highest first."""
    taxable: dict[int, int] = defaultdict(int)
    taxes: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        taxable[line.rate_bp] += line.taxable
        for tax in line.taxes:
            taxes[line.rate_bp][tax["code"]] += tax["amount"]
    rates = sorted(taxable, reverse=True)
    return [RateSum(rate, taxable[rate], dict(taxes[rate])) for rate in rates]
