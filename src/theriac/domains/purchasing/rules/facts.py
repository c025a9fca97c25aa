"""What people and programs say of a delivery and its lines, as the commands take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Text

MOST_PACKS = 1_000_000
MOST_UNITS = 1_000_000_000
MOST_MONEY = 10**15
MOST_BP = 10_000
MOST_SERIALS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """What concerns the whole delivery; see ``models.receipt.GoodsReceipt``.

    ``tax_is_cost`` None: as the branch is registered, since who charges the tax claims it back.
    """

    supplier_id: UUID | None = None
    received_on: date | None = None
    delivery_note: str = ""
    invoice_number: str = ""
    invoice_on: date | None = None
    freight: int = 0
    discount: int = 0
    tax_total: int | None = None
    tax_is_cost: bool | None = None
    invoice_total: int | None = None
    is_consigned: bool = False
    note: str = ""
    difference_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One batch of one product in one pack; see ``models.receipt.GoodsReceiptLine``.

    ``tax_bp`` None: what the country charges on the product's class on the day of the receipt.
    ``is_last_price``: price and discount are those of the last delivery, and nobody typed them.
    """

    product_id: UUID
    pack_id: UUID
    packs: int = 1
    bonus_packs: int = 0
    batch_number: str = ""
    expires_on: date | None = None
    is_short_accepted: bool = False
    serials: Sequence[str] = ()
    price: int = 0
    is_last_price: bool = False
    discount_bp: int = 0
    discount: int = 0
    tax_bp: int | None = None
    mrp: int | None = None
    selling_price: int | None = None
    shelf: str = ""
    temperature: int | None = None
    supplier_code: str = ""


def head_faults(facts: ReceiptFacts, today: date) -> dict[str, Text]:
    """What can't be kept of the head, by field."""
    found: dict[str, Text] = {}
    if facts.received_on is not None and facts.received_on > today:
        found["received_on"] = _("This day is still to come. Type the day when the goods came.")
    for name in ("freight", "discount", "tax_total", "invoice_total"):
        amount = getattr(facts, name)
        if amount is not None and not 0 <= amount <= MOST_MONEY:
            found[name] = _("This amount can't be right. Look at the invoice again.")
    return found


def line_faults(facts: LineFacts, factor: int) -> dict[str, Text]:
    """What can't be kept of a line, even as a draft, by field."""
    found = _count_faults(facts, factor) | _amount_faults(facts)
    for name in ("discount_bp", "tax_bp"):
        rate = getattr(facts, name)
        if rate is not None and not 0 <= rate <= MOST_BP:
            found[name] = _("A rate is between 0 and 100 %.")
    if len(facts.serials) > MOST_SERIALS:
        found["serials"] = _("At most 500 serial numbers fit on a line. Write another line.")
    return found


def _count_faults(facts: LineFacts, factor: int) -> dict[str, Text]:
    count = facts.packs + facts.bonus_packs
    if facts.packs < 0 or facts.bonus_packs < 0 or count < 1:
        return {"packs": _("A quantity is 1 or more packs.")}
    if count > MOST_PACKS or count * factor > MOST_UNITS:
        return {"packs": _("So many can't have come. Look at the quantity again.")}
    return {}


def _amount_faults(facts: LineFacts) -> dict[str, Text]:
    words = _("This amount can't be right. Look at the invoice again.")
    amounts = {
        "price": facts.price,
        "discount": facts.discount,
        "mrp": facts.mrp,
    }
    found: dict[str, Text] = {
        name: words
        for name, amount in amounts.items()
        if amount is not None and not 0 <= amount <= MOST_MONEY
    }
    if facts.packs * facts.price > MOST_MONEY:
        found["price"] = words
    unfit = selling_price_fault(facts.selling_price, facts.mrp)
    return found | ({"selling_price": unfit} if unfit else {})


def selling_price_fault(amount: int | None, mrp: int | None) -> Text | None:
    """Why a pack can't be sold for ``amount`` minor units where ``mrp`` is printed on it."""
    if amount is None:
        return None
    if not 0 < amount <= MOST_MONEY:
        return _("A price is above 0. Type it again.")
    if mrp is not None and amount > mrp:
        return _("This is above the price printed on the pack.")
    return None
