"""Returns to suppliers in tests."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.domains.purchasing.commands.returns.draft import ReturnLineWritten, begin_return
from theriac.domains.purchasing.commands.returns.send import send_return
from theriac.domains.purchasing.models import SupplierReturn


def aside(
    batch_id: UUID, quantity: int = 10, why: str = "expired", credit: int | None = None
) -> ReturnLineWritten:
    """A line of a return."""
    return given(ReturnLineWritten, batch_id=batch_id, quantity=quantity, why=why, credit=credit)


def a_return(shop: Shop, supplier_id: UUID, lines: Sequence[ReturnLineWritten]) -> SupplierReturn:
    """A return that isn't sent."""
    made = begin_return(
        actor=shop.owner, branch_id=shop.branch_id, supplier_id=supplier_id, lines=lines
    )
    return SupplierReturn.objects.get(id=made)


def a_sent_return(
    shop: Shop, supplier_id: UUID, lines: Sequence[ReturnLineWritten]
) -> SupplierReturn:
    """A return whose credit is awaited."""
    made = a_return(shop, supplier_id, lines)
    send_return(actor=shop.owner, branch_id=shop.branch_id, return_id=made.id, version=made.version)
    return SupplierReturn.objects.get(id=made.id)
