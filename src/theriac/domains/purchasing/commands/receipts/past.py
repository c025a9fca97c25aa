"""A delivery of the past with its goods receipt, for books that are loaded whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.receipts.begin import begin_receipt
from theriac.domains.purchasing.commands.receipts.post import put_on_shelf
from theriac.domains.purchasing.commands.receipts.states import confirm, require_whole
from theriac.domains.purchasing.delivery import lines_of, locked_receipt
from theriac.domains.purchasing.permissions import POST_RECEIPT
from theriac.domains.purchasing.questions import questions_of
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, GoodsReceiptHead
from theriac.domains.stock.commands.snapshot import withdraw


@command(
    name="purchasing.post_past_receipt",
    done=_("Imported a past goods receipt"),
    permission=POST_RECEIPT,
)
def post_past_receipt(
    *,
    actor: Actor,
    branch_id: BranchId,
    facts: GoodsReceiptHead,
    lines: Sequence[GoodsLineWritten],
    received_at: datetime,
) -> str:
    """Write down, check and post a delivery as of its instant; nothing is announced.

    What was short-dated or cost otherwise than before was taken knowingly then. Returns the
    number. Raises as ``begin_receipt``, ``check_receipt`` and ``post_receipt``.
    """
    current_unit().is_history = True
    withdraw(branch_id, received_at)
    with clock.at(received_at):
        key = begin_receipt(actor=actor, branch_id=branch_id, facts=facts, lines=lines)
        receipt = locked_receipt(key, branch_id)
        written = lines_of(receipt)
        for line in written:
            line.is_short_accepted = True
        products = require_whole(receipt, written)
        confirm(actor, receipt, written, products)
        asked = questions_of(receipt, written, products)
        settled = {"confirmed": [one.code for one in asked]} if asked else {}
        return put_on_shelf(actor, receipt, written, products, settled)
