"""What an order has in a draft and nobody has counted yet: lines without a batch.

Goods that are counted with their batch are taken from these lines, so that ordered and counted
packs never stand there twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from theriac.core.facts.records import altered
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.rules.facts import GoodsLineWritten

Taken = tuple[GoodsLineWritten, GoodsReceiptLine | None]
"""Goods that were counted, and the line that they were taken from, which is lower by them."""


def taken_from_awaited(
    receipt: GoodsReceipt, there: Sequence[GoodsReceiptLine], facts: GoodsLineWritten, factor: int
) -> list[Taken]:
    """The counted goods, split by the awaited lines that they come from; these become lower.

    ``factor`` base units are in the pack of ``facts``. Paid packs are taken before bonus packs,
    whole packs of a line only. A line's terms hold where nobody said a price, and
    make the part one whose price nobody said. What is more than
    awaited belongs to the last line. Writes nothing: lines whose packs are 0 are to be removed.
    """
    awaited = [one for one in there if _awaits(receipt, one, facts, factor)]
    if not awaited:
        return [(facts, None)]
    taken: list[Taken] = []
    paid, bonus = facts.packs, facts.bonus_packs
    for line in awaited:
        ratio = factor // line.factor
        most = paid + bonus if line is awaited[-1] else min(paid + bonus, _packs(line) // ratio)
        if not most:
            continue
        free = min(bonus, max(0, most - paid))
        taken.append((_of_line(facts, line, most - free, free, ratio, first=not taken), line))
        paid, bonus = paid - (most - free), bonus - free
    return taken


def is_used_up(line: GoodsReceiptLine) -> bool:
    """Whether nothing of an awaited line is left."""
    return not line.packs and not line.bonus_packs


def _awaits(
    receipt: GoodsReceipt, line: GoodsReceiptLine, facts: GoodsLineWritten, factor: int
) -> bool:
    """Whether these goods may be of the line: it has no batch, they have one.

    A delivery that was read from its invoice keeps that invoice's lines as they are.
    """
    return (
        receipt.order_id is not None
        and receipt.file_key is None
        and bool(facts.batch_number)
        and not line.batch_number
        and line.expires_on is None
        and line.product_id == facts.product_id
        and factor % line.factor == 0
    )


def _packs(line: GoodsReceiptLine) -> int:
    return line.packs + line.bonus_packs


def _of_line(
    facts: GoodsLineWritten,
    line: GoodsReceiptLine,
    paid: int,
    free: int,
    ratio: int,
    *,
    first: bool,
) -> GoodsLineWritten:
    """So many packs of the counted goods as goods of the line, which is lowered by them."""
    common = {
        "serials": facts.serials if first else (),
        "tax_bp": line.tax_bp if facts.tax_bp is None else facts.tax_bp,
        "supplier_code": facts.supplier_code or line.supplier_code,
    }
    if not facts.is_last_price and (facts.price or facts.discount or facts.discount_bp):
        _lower(line, paid * ratio, free * ratio)
        discount = facts.discount if first else 0
        return altered(facts, packs=paid, bonus_packs=free, discount=discount, **common)
    paid, free = paid * ratio, free * ratio
    if not free:
        free = max(0, min(paid - line.packs, line.bonus_packs))
        paid -= free
    terms = {"price": line.price, "discount_bp": line.discount_bp, "is_last_price": True}
    discount = _lower(line, paid, free)
    return altered(
        facts,
        pack_id=line.pack_id,
        packs=paid,
        bonus_packs=free,
        discount=discount,
        **terms,
        **common,
    )


def _lower(line: GoodsReceiptLine, paid: int, free: int) -> int:
    """Take packs off the line, never below nothing; the share of its discount that they have."""
    from_bonus = min(free, line.bonus_packs)
    from_paid = min(paid + free - from_bonus, line.packs)
    share = line.discount * from_paid // line.packs if line.packs else 0
    line.bonus_packs -= min(paid + free - from_paid, line.bonus_packs)
    line.packs -= from_paid
    line.discount -= share
    line.quantity = _packs(line) * line.factor
    return share
