"""Taking lines of opening stock in: a batch each, one document a branch, all set-wise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.stock.commands.put_in_bin import note_shelves
from theriac.domains.stock.events import StockReceived
from theriac.domains.stock.imports.plan import Branches, NewStock
from theriac.domains.stock.ledger import Document, Move, open_balances, post
from theriac.domains.stock.models import Batch, Movement, OpeningLine
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.ports import freeze_arrivals, join_recalls
from theriac.domains.stock.queries.places import shelf_of


def take_opening_stock(plans: Sequence[NewStock], branches: Branches, import_id: UUID) -> None:
    """Bring the planned goods onto the shelves, inside the running unit of work.

    What lacks an expiry is taken, and sold only once one is entered; a lot that was recalled is
    frozen as one that is delivered. Raises IntegrityError when
    another transaction took the same line.
    """
    by_branch: dict[UUID, list[NewStock]] = defaultdict(list)
    for plan in plans:
        by_branch[plan.branch_id].append(plan)
    for branch_id, here in sorted(by_branch.items()):
        batches = [_batch(plan, branches) for plan in here]
        frozen = freeze_arrivals(batches)
        insert_rows(Batch, batches)
        came = [(batch, plan.quantity) for batch, plan in zip(batches, here, strict=True)]
        join_recalls(came, frozen, branch_id)
        note_shelves(
            branch_id,
            {batch.id: plan.row.shelf for plan, batch in zip(here, batches, strict=True)},
        )
        insert_rows(
            OpeningLine,
            [
                OpeningLine(
                    id=new_id(),
                    key=plan.key,
                    batch_id=batch.id,
                    quantity=plan.quantity,
                    import_id=import_id,
                    row_number=plan.row.number,
                )
                for plan, batch in zip(here, batches, strict=True)
            ],
        )
        _post(branch_id, here, batches, import_id)


def _post(
    branch_id: UUID, plans: Sequence[NewStock], batches: Sequence[Batch], import_id: UUID
) -> None:
    shelf = shelf_of(branch_id)
    balances = open_balances(branch_id, {row.id: row.product_id for row in batches}, shelf.id)
    document = Document(
        kind=Movement.Kind.OPENING, id=new_id(), branch_id=branch_id, reason=_("Opening stock")
    )
    moves = [
        Move(
            batch_id=batch.id,
            product_id=batch.product_id,
            from_place_id=OUTSIDE_ID,
            to_place_id=shelf.id,
            to_balance_id=balances[batch.id],
            quantity=plan.quantity,
        )
        for plan, batch in zip(plans, batches, strict=True)
    ]
    post(document, moves)
    lines = [
        {"product_id": move.product_id, "batch_id": move.batch_id, "quantity": move.quantity}
        for move in moves
    ]
    current_unit().announce(
        StockReceived(
            subject=str(document.id),
            branch_id=branch_id,
            data={"receipt_id": document.id, "lines": lines},
        )
    )
    current_unit().record(
        "stock.opening",
        document.id,
        reason=document.reason,
        facts={"lines": len(lines), "import_id": import_id},
        branch_id=branch_id,
    )


def _batch(plan: NewStock, branches: Branches) -> Batch:
    row = plan.row
    return Batch(
        id=new_id(),
        product_id=plan.product_id,
        number=row.batch,
        expires_on=row.expires_on,
        received_on=branches.today[plan.branch_id],
        mrp_amount=row.mrp,
        mrp_units=plan.mrp_units,
        cost_amount=row.cost,
        cost_units=plan.cost_units,
        state=Batch.State.HELD if row.held else Batch.State.RELEASED,
    )
