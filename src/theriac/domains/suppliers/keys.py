"""Whom a supplier's key acts as: its own orders and price lists at one branch, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor, ActorKind
from theriac.core.secrets import keyed_hash
from theriac.domains.suppliers.models import Supplier, SupplierKey

PREFIX = "ths_"
RIGHTS = frozenset({"purchase_orders.view", "offers.view", "offers.draft"})
"""What the key's commands and queries ask, at its branch. Only the supplier's own operations take
the key, and those narrow to the supplier."""


@dataclass(frozen=True, slots=True)
class SupplierClient:
    """The program behind a valid key."""

    actor: Actor
    supplier_id: UUID
    branch_id: UUID


def find_supplier_client(secret: str) -> SupplierClient | None:
    """The client whose key this is; None for an unknown or revoked one, or a blocked supplier."""
    rows = SupplierKey.objects.filter(
        secret_hash=keyed_hash(secret), revoked_at=None, supplier__state=Supplier.State.ACTIVE
    )
    found = rows.order_by().values_list("id", "name", "supplier_id", "branch_id").first()
    if found is None:
        return None
    key_id, name, supplier_id, branch_id = found
    actor = Actor(
        kind=ActorKind.MACHINE,
        id=key_id,
        name=name,
        branch_id=branch_id,
        grants={branch_id: RIGHTS},
    )
    return SupplierClient(actor, supplier_id, branch_id)
