"""Returns of customers in tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from tests.support.approving import by_two
from tests.support.shop import Shop, add_staff
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.drafts import (
    CustomerReturnNew,
    GoodsReturned,
    UnreceiptedGoods,
    UnreceiptedReturnNew,
)
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale


def sold(
    shop: Shop, items: Sequence[tuple[UUID, int]], *, paid: Sequence[tuple[str, int | None]] = ()
) -> CompletedSale:
    """A sale of so many base units of each product; in cash, or as ``paid`` says."""
    ways = paid or (("cash", None),)
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=key, quantity=units) for key, units in items],
            tenders=[
                TenderGiven(method=PaymentMethod(method), amount=amount) for method, amount in ways
            ],
        ),
    )


def in_coins_of(shop: Shop, multiple: int) -> None:
    """Let cash be rounded to so many minor units."""
    change_settings(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        version=PharmacySettings.objects.get().version,
        changes={"cash_rounding": multiple},
    )


def returned(line_id: UUID, quantity: int, **more: Any) -> GoodsReturned:
    """So many base units of a line that come back."""
    return given(GoodsReturned, sale_line_id=line_id, quantity=quantity, **more)


def a_return(
    sale: CompletedSale, *lines: GoodsReturned, reason: str = "unwanted", **more: Any
) -> CustomerReturnNew:
    """What is told of a return; of nothing named the whole sale."""
    whole = [returned(row.id, row.quantity) for row in sale.lines]
    return given(
        CustomerReturnNew,
        sale_id=sale.sale.id,
        reason=reason,
        lines=list(lines) or whole,
        **more,
    )


def give_back(
    shop: Shop, draft: CustomerReturnNew, *, actor: Actor | None = None, at: Any = None
) -> CustomerReturn:
    """The credit note of a return that nobody need approve."""
    key = return_goods(actor=actor or shop.owner, branch_id=at or shop.branch_id, draft=draft)
    return CustomerReturn.objects.get(id=key)


def approved_return(shop: Shop, draft: CustomerReturnNew) -> CustomerReturn:
    """The credit note of a return that a manager approves."""
    return CustomerReturn.objects.get(
        id=approved(
            shop,
            lambda approval_id: return_goods(
                actor=shop.owner, branch_id=shop.branch_id, draft=draft, approval_id=approval_id
            ),
        )
    )


def approved(shop: Shop, act: Callable[[UUID | None], Any]) -> Any:
    """What the owner does after a manager said yes to it."""
    manager = add_staff("manager", shop.branch_id, "approver")
    return by_two(manager, shop.owner, act)


def unreceipted(batch_id: UUID, quantity: int, amount: int, **more: Any) -> UnreceiptedReturnNew:
    """What is told of goods without their receipt."""
    line = given(UnreceiptedGoods, batch_id=batch_id, quantity=quantity, amount=amount)
    return given(UnreceiptedReturnNew, reason="unwanted", lines=[line], **more)
