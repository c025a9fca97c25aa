"""One person who may check and post puts a delivery on the shelf in one step."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.commands.receipts.states import check_receipt
from theriac.domains.purchasing.permissions import CHECK_RECEIPT, POST_RECEIPT


@command(
    name="purchasing.receive_at_once",
    done=_("Checked and posted a goods receipt"),
    permission=POST_RECEIPT,
)
def receive_at_once(
    *,
    actor: Actor,
    branch_id: BranchId,
    receipt_id: UUID,
    version: int,
    accept_short: bool = False,
    accept_temperature: bool = False,
    confirmed: Collection[str] = (),
) -> str:
    """Check a draft and post it, both or neither; the trail keeps both steps. Returns the number.

    Raises NotPermitted for who may not check, and as ``check_receipt`` and ``post_receipt``.
    """
    require(actor, CHECK_RECEIPT, branch_id)
    checked = check_receipt(
        actor=actor,
        branch_id=branch_id,
        receipt_id=receipt_id,
        version=version,
        accept_short=accept_short,
        accept_temperature=accept_temperature,
    )
    return post_receipt(
        actor=actor,
        branch_id=branch_id,
        receipt_id=receipt_id,
        version=checked,
        confirmed=confirmed,
    )
