"""Taking goods back without their receipt: approved each time, into quarantine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.customer_returns.approval import demand_unreceipted
from theriac.domains.customer_returns.credit_note import (
    CreditNote,
    write_note,
)
from theriac.domains.customer_returns.drafts import UnreceiptedGoods, UnreceiptedReturnNew
from theriac.domains.customer_returns.goods import ReturnedPart, ReturnRules
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.problems import PriceTooHigh, ReturnTooMuch
from theriac.domains.customer_returns.queries.returnable import (
    rules_here,
)
from theriac.domains.customer_returns.refunds import RefundTerms, refund_of
from theriac.domains.customer_returns.rules import (
    DESTRUCTION,
    QUARANTINE,
    SEALED,
    LineShare,
    share_at,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_settings, pharmacy_currency
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.sales.queries.sold_goods import lowest_price
from theriac.domains.stock.commands.deliveries.brought_back import (
    StandingBatch,
    standing_batches,
)
from theriac.domains.stock.ledger import lock_lying
from theriac.domains.stock.queries.batches.by_place import was_batch_at


@command(
    name="customer_returns.return_unreceipted",
    done=gettext_lazy("Accepted a return without a receipt"),
    permission=ACCEPT_RETURNS,
)
def return_unreceipted(
    *,
    actor: Actor,
    branch_id: BranchId,
    draft: UnreceiptedReturnNew,
    approval_id: UUID | None = None,
) -> UUID:
    """Take goods without their receipt into quarantine and refund them; the credit note's id.

    For no more than the lowest price of the product in the last days that the pharmacy sets, and
    no more units of a batch that the branch had than customers have. Raises NotFound,
    ReturnTooMuch, PriceTooHigh, NotReturnable, RefundUnfit, ApprovalNeeded, ApprovalUnfit.
    """
    lock_lying([one.batch_id for one in draft.lines])
    rules = rules_here(branch_id)
    parts = _parts(branch_id, draft.lines, rules)
    settings = get_settings()
    terms = RefundTerms(
        profile=rules.profile,
        currency=pharmacy_currency(),
        multiple=settings.cash_rounding if settings else 1,
        left={},
    )
    refund = refund_of(sum(one.share.amount for one in parts), draft, terms)
    note = CreditNote(
        id=current_unit().effect_id,
        branch_id=branch_id,
        reason=draft.reason,
        note=draft.note,
        parts=parts,
        refund=refund,
        approval_id=demand_unreceipted(parts, refund, (branch_id, actor, approval_id)),
    )
    row: CustomerReturn = write_note(actor, note)
    return UUID(str(row.id))


def _parts(
    branch_id: BranchId, lines: Sequence[UnreceiptedGoods], rules: ReturnRules
) -> list[ReturnedPart]:
    """The goods, batch by batch. Raises NotFound, ReturnTooMuch, PriceTooHigh, NotReturnable."""
    batches = standing_batches(one.batch_id for one in lines)
    for index, one in enumerate(lines):
        if one.batch_id not in batches or not was_batch_at(branch_id, one.batch_id):
            raise NotFound(
                _("This branch never had this batch. Scan the pack again."),
                field=f"lines.{index}.batch_id",
            )
    products = sale_facts({one.product_id for one in batches.values()})
    for batch in batches.values():
        rules.refuse_registered(products[batch.product_id])
    _refuse_more_than_sold(lines, batches)
    found = []
    for index, one in enumerate(lines):
        batch = batches[one.batch_id]
        found.append(
            ReturnedPart(
                sale_line_id=None,
                product_id=batch.product_id,
                batch_id=batch.batch_id,
                batch=batch,
                quantity=one.quantity,
                condition=one.condition,
                goes=QUARANTINE if one.condition == SEALED else DESTRUCTION,
                share=_share(one, batch, products[batch.product_id].name, rules, index),
            )
        )
    return found


def _refuse_more_than_sold(
    lines: Sequence[UnreceiptedGoods], batches: Mapping[UUID, StandingBatch]
) -> None:
    accounts = accounts_of(sorted({one.batch_id for one in batches.values()}))
    units: dict[UUID, int] = defaultdict(int)
    for index, one in enumerate(lines):
        key = batches[one.batch_id].batch_id
        units[key] += one.quantity
        left = accounts[key].sold
        if units[key] > left:
            words = _("Customers have at most %(left)s base units of this batch. Enter less.")
            raise ReturnTooMuch(words % {"left": left}, field=f"lines.{index}.quantity", left=left)


def _share(
    one: UnreceiptedGoods, batch: StandingBatch, product: str, rules: ReturnRules, index: int
) -> LineShare:
    """The amount with the tax that its lowest price bore."""
    settings = get_settings()
    since = rules.today - timedelta(days=settings.unreceipted_days if settings else 0)
    sold = lowest_price(families_of([batch.product_id])[batch.product_id], since)
    most = sold.total * one.quantity // sold.units if sold else 0
    if sold is None or one.amount > most:
        words = _("%(product)s: refund at most %(most)s, its lowest recent price.")
        money = format_money(Money(most, pharmacy_currency()), rules.profile.code)
        raise PriceTooHigh(
            words % {"product": product, "most": money}, field=f"lines.{index}.amount", most=most
        )
    return share_at(LineShare(sold.total, sold.tax, sold.taxes), one.amount)
