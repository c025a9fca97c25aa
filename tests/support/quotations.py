"""Quotations in tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop
from theriac.core.facts.records import given
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.quotations.commands.convert import convert_quotation
from theriac.domains.quotations.commands.issue import issue_quotation
from theriac.domains.quotations.commands.take import take_quotation
from theriac.domains.quotations.drafts import QuotationBuyer, QuotationItem, QuotationNew
from theriac.domains.quotations.models import Quotation
from theriac.domains.sales.checkout.drafts import SaleDraft, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale

CASH = (TenderGiven(method=PaymentMethod.CASH),)


def quoted(medicine: Medicine, packs: int = 2, factor: int = 10, **more: Any) -> QuotationItem:
    """So many strips of a medicine."""
    told = {"product_id": medicine.id, "pack_id": medicine.packs[factor], "packs": packs}
    return given(QuotationItem, **told, **more)


def a_quotation(shop: Shop, *items: QuotationItem, buyer: str = "", **said: Any) -> Quotation:
    """The owner issues it."""
    approval = {name: said.pop(name) for name in ("approval_id", "basket_id") if name in said}
    draft = given(QuotationNew, items=items, buyer=given(QuotationBuyer, name=buyer), **said)
    key = issue_quotation(actor=shop.owner, branch_id=shop.branch_id, draft=draft, **approval)
    return Quotation.objects.get(id=key)


def converted(shop: Shop, quotation_id: UUID, **more: Any) -> CompletedSale:
    """A program sells it."""
    return convert_quotation(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        quotation_id=quotation_id,
        sale=SaleDraft(items=(), tenders=CASH, approval_id=more.pop("approval_id", None)),
        **more,
    )


def taken(shop: Shop, quotation_id: UUID, basket_id: UUID, **more: Any) -> None:
    """A counter's basket takes it."""
    take_quotation(
        actor=shop.owner,
        branch_id=shop.branch_id,
        quotation_id=quotation_id,
        basket_id=basket_id,
        **more,
    )
