"""What changes a commitment: under the one lock, inside the command that does what it is for.

No doors of their own: who commits has the approval, who releases or spends posts the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.counters import change_guarded, lock_rows
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.ids import new_id
from theriac.domains.capital.models import CapitalStand, Commitment, CommitmentMove
from theriac.domains.capital.problems import CapitalFloorReached
from theriac.domains.capital.queries.commitments import CommitmentStanding, standing_of
from theriac.domains.capital.queries.position import position_with
from theriac.domains.organisation.queries.branches import branch_date, money_writer

STAND_ID = UUID("00000000-0000-7000-8000-00000000ca91")
AWAITED_TAX = "awaited_tax"
"""The kind of what a delivery without an invoice commits: the tax that its invoice will ask."""
Kind = CommitmentMove.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class CommittingDocument:
    """What commits, releases or spends: by kind, id and number, with the reason where one is."""

    kind: str
    id: UUID
    number: str
    reason: str = ""


def lock_capital() -> int:
    """Lock the pharmacy's capital until the unit of work ends; what open commitments come to."""
    held = lock_rows(CapitalStand, "open", [STAND_ID])
    if STAND_ID not in held:
        insert_if_absent(CapitalStand, CapitalStand(id=STAND_ID, open=0))
        held = lock_rows(CapitalStand, "open", [STAND_ID])
    return int(held[STAND_ID])


def commit_capital(*, branch_id: UUID, document: CommittingDocument, amount: int) -> UUID | None:
    """Commit so many minor units to a document; the commitment, None where it commits nothing.

    Raises CapitalFloorReached where what is available then would lie under the floor.
    """
    on_order = lock_capital()
    if amount == 0:
        return None
    _require_above_floor(on_order, amount)
    return _committed(branch_id, document, amount)


def await_tax(*, branch_id: UUID, document: CommittingDocument, tax: int) -> None:
    """Commit the tax of goods that came without an invoice, which the books don't owe before it.

    It asks no floor: the goods came.
    """
    if tax:
        lock_capital()
        _committed(branch_id, document, tax)


def await_tax_no_more(document: CommittingDocument) -> None:
    """The document awaits no tax any more; what it committed of it is available again."""
    rows = Commitment.objects.filter(document_kind=AWAITED_TAX, document_id=document.id)
    for key, left in rows.values_list("id", "remaining"):
        release_commitment(key, document=document, amount=left)


def _committed(branch_id: UUID, document: CommittingDocument, amount: int) -> UUID:
    made = Commitment(
        id=new_id(),
        branch_id=branch_id,
        document_kind=document.kind,
        document_id=document.id,
        document_number=document.number,
        amount=amount,
        remaining=amount,
    )
    insert_rows(Commitment, [made])
    _move(made, Kind.COMMITTED, amount, document)
    change_guarded(CapitalStand, "open", {STAND_ID: amount})
    return made.id


def release_commitment(commitment_id: UUID, *, document: CommittingDocument, amount: int) -> None:
    """So much of it is available again. Raises Contended where less is left."""
    _take(commitment_id, Kind.RELEASED, document, amount)


def spend_commitment(commitment_id: UUID, *, document: CommittingDocument, amount: int) -> None:
    """So much of it came as goods, and is owed from now on. Raises Contended where less is left."""
    _take(commitment_id, Kind.SPENT, document, amount)


def put_back_commitment(commitment_id: UUID, *, document: CommittingDocument) -> int:
    """What the document spent is open again, since it was reversed; minor units.

    It asks no floor: what it gives back the books take off what is owed, in the same transaction.
    What it released stays released.
    """
    lock_capital()
    commitment = Commitment.objects.get(id=commitment_id)
    spent = CommitmentMove.objects.filter(
        commitment=commitment, move_kind=Kind.SPENT, document_id=document.id
    ).first()
    if spent is None:
        return 0
    _move(commitment, Kind.PUT_BACK, spent.amount, document)
    change_guarded(Commitment, "remaining", {commitment.id: spent.amount})
    change_guarded(CapitalStand, "open", {STAND_ID: spent.amount})
    return spent.amount


def commitment_standing(commitment_id: UUID) -> CommitmentStanding:
    """How it stands, the capital locked: what is worked out from it holds until it is changed."""
    lock_capital()
    return standing_of(commitment_id)


def _take(commitment_id: UUID, kind: Kind, document: CommittingDocument, amount: int) -> None:
    lock_capital()
    if amount == 0:
        return
    commitment = Commitment.objects.get(id=commitment_id)
    change_guarded(Commitment, "remaining", {commitment_id: -amount})
    change_guarded(CapitalStand, "open", {STAND_ID: -amount})
    _move(commitment, kind, amount, document)


def _move(commitment: Commitment, kind: Kind, amount: int, document: CommittingDocument) -> None:
    made = CommitmentMove(
        id=new_id(),
        commitment=commitment,
        move_kind=kind,
        amount=amount,
        document_kind=document.kind,
        document_id=document.id,
        document_number=document.number,
        reason=document.reason[:120],
        moved_on=branch_date(commitment.branch_id),
        recorded_at=clock.now(),
        person_id=current_unit().actor.id,
    )
    insert_rows(CommitmentMove, [made])


def _require_above_floor(on_order: int, amount: int) -> None:
    position = position_with(on_order)
    if amount <= position.free:
        return
    money = money_writer()
    raise CapitalFloorReached(
        _(
            "This needs %(needed)s. %(available)s is available, and %(floor)s of it must stay. "
            "Order less, or add capital."
        )
        % {
            "needed": money(amount),
            "available": money(position.available),
            "floor": money(position.floor),
        },
        available=position.available,
        floor=position.floor,
        needed=amount,
    )
