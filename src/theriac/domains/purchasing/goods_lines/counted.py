"""Goods that are counted into a draft: a line of their own, more of one, or of what was ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from theriac.core.database.insert import insert_rows
from theriac.core.facts.records import altered
from theriac.core.problems import Text
from theriac.domains.purchase_orders.queries.ordered_goods import ordered_goods
from theriac.domains.purchasing.delivery import lines_of
from theriac.domains.purchasing.goods_lines.awaited import is_used_up, taken_from_awaited
from theriac.domains.purchasing.goods_lines.rows import built_lines, trimmed
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, line_faults


@dataclass(slots=True)
class CountedGoods:
    """What became of counted goods: new lines, and others' packs by position before and after.

    ``first`` is the line that each of them went to.
    """

    first: list[UUID] = field(default_factory=list)
    added: list[GoodsReceiptLine] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> Mapping[str, Mapping[str, int]]:
        """For the trail; empty where no line stood there before."""
        return {"before": self.before, "after": self.after} if self.after else {}


def count_goods(
    receipt: GoodsReceipt, lines: Sequence[GoodsLineWritten], new_line: UUID | None = None
) -> CountedGoods:
    """Write goods down: at the line that has them already, else from what the order awaits.

    ``new_line`` is the id of the line that is new, where one kind of goods is counted. Raises
    NotFound, and ReceiptRefused with every fault of every line.
    """
    there = lines_of(receipt)
    start = max((one.position for one in there), default=0) + 1
    rows = built_lines(receipt, lines, start=start)
    counted = CountedGoods()
    faults: dict[str, Text] = {}
    for index, (facts, row) in enumerate(zip(lines, rows, strict=True)):
        try:
            _count(receipt, there, trimmed(facts), row, counted)
        except ReceiptRefused as refused:
            if new_line is not None:
                raise
            found = refused.errors or {refused.field or "packs": refused.detail}
            faults |= {f"lines.{index}.{name}": words for name, words in found.items()}
    if faults:
        raise ReceiptRefused(errors=faults)
    for offset, row in enumerate(counted.added):
        row.position = start + offset
    if new_line is not None and counted.added:
        made = counted.added[0]
        counted.first = [new_line if one == made.id else one for one in counted.first]
        made.id = new_line
    insert_rows(GoodsReceiptLine, counted.added)
    return counted


def _count(
    receipt: GoodsReceipt,
    there: list[GoodsReceiptLine],
    facts: GoodsLineWritten,
    row: GoodsReceiptLine,
    counted: CountedGoods,
) -> None:
    packs = {one.id: one.packs for one in there}
    landed: list[UUID] = []
    for part, awaited in taken_from_awaited(receipt, there, facts, row.factor):
        if awaited is not None:
            counted.before.setdefault(str(awaited.position), packs[awaited.id])
            counted.after[str(awaited.position)] = awaited.packs
        same = _same_of(there, part, None if awaited is None else receipt.order_id)
        if same is not None:
            counted.before.setdefault(str(same.position), same.packs)
            ordered = awaited is not None and part.is_last_price
            _count_up(same, part, part.discount if ordered else 0)
            counted.after[str(same.position)] = same.packs
            landed.append(same.id)
        elif awaited is not None and is_used_up(awaited):
            _fill(receipt, awaited, part)
            counted.after[str(awaited.position)] = awaited.packs
            landed.append(awaited.id)
            continue
        else:
            made = row if awaited is None else built_lines(receipt, [part], start=1)[0]
            counted.added.append(made)
            landed.append(made.id)
        if awaited is not None:
            _keep_rest(there, awaited)
    counted.first.append(landed[0])


def _fill(receipt: GoodsReceipt, awaited: GoodsReceiptLine, part: GoodsLineWritten) -> None:
    """The awaited line itself becomes the goods that used it up."""
    made = built_lines(receipt, [part], start=awaited.position)[0]
    for one in GoodsReceiptLine._meta.concrete_fields:
        if one.name not in ("id", "receipt"):
            setattr(awaited, one.attname, getattr(made, one.attname))
    awaited.save(force_update=True)


def _keep_rest(there: list[GoodsReceiptLine], awaited: GoodsReceiptLine) -> None:
    if is_used_up(awaited):
        there.remove(awaited)
        awaited.delete()
    else:
        awaited.save(update_fields=["packs", "bonus_packs", "discount", "quantity"])


def _same_of(
    there: Sequence[GoodsReceiptLine], facts: GoodsLineWritten, order_id: UUID | None
) -> GoodsReceiptLine | None:
    """The line that has these goods already, at this price or whatever where nobody said one.

    The last delivery's price is what nobody said; that of an order is, where it asks several for
    the product. Goods without a batch number are never the same.
    """
    names = ["pack_id", "batch_number", "expires_on"]
    if not facts.batch_number:
        return None
    if not facts.is_last_price and (facts.price or facts.discount or facts.discount_bp):
        names += ["price", "discount", "discount_bp"]
    elif order_id is not None and _has_several_prices(order_id, facts.product_id):
        names += ["price", "discount_bp"]
    return next(
        (one for one in there if all(getattr(one, name) == getattr(facts, name) for name in names)),
        None,
    )


def _has_several_prices(order_id: UUID, product_id: UUID) -> bool:
    of_product = [one.price for one in ordered_goods(order_id) if one.product_id == product_id]
    return len({(one.price, one.discount_bp) for one in of_product}) > 1


def _count_up(line: GoodsReceiptLine, facts: GoodsLineWritten, discount: int) -> None:
    twice = set(line.serials) & set(facts.serials)
    if twice:
        raise ReceiptRefused(
            _("The pack with serial number %(serial)s is already entered.")
            % {"serial": min(twice)},
            field="serials",
        )
    if faults := line_faults(
        altered(
            facts,
            packs=line.packs + facts.packs,
            bonus_packs=line.bonus_packs + facts.bonus_packs,
            serials=(*line.serials, *facts.serials),
        ),
        line.factor,
    ):
        raise ReceiptRefused(errors=faults)
    units = (facts.packs + facts.bonus_packs) * line.factor
    GoodsReceiptLine.objects.filter(id=line.id).update(
        packs=F("packs") + facts.packs,
        bonus_packs=F("bonus_packs") + facts.bonus_packs,
        quantity=F("quantity") + units,
        discount=F("discount") + discount,
        serials=(*line.serials, *facts.serials),
    )
    line.refresh_from_db()
