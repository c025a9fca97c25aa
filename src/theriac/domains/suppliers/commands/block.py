"""Blocking a supplier, and letting it in again."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import Unprocessable
from theriac.domains.suppliers.commands.supplier import RECORD, locked_supplier
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.models import Supplier
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS

LONGEST_REASON = 120


@command(
    name="suppliers.block_supplier",
    done=gettext_lazy("Blocked a supplier"),
    permission=MANAGE_SUPPLIERS,
)
def block_supplier(*, actor: Actor, supplier_id: SupplierId, version: int, reason: str) -> int:
    """Nothing is bought there until it is let in again; what came from it stays and may go back.

    Returns the version then. Raises NotFound, Stale, Unprocessable without a reason.
    """
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Unprocessable(_("Enter a reason."), field="reason")
    return _set(supplier_id, version, Supplier.State.BLOCKED, reason)


@command(
    name="suppliers.unblock_supplier",
    done=gettext_lazy("Unblocked a supplier"),
    permission=MANAGE_SUPPLIERS,
)
def unblock_supplier(*, actor: Actor, supplier_id: SupplierId, version: int) -> int:
    """It may be bought from again; returns the version then. Raises NotFound, Stale."""
    return _set(supplier_id, version, Supplier.State.ACTIVE, "")


def _set(supplier_id: SupplierId, version: int, state: Supplier.State, reason: str) -> int:
    supplier = locked_supplier(supplier_id, version)
    if supplier.state == state:
        return supplier.version
    sides = {"before": {"status": supplier.state}, "after": {"status": state.value}}
    supplier.state, supplier.state_reason = state, reason
    keep(supplier)
    blocked = state == Supplier.State.BLOCKED
    why = reason or ("" if blocked else "unblocked")
    current_unit().record(RECORD, supplier.id, reason=why, facts=sides)
    return supplier.version
