"""Writing a transfer down, changing its lines, withdrawing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_rows
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text120, Units
from theriac.core.ids import new_id
from theriac.core.problems import AskedFirst, NotFound, Problem, require_confirmed
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date, get_branch
from theriac.domains.stock.models import Balance, Batch, Place
from theriac.domains.transfers.commands.steps import (
    locked_transfer,
    not_there,
    refuse_for_shelf,
    tell,
)
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine
from theriac.domains.transfers.permissions import TRANSFER
from theriac.domains.transfers.problems import TransferUnfit
from theriac.domains.transfers.rules import opens_pack

NUMBERED = "TR"
"""The mark of transfers in their numbers: MLT-TR-26-000012."""
PlaceName = Literal["shelf", "quarantine"]


@record
class TransferLineAsked:
    """So much of a batch."""

    batch_id: Id
    quantity: Units


@record
class TransferWritten:
    """A transfer, whole; the sending branch is the one in the address."""

    to_branch_id: Id
    from_place: PlaceName = "shelf"
    to_place: Annotated[
        PlaceName, Field(description="What can't be sold goes to quarantine only.")
    ] = "shelf"
    note: Text120 = ""
    confirmed: Annotated[
        tuple[Text120, ...],
        Field(max_length=200, description="Codes of questions that a person said yes to."),
    ] = ()
    lines: Annotated[tuple[TransferLineAsked, ...], Field(min_length=1, max_length=200)]


@command(
    name="transfers.draft_transfer", done=gettext_lazy("Created a transfer"), permission=TRANSFER
)
def draft_transfer(*, actor: Actor, branch_id: BranchId, draft: TransferWritten) -> TransferId:
    """Write a transfer from ``branch_id`` down; returns its id. It moves no stock.

    Raises TransferUnfit (with every fault where several lines have one), NotFound, NotForSale, and
    AsksFirst where a pack that is only sold whole would be opened.
    """
    source, target = _places(branch_id, draft)
    transfer = Transfer(
        id=current_unit().effect_id,
        number=take_document_number(branch_id, NUMBERED, branch_date(branch_id)),
        from_branch_id=branch_id,
        to_branch_id=draft.to_branch_id,
        from_place=source,
        to_place=target,
        note=draft.note.strip(),
        created_at=clock.now(),
        created_by=actor.id,
    )
    lines = _lines(transfer, source, target, draft.lines)
    opened = require_confirmed(_opened(source, target, lines), draft.confirmed)
    transfer.save(force_insert=True)
    insert_rows(TransferLine, lines)
    tell(transfer, branch_id, transfer.note, {"lines": len(lines), **_knowingly(opened)})
    return TransferId(transfer.id)


@command(
    name="transfers.change_transfer",
    done=gettext_lazy("Edited a draft transfer"),
    permission=TRANSFER,
)
def change_transfer(
    *,
    actor: Actor,
    branch_id: BranchId,
    transfer_id: TransferId,
    version: int,
    draft: TransferWritten,
) -> int:
    """Keep these lines and this target in place of those before; returns the version then.

    Only a draft is changed. Raises what ``draft_transfer`` raises, Stale, TransferNotReady.
    """
    transfer = locked_transfer(transfer_id, version, Transfer.State.DRAFT)
    if transfer.from_branch_id != branch_id:
        raise not_there()
    source, target = _places(branch_id, draft)
    lines = _lines(transfer, source, target, draft.lines)
    opened = require_confirmed(_opened(source, target, lines), draft.confirmed)
    before = _content(transfer, transfer.lines.select_related("batch").order_by("position"))
    transfer.lines.all().delete()
    insert_rows(TransferLine, lines)
    transfer.to_branch_id = draft.to_branch_id
    transfer.from_place, transfer.to_place = source, target
    transfer.note = draft.note.strip()
    keep(transfer)
    after = _content(transfer, lines)
    changed = [name for name in after if after[name] != before[name]]
    sides = {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    told = {"lines": len(lines), **sides, **_knowingly(opened)}
    tell(transfer, branch_id, transfer.note, told)
    return transfer.version


@command(
    name="transfers.cancel_transfer", done=gettext_lazy("Withdrew a transfer"), permission=TRANSFER
)
def cancel_transfer(
    *, actor: Actor, branch_id: BranchId, transfer_id: TransferId, version: int, reason: str
) -> int:
    """Withdraw a transfer that hasn't left; its number stays its own.

    Raises NotFound, Stale, TransferNotReady.
    """
    states = (Transfer.State.DRAFT, Transfer.State.APPROVED)
    transfer = locked_transfer(transfer_id, version, *states)
    if transfer.from_branch_id != branch_id:
        raise not_there()
    transfer.state = Transfer.State.CANCELLED
    transfer.closed_at, transfer.closed_by = clock.now(), actor.id
    keep(transfer)
    tell(transfer, branch_id, reason.strip(), {})
    return transfer.version


def _knowingly(confirmed: Sequence[str]) -> dict[str, Any]:
    return {"confirmed": list(confirmed)} if confirmed else {}


def _opened(source: Place, target: Place, lines: Sequence[TransferLine]) -> list[AskedFirst]:
    """What asks first: from shelf to shelf, less than a pack of what is only sold in packs."""
    if (source.kind, target.kind) != (Place.Kind.SHELF, Place.Kind.SHELF):
        return []
    facts = sale_facts({line.product_id for line in lines})
    rows = Balance.objects.filter(place=source, batch_id__in=[line.batch_id for line in lines])
    there = dict(rows.values_list("batch_id", "quantity"))
    asked = []
    for line in lines:
        product = facts[line.product_id]
        pack = product.smallest_sold
        if opens_pack(line.quantity, there=there.get(line.batch_id, 0), pack=pack):
            words = _(
                "%(product)s is sold in packs of %(pack)s. Sending %(quantity)s of batch "
                "%(number)s means opening a pack."
            ) % {
                "product": product.name,
                "pack": pack,
                "quantity": line.quantity,
                "number": line.batch.number or "–",
            }
            asked.append(
                AskedFirst(
                    f"opens:{line.batch_id}:{line.quantity}:{pack}", words, _("Open product")
                )
            )
    return asked


def _content(transfer: Transfer, lines: Iterable[TransferLine]) -> dict[str, Any]:
    """What a draft says: its target, its note, and each batch with its base units."""
    return {
        "to_branch_id": transfer.to_branch_id,
        "from_place_id": transfer.from_place_id,
        "to_place_id": transfer.to_place_id,
        "note": transfer.note,
        "batches": ", ".join(f"{line.batch.number}: {line.quantity}" for line in lines),
    }


def _places(branch_id: UUID, draft: TransferWritten) -> tuple[Place, Place]:
    if get_branch(draft.to_branch_id) is None:
        raise NotFound(_("This branch doesn’t exist."), field="to_branch_id")
    if (branch_id, draft.from_place) == (draft.to_branch_id, draft.to_place):
        raise TransferUnfit(
            _("The goods are already here. Choose another branch or place."),
            field="to_branch_id",
        )
    return _place(branch_id, draft.from_place), _place(draft.to_branch_id, draft.to_place)


def _place(branch_id: UUID, kind: str) -> Place:
    found = Place.objects.filter(branch_id=branch_id, kind=kind).order_by("id").first()
    if found is None:
        raise NotFound(_("This branch doesn’t have this place. Set up its places first."))
    return found


def _lines(
    transfer: Transfer, source: Place, target: Place, asked: Sequence[TransferLineAsked]
) -> list[TransferLine]:
    batches = Batch.objects.in_bulk([line.batch_id for line in asked])
    there = Balance.objects.filter(place=source, batch_id__in=batches)
    here = set(there.values_list("batch_id", flat=True))
    today = branch_date(transfer.to_branch_id)
    lines: list[TransferLine] = []
    faults: list[Problem] = []
    seen: set[UUID] = set()
    for index, line in enumerate(asked):
        field = f"lines.{index}.batch_id"
        try:
            batch = _sendable(batches if line.batch_id in here else {}, line.batch_id, seen, field)
            refuse_for_shelf(batch, target, today, field)
        except Problem as problem:
            faults.append(problem)
            continue
        lines.append(
            TransferLine(
                id=new_id(),
                transfer=transfer,
                position=index + 1,
                batch=batch,
                product_id=batch.product_id,
                quantity=line.quantity,
            )
        )
    _refuse(faults)
    return lines


def _sendable(batches: Mapping[UUID, Batch], batch_id: UUID, seen: set[UUID], field: str) -> Batch:
    """The batch, that no line before has. Raises NotFound, TransferUnfit."""
    if batch_id not in batches:
        raise NotFound(
            _("This batch isn’t in stock at the sending place. Check its stock."),
            field=field,
            batch_id=batch_id,
        )
    if batch_id in seen:
        raise TransferUnfit(
            _("This batch is already in the transfer. Change its quantity there."), field=field
        )
    seen.add(batch_id)
    return batches[batch_id]


def _refuse(faults: Sequence[Problem]) -> None:
    """Raise the only fault as what it is; several together, each by its field."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise TransferUnfit(errors={str(one.field): one.detail for one in faults})
