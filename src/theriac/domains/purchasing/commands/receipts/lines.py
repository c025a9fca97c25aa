"""The lines of a delivery while it is being written down: added, changed, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.facts.records import altered
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.queries.sale_facts import PackFact, ProductFact
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.input_tax import usual_tax
from theriac.domains.purchasing.delivery import (
    known_products,
    lines_of,
    locked_receipt,
    require_state,
    save_receipt,
)
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.checks import MOST_LINES
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, line_faults
from theriac.domains.suppliers.queries import supplier_cards

KEPT = (
    "product_id",
    "pack_id",
    "packs",
    "bonus_packs",
    "batch_number",
    "expires_on",
    "is_short_accepted",
    "price",
    "discount_bp",
    "discount",
    "mrp",
    "selling_price",
    "shelf",
    "temperature",
    "supplier_code",
)
"""The facts of a line that are kept as they are given."""


@command(
    name="purchasing.add_line",
    done=gettext_lazy("Entered received goods"),
    permission=DRAFT_RECEIPT,
)
def add_line(
    *, actor: Actor, branch_id: BranchId, receipt_id: UUID, facts: GoodsLineWritten
) -> UUID:
    """Write a line down; goods that stand there already (same pack, batch, expiry) are counted up.

    Returns the line's id. Raises NotFound, ReceiptFixed, ReceiptRefused.
    """
    receipt = locked_receipt(receipt_id, branch_id)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    facts = _trimmed(facts)
    there = _same_of(lines_of(receipt), facts)
    if there is not None:
        _count_up(there, facts)
        save_receipt(receipt, "counted", {"line": there.id.hex, "packs": there.packs})
        return there.id
    last = GoodsReceiptLine.objects.filter(receipt=receipt).aggregate(at=Max("position"))["at"] or 0
    line = built_lines(receipt, [facts], start=last + 1)[0]
    line.id = current_unit().effect_id
    insert_rows(GoodsReceiptLine, [line])
    save_receipt(receipt, "line added", {"line": line.id.hex, "product": line.product_id.hex})
    return line.id


@command(
    name="purchasing.add_lines",
    done=gettext_lazy("Wrote down goods that came, several at once"),
    permission=DRAFT_RECEIPT,
)
def add_lines(
    *, actor: Actor, branch_id: BranchId, receipt_id: UUID, lines: Sequence[GoodsLineWritten]
) -> int:
    """Write these lines down, all or none, each as ``add_line`` does; the version then.

    Raises NotFound, ReceiptFixed, and ReceiptRefused with every fault of every line.
    """
    receipt = locked_receipt(receipt_id, branch_id)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    there = lines_of(receipt)
    rows = built_lines(receipt, lines, start=max((one.position for one in there), default=0) + 1)
    added: list[GoodsReceiptLine] = []
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    faults: dict[str, Text] = {}
    for index, (facts, row) in enumerate(zip(lines, rows, strict=True)):
        same = _same_of(there, _trimmed(facts))
        if same is None:
            added.append(row)
            continue
        before.setdefault(same.id.hex, same.packs)
        try:
            _count_up(same, _trimmed(facts))
        except ReceiptRefused as refused:
            found = refused.errors or {refused.field or "packs": refused.detail}
            faults |= {f"lines.{index}.{name}": words for name, words in found.items()}
        after[same.id.hex] = same.packs
    if faults:
        raise ReceiptRefused(errors=faults)
    insert_rows(GoodsReceiptLine, added)
    counted = {"before": before, "after": after} if after else {}
    return save_receipt(receipt, "lines added", {"lines": [one.id.hex for one in added], **counted})


@command(
    name="purchasing.change_line",
    done=gettext_lazy("Edited a line of a goods receipt"),
    permission=DRAFT_RECEIPT,
)
def change_line(
    *, actor: Actor, branch_id: BranchId, receipt_id: UUID, line_id: UUID, facts: GoodsLineWritten
) -> UUID:
    """Keep these facts of a line in place of those before. Raises as ``add_line``."""
    receipt = locked_receipt(receipt_id, branch_id)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    before = _line(receipt, line_id)
    after = built_lines(receipt, [facts], start=before.position)[0]
    after.id = before.id
    after.save(force_update=True)
    names = [name for name in KEPT if getattr(before, name) != getattr(after, name)]
    save_receipt(receipt, "line changed", {"line": line_id.hex, "names": sorted(names)})
    return line_id


@command(
    name="purchasing.remove_line",
    done=gettext_lazy("Removed a line of a goods receipt"),
    permission=DRAFT_RECEIPT,
)
def remove_line(*, actor: Actor, branch_id: BranchId, receipt_id: UUID, line_id: UUID) -> int:
    """Take a line away; returns the receipt's version. Raises NotFound, ReceiptFixed."""
    receipt = locked_receipt(receipt_id, branch_id)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    line = _line(receipt, line_id)
    facts = {"line": line_id.hex, "product": line.product_id.hex, "quantity": line.quantity}
    line.delete()
    return save_receipt(receipt, "line removed", facts)


def built_lines(
    receipt: GoodsReceipt, lines: Sequence[GoodsLineWritten], *, start: int
) -> list[GoodsReceiptLine]:
    """The rows of these lines, not kept yet. Raises NotFound, ReceiptRefused."""
    if start + len(lines) - 1 > MOST_LINES:
        raise ReceiptRefused(
            _("A goods receipt has at most %(most)s lines. Start another one.")
            % {"most": MOST_LINES},
            field="lines",
        )
    products = known_products([line.product_id for line in lines])
    charged = _charged(receipt)

    @cache
    def rate(tax_class: str) -> int:
        return usual_tax(receipt.branch_id, tax_class, receipt.received_on) if charged else 0

    faults: dict[str, Text] = {}
    rows: list[GoodsReceiptLine] = []
    for index, line in enumerate(lines):
        product = products[line.product_id]
        pack = _pack(product, line, index)
        for name, words in line_faults(line, pack.factor).items():
            faults[f"lines.{index}.{name}"] = words
        tax = line.tax_bp if line.tax_bp is not None else rate(product.tax_class)
        rows.append(_row(receipt, _trimmed(line), pack.factor, start + index, tax))
    if faults:
        raise ReceiptRefused(errors=faults)
    return rows


def _charged(receipt: GoodsReceipt) -> bool:
    if receipt.supplier_id is None:
        return True
    card = supplier_cards([receipt.supplier_id]).get(receipt.supplier_id)
    return card is None or card.tax_registered


def _pack(product: ProductFact, line: GoodsLineWritten, index: int) -> PackFact:
    pack = product.packs.get(line.pack_id)
    if pack is None:
        raise NotFound(
            _("%(product)s doesn’t have this pack.") % {"product": product.name},
            field=f"lines.{index}.pack_id",
        )
    return pack


def _trimmed(line: GoodsLineWritten) -> GoodsLineWritten:
    return replace(
        line,
        batch_number=line.batch_number.strip(),
        shelf=line.shelf.strip(),
        supplier_code=line.supplier_code.strip(),
        serials=tuple(one.strip() for one in line.serials if one.strip()),
    )


def _row(
    receipt: GoodsReceipt, line: GoodsLineWritten, factor: int, position: int, tax_bp: int
) -> GoodsReceiptLine:
    kept: dict[str, Any] = {name: getattr(line, name) for name in KEPT}
    return GoodsReceiptLine(
        id=new_id(),
        receipt=receipt,
        position=position,
        factor=factor,
        quantity=(line.packs + line.bonus_packs) * factor,
        serials=list(line.serials),
        tax_bp=tax_bp,
        **kept,
    )


def _line(receipt: GoodsReceipt, line_id: UUID) -> GoodsReceiptLine:
    found: GoodsReceiptLine | None = GoodsReceiptLine.objects.filter(
        id=line_id, receipt=receipt
    ).first()
    if found is None:
        raise NotFound(_("This line no longer exists. Reload the goods receipt."))
    return found


def _same_of(there: Sequence[GoodsReceiptLine], facts: GoodsLineWritten) -> GoodsReceiptLine | None:
    """The line that has these goods already, at this price or whatever where nobody said one.

    The last delivery's price is what nobody said. Goods without a batch number are never the same.
    """
    names = ["pack_id", "batch_number", "expires_on"]
    if not facts.batch_number:
        return None
    if not facts.is_last_price and (facts.price or facts.discount or facts.discount_bp):
        names += ["price", "discount", "discount_bp"]
    return next(
        (one for one in there if all(getattr(one, name) == getattr(facts, name) for name in names)),
        None,
    )


def _count_up(line: GoodsReceiptLine, facts: GoodsLineWritten) -> None:
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
        serials=(*line.serials, *facts.serials),
    )
    line.refresh_from_db()
