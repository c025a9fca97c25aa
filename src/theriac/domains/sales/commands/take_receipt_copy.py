"""Printing an older receipt again: a copy, counted and on record."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Instant
from theriac.core.idempotency.context import KeyReused
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.sales.models import ReceiptCopy, Sale
from theriac.domains.sales.permissions import COPY_RECEIPT


@command(
    name="sales.take_receipt_copy",
    done=gettext_lazy("Printed a copy of a receipt"),
    permission=COPY_RECEIPT,
)
def take_receipt_copy(
    *, actor: Actor, branch_id: BranchId, sale_id: UUID, copy_id: UUID | None = None
) -> UUID:
    """Record that a sale's receipt is printed again; returns the copy's id.

    Its number is the next of the sale's copies, from 1 on without gaps, also where two are taken at
    once. ``copy_id`` is a counter's own for it: said again it changes nothing, here or as the
    device's word. Raises NotFound for a sale of another branch as for none, and KeyReused where
    another sale's copy has the id.
    """
    sale = Sale.objects.select_for_update().filter(id=sale_id, branch_id=branch_id).first()
    if sale is None:
        raise NotFound(
            _("This receipt doesn't exist at this branch. Search again."), sale_id=sale_id
        )
    known = ReceiptCopy.objects.filter(id=copy_id).first() if copy_id else None
    if known is None:
        own_id = copy_id or current_unit().effect_id
        return _copied(sale, own_id, actor.id, actor.terminal_id, {}).id
    if known.sale_id != sale.id:
        raise KeyReused
    return known.id


@record
class DeviceCopy:
    """A copy that a device printed of its own sale; ``id`` and ``taken_at`` are the device's."""

    id: Id
    sale_id: Id
    person_id: Id
    taken_at: Instant


@command(
    name="sales.take_device_copy",
    done=gettext_lazy("Printed a copy of a receipt at the counter"),
)
def take_device_copy(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, copy: DeviceCopy
) -> int | None:
    """Take a device's word that it printed one of its own sales again; its number.

    Again changes nothing. None for a sale that isn't there (yet), or that another terminal made.
    """
    named = {"id": copy.sale_id, "branch_id": branch_id, "terminal_id": terminal_id}
    sale = Sale.objects.select_for_update().filter(**named).first()
    if sale is None:
        return None
    known = ReceiptCopy.objects.filter(id=copy.id, sale_id=sale.id).first()
    if known is not None:
        return known.number
    said = {"taken_at": copy.taken_at.isoformat()}
    return _copied(sale, copy.id, copy.person_id, terminal_id, said).number


def _copied(
    sale: Sale, copy_id: UUID, taken_by: UUID, terminal_id: UUID | None, said: Mapping[str, str]
) -> ReceiptCopy:
    """The sale's next copy, while the sale is locked."""
    copy = ReceiptCopy(
        id=copy_id,
        sale_id=sale.id,
        number=ReceiptCopy.objects.filter(sale_id=sale.id).count() + 1,
        taken_at=clock.now(),
        taken_by=taken_by,
        terminal_id=terminal_id,
    )
    insert_rows(ReceiptCopy, [copy])
    facts = {"sale": sale.number, "copy": copy.number, **said}
    current_unit().record("sales.receipt_copy", copy.id, facts=facts)
    return copy
