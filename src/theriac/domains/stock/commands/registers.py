"""Putting a product's balances under a register, or out of one, and what they have then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from theriac.domains.stock.ledger import lock_lying
from theriac.domains.stock.models import Balance, Batch, Place


@dataclass(frozen=True, slots=True)
class RegisteredStock:
    """Base units of a batch that a branch has, goods on their way left out."""

    branch_id: UUID
    product_id: UUID
    batch_id: UUID
    register: str
    units: int


def registered_stock(product_id: UUID | None = None) -> list[RegisteredStock]:
    """What lies at branches of batches in a register, or of every batch of a product.

    For who keeps registers, so nothing is asked; what lies is locked by who changes it.
    """
    rows = Balance.objects.exclude(place__kind=Place.Kind.TRANSIT)
    rows = rows.filter(product_id=product_id) if product_id else rows.exclude(register="")
    keys = ("branch_id", "product_id", "batch_id", "register")
    sums = rows.values(*keys).annotate(units=Sum("quantity")).order_by("branch_id", "batch_id")
    return [RegisteredStock(**row) for row in sums]


def set_register(product_id: UUID, register: str) -> list[RegisteredStock]:
    """Put every balance of the product in this register ("": in none), inside a command.

    All its balances stay locked until the command ends. Gives what they had, with the register of
    before.
    """
    batches = Batch.objects.filter(product_id=product_id).values_list("id", flat=True)
    lock_lying(list(batches))
    before = registered_stock(product_id)
    Balance.objects.filter(product_id=product_id).exclude(register=register).update(
        register=register
    )
    return before


def registers_differ(
    registers: Mapping[UUID, str], product_ids: Collection[UUID] | None = None
) -> list[UUID]:
    """The products, of these or of all, of which a balance isn't in the register given for it.

    One left out of ``registers`` belongs in none.
    """
    rows = Balance.objects.order_by().values_list("product_id", "register").distinct()
    if product_ids is not None:
        rows = rows.filter(product_id__in=list(product_ids))
    wrong = {key for key, code in rows.exclude(register="") if registers.get(key, "") != code}
    lacking = rows.filter(register="", product_id__in=list(registers))
    return sorted(wrong | {key for key, _code in lacking})
