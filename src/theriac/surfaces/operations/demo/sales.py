"""The demo's past sales, handed to the domain many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.record_past_sales import record_past_sales
from theriac.domains.sales.past_sales import BookedNumber, PastSale
from theriac.surfaces.operations.demo.pharmacy import Founded
from theriac.surfaces.operations.demo.plan.sales import GroundPlan, SalePlan
from theriac.surfaces.operations.demo.stock import Stocked

EXACT_PERCENT = 30


def sell(
    branch: str,
    sales: Sequence[SalePlan],
    founded: Founded,
    catalogue: Sequence[Stocked],
    notes: Sequence[int],
    session_of: Callable[[SalePlan], UUID | None],
) -> list[BookedNumber]:
    """Record past sales of one branch, in their order, in one transaction; their numbers."""
    return record_past_sales(
        actor=SYSTEM,
        branch_id=founded.branches[branch],
        sales=[_past(sale, founded, catalogue, notes, session_of(sale)) for sale in sales],
    )


def _past(
    sale: SalePlan,
    founded: Founded,
    catalogue: Sequence[Stocked],
    notes: Sequence[int],
    session_id: UUID | None,
) -> PastSale:
    ground = sale.ground
    return PastSale(
        id=sale.id,
        terminal_id=founded.terminals[sale.branch, sale.terminal],
        person_id=founded.people[sale.person].id,
        permitted_by=_permitted_by(ground, founded),
        hand_over=handing_over(sale.cash, notes) if sale.method == "cash" else None,
        draft=SaleDraft(
            items=[
                SaleItem(
                    product_id=catalogue[line.product].product_id,
                    pack_id=catalogue[line.product].packs[line.pack.factor],
                    packs=line.packs,
                    ground=0 if line.on_ground else None,
                )
                for line in sale.lines
            ],
            tenders=[TenderGiven(method=PaymentMethod(sale.method))],
            grounds=[_seen(ground)] if ground else [],
            occurred_at=sale.occurred_at,
            till_session_id=session_id,
        ),
    )


def _permitted_by(ground: GroundPlan | None, founded: Founded) -> UUID | None:
    return founded.people[ground.permitted_by].id if ground else None


def _seen(ground: GroundPlan) -> GroundSeen:
    if ground.exception:
        return GroundSeen(kind="exception", exception=ground.exception)
    return GroundSeen(
        kind="prescription",
        prescriber=ground.prescriber,
        number=ground.number,
        written_on=ground.written_on,
    )


def handing_over(habit: int, notes: Sequence[int]) -> Callable[[int], int]:
    """What somebody hands over in cash for a total: exactly, or rounded up to a note.

    ``habit`` is 0 to 99: the first have the exact sum, the others think in larger and larger
    notes, at most the smallest that covers the total in one piece.
    """

    def tendered(total: int) -> int:
        if habit < EXACT_PERCENT or total <= 0:
            return total
        fitting = [note for note in notes if note <= total * 4] or list(notes[:1])
        note = fitting[(habit - EXACT_PERCENT) * len(fitting) // (100 - EXACT_PERCENT)]
        return -(-total // note) * note

    return tendered
