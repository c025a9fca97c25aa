"""A delivery is checked, taken back to writing, or thrown away before it was posted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.update import update_rows
from theriac.core.problems import Text
from theriac.core.rights import require
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.cold_chain.queries.limits import missed_at_arrival
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchasing.commands.receipts.invoice_lines import asking_lines
from theriac.domains.purchasing.comparison import differences_of
from theriac.domains.purchasing.delivery import (
    RECORD,
    costs_of,
    known_products,
    lines_of,
    locked_receipt,
    require_state,
    save_receipt,
    seen,
    short_days,
    taken_supplier,
)
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.permissions import CHECK_RECEIPT, DRAFT_RECEIPT
from theriac.domains.purchasing.price_proposals import proposals
from theriac.domains.purchasing.problems import ReceiptRefused
from theriac.domains.purchasing.rules.checks import faults_of
from theriac.domains.stock.commands.deliveries.receive import require_receivable
from theriac.domains.stock.permissions import RELEASE_STOCK

SETTLED = ["proposed_price", "is_short_accepted", "is_temperature_accepted"]
"""What a check writes on each line."""


@command(
    name="purchasing.check_receipt",
    done=gettext_lazy("Checked a goods receipt"),
    permission=CHECK_RECEIPT,
)
def check_receipt(
    *,
    actor: Actor,
    branch_id: BranchId,
    receipt_id: UUID,
    version: int,
    accept_short: bool = False,
    accept_temperature: bool = False,
) -> int:
    """Confirm that what is written is what came; returns the version then.

    ``accept_short`` accepts every short-dated line. ``accept_temperature`` accepts every one that
    arrived outside the limits of its storage, which who may release batches may; without it their
    batches are held at posting. Raises ReceiptRefused with every fault at its line, NotFound,
    Stale, ReceiptFixed, SupplierBlocked, ProductNotReceived, NotPermitted.
    """
    if accept_temperature:
        require(actor, RELEASE_STOCK, branch_id)
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    lines = lines_of(receipt)
    if accept_short:
        for line in lines:
            line.is_short_accepted = True
    products = require_whole(receipt, lines)
    return confirm(actor, receipt, lines, products, accept_temperature=accept_temperature)


@command(
    name="purchasing.reopen_receipt",
    done=gettext_lazy("Returned a goods receipt to draft"),
    permission=DRAFT_RECEIPT,
)
def reopen_receipt(*, actor: Actor, branch_id: BranchId, receipt_id: UUID, version: int) -> int:
    """Take a checked receipt back to writing. Raises NotFound, Stale, ReceiptFixed."""
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.CHECKED)
    receipt.state = GoodsReceipt.State.DRAFT
    receipt.checked_at = receipt.checked_by = None
    return save_receipt(receipt, "back to writing")


@command(
    name="purchasing.discard_receipt",
    done=gettext_lazy("Discarded a goods receipt draft"),
    permission=DRAFT_RECEIPT,
)
def discard_receipt(*, actor: Actor, branch_id: BranchId, receipt_id: UUID, version: int) -> UUID:
    """Throw a draft away; it moved nothing and had no number. Raises as ``reopen_receipt``."""
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.DRAFT)
    facts = {"lines": receipt.lines.count(), "delivery_note": receipt.delivery_note}
    current_unit().record(RECORD, receipt.id, reason="discarded", facts=facts)
    receipt.delete()
    return receipt_id


def confirm(
    actor: Actor,
    receipt: GoodsReceipt,
    lines: Sequence[GoodsReceiptLine],
    products: Mapping[UUID, ProductFact],
    *,
    accept_temperature: bool = False,
) -> int:
    """Keep what is written, which lacks nothing, as checked; the version then."""
    proposed = proposals(receipt, lines, products)
    missed = missed_at_arrival([(line.product_id, line.temperature) for line in lines])
    for line, limits in zip(lines, missed, strict=True):
        line.proposed_price = proposed.get(line.id)
        line.is_temperature_accepted = accept_temperature and limits is not None
    update_rows(lines, SETTLED)
    receipt.state = GoodsReceipt.State.CHECKED
    receipt.checked_at, receipt.checked_by = clock.now(), actor.id
    facts = {"lines": len(lines)}
    if accepted := sum(line.is_temperature_accepted for line in lines):
        facts["temperatures_accepted"] = accepted
    return save_receipt(receipt, "checked", facts)


def require_whole(
    receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]
) -> dict[UUID, ProductFact]:
    """The lines' products, when nothing is lacking.

    Raises ReceiptRefused, SupplierBlocked, ProductNotReceived.
    """
    faults: dict[str, Text] = {}
    if taken_supplier(receipt.supplier_id) is None:
        faults["supplier_id"] = _("Choose the supplier.")
    require_receivable([line.product_id for line in lines])
    products = known_products([line.product_id for line in lines])
    named = [seen(line, products[line.product_id].name) for line in lines]
    faults |= faults_of(named, branch_date(receipt.branch_id), short_days())
    if not faults and costs_of(receipt, lines) is None:
        faults["discount"] = _(
            "The discount is higher than the cost of the goods. Check the invoice."
        )
    if not faults and asking_lines(receipt).exists():
        faults["lines"] = _(
            "Lines of the invoice were read unsurely. Check them beside the invoice first."
        )
    if not faults and not receipt.difference_reason and differences_of(receipt, lines):
        faults["difference_reason"] = _(
            "The invoice differs from the goods received. Correct the lines, or enter a reason."
        )
    if faults:
        raise ReceiptRefused(errors=faults)
    return products
