"""A person confirms what goods that came are sold for."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.update import update_rows
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.delivery import (
    lines_of,
    locked_receipt,
    require_state,
    save_receipt,
)
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.purchasing.permissions import POST_RECEIPT
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.facts import selling_price_fault


@command(
    name="purchasing.confirm_prices",
    done=gettext_lazy("Set selling prices of received goods"),
    permission=POST_RECEIPT,
)
def confirm_prices(
    *,
    actor: Actor,
    branch_id: BranchId,
    receipt_id: UUID,
    version: int,
    prices: Mapping[UUID, int | None],
) -> int:
    """Settle the price of one pack of each line named; None leaves the price as it is now.

    They hold from the posting on. Raises NotFound, Stale, ReceiptFixed, ReceiptRefused.
    """
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.CHECKED)
    lines = {line.id: line for line in lines_of(receipt)}
    if set(prices) - set(lines):
        raise NotFound(_("This line no longer exists. Reload the goods receipt."))
    before = {line_id: lines[line_id].selling_price for line_id in prices}
    for line_id, amount in prices.items():
        fault = selling_price_fault(amount, lines[line_id].mrp)
        if fault is not None:
            raise ReceiptRefused(fault, field=f"prices.{line_id}")
        lines[line_id].selling_price = amount
    update_rows([lines[key] for key in prices], ["selling_price"])
    changed = {key: amount for key, amount in prices.items() if amount != before[key]}
    sides = {
        "before": {lines[key].position: before[key] for key in changed},
        "after": {lines[key].position: amount for key, amount in changed.items()},
    }
    return save_receipt(receipt, "prices confirmed", {"lines": len(prices), **sides})
