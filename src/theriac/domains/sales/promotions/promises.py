"""A pushed sale's promised prices compared with their quotation; what differs is a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from theriac.core.money import round_half_up
from theriac.domains.sales.promotions.ports import QuotedGoods, QuotedPrices, quoted_prices
from theriac.domains.sales.pushes.books import Disagreement, Kind, KnownBooks
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale


def judge_promises(pushed: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """Price cases of lines that a counter calls promised, and no quotation promised so.

    One for the whole sale where its quotation doesn't hold; else one for each item at another
    price. More than was quoted costs today's price for the rest.
    """
    promised = [line for line in pushed.lines if line.is_promised]
    if not promised:
        return []
    quoted = quoted_prices(pushed.quotation_id) if pushed.quotation_id else None
    if quoted is None:
        return [_case(promised[0], {"promise": "unknown"})]
    if quoted.branch_id != books.place.point.branch_id:
        return [_case(promised[0], {"promise": "elsewhere"})]
    told = {"quotation": quoted.number, "valid_until": quoted.valid_until}
    if why := _why_ended(quoted, pushed, books):
        return [_case(promised[0], {"promise": why, **told})]
    return [_case(line, {**facts, **told}) for line, facts in _other_prices(promised, quoted)]


def _case(line: PushedLine, facts: Mapping[str, Any]) -> Disagreement:
    return Disagreement(Kind.PRICE, line, facts=facts)


def _why_ended(quoted: QuotedPrices, pushed: PushedSale, books: KnownBooks) -> str:
    """Why it promises this sale nothing; "" where it does."""
    if quoted.is_cancelled:
        return "cancelled"
    if quoted.sale_id != pushed.id:
        return "other_sale"
    return "expired" if quoted.valid_until < books.place.today else ""


@dataclass(frozen=True, slots=True)
class _Item:
    """The parts of one item of the basket: base units, today's price, what was paid."""

    lines: Sequence[PushedLine]

    def sum_of(self, name: str) -> int:
        return sum(getattr(line, name) for line in self.lines)

    @property
    def paid(self) -> int:
        return self.sum_of("gross") - self.sum_of("discount")


def _other_prices(
    promised: Sequence[PushedLine], quoted: QuotedPrices
) -> list[tuple[PushedLine, dict[str, Any]]]:
    """The first line of each item that doesn't cost what was promised, and both prices.

    What was quoted counts once, whatever lines it stands on.
    """
    left = {one: one.quantity for one in quoted.goods}
    found = []
    for item in _items(promised):
        goods = _goods_of(item, quoted)
        fitting = next((one for one in goods if _is_kept(item, one, left[one])), None)
        if fitting is None:
            expected = round_half_up(_cost(item, goods[0], left[goods[0]])) if goods else None
            facts = {"promise": "other_price", "paid": item.paid, "expected": expected}
            found.append((item.lines[0], facts))
        if taken := fitting or next(iter(goods), None):
            left[taken] -= min(left[taken], item.sum_of("quantity"))
    return found


def _items(promised: Sequence[PushedLine]) -> list[_Item]:
    parts: dict[tuple[UUID, int], list[PushedLine]] = defaultdict(list)
    for line in promised:
        parts[line.product_id, line.part_of or line.position].append(line)
    return [_Item(lines) for lines in parts.values()]


def _goods_of(item: _Item, quoted: QuotedPrices) -> list[QuotedGoods]:
    """What was quoted of the product, in the item's own pack where it was.

    A part may be counted in a smaller pack than was asked for.
    """
    same = [one for one in quoted.goods if one.product_id == item.lines[0].product_id]
    packs = {line.pack_id for line in item.lines}
    return [one for one in same if one.pack_id in packs] or same


def _cost(item: _Item, goods: QuotedGoods, left: int) -> Fraction:
    """What the item costs with so many units left at the promised price, the rest at today's."""
    units = item.sum_of("quantity")
    kept = min(units, left)
    promised = Fraction(goods.amount * kept, goods.quantity)
    return promised + Fraction(item.sum_of("gross") * (units - kept), units)


def _is_kept(item: _Item, goods: QuotedGoods, left: int) -> bool:
    """Whether it was sold at that, to less than a minor unit."""
    return abs(_cost(item, goods, left) - item.paid) < 1
