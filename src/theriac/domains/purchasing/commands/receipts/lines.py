"""The lines of a delivery while it is being written down: added, changed, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.delivery import locked_receipt, require_state, save_receipt
from theriac.domains.purchasing.goods_lines.counted import count_goods
from theriac.domains.purchasing.goods_lines.rows import KEPT, built_lines
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.purchasing.rules.facts import GoodsLineWritten


@command(
    name="purchasing.add_line",
    done=gettext_lazy("Entered received goods"),
    permission=DRAFT_RECEIPT,
)
def add_line(
    *, actor: Actor, branch_id: BranchId, receipt_id: UUID, facts: GoodsLineWritten
) -> UUID:
    """Write a line down; goods that stand there already (same pack, batch, expiry) are counted up.

    In the receipt of an order they are taken from the line that awaits them (``goods_lines``).
    Returns the line's id. Raises NotFound, ReceiptFixed, ReceiptRefused.
    """
    receipt = locked_receipt(receipt_id, branch_id)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    counted = count_goods(receipt, [facts], current_unit().effect_id)
    save_receipt(receipt, "counted", {"line": counted.first[0].hex, **counted.changed})
    return counted.first[0]


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
    counted = count_goods(receipt, lines)
    facts = {"lines": [one.id.hex for one in counted.added], **counted.changed}
    return save_receipt(receipt, "lines added", facts)


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


def _line(receipt: GoodsReceipt, line_id: UUID) -> GoodsReceiptLine:
    found: GoodsReceiptLine | None = GoodsReceiptLine.objects.filter(
        id=line_id, receipt=receipt
    ).first()
    if found is None:
        raise NotFound(_("This line no longer exists. Reload the goods receipt."))
    return found
