"""Accounting for recalled units: found and put into quarantine, brought back, missing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.problems import require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.recalls.commands.steps import add_step, batch_of, open_recall_row
from theriac.domains.recalls.models import Recall, RecallStep
from theriac.domains.recalls.permissions import SETTLE_RECALL
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.stock.approval import ValuedChange, demand_for_change
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Movement, Place
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.problems import QuantityRefused
from theriac.domains.stock.queries.places import quarantine_of, shelf_of
from theriac.domains.stock.shortage import short_batch


@dataclass(frozen=True, slots=True)
class CountedUnits:
    """So many base units of one batch of the recall, at the branch that is worked in."""

    batch_id: UUID
    quantity: int
    reason: str = ""


@command(
    name="recalls.put_into_quarantine",
    done=gettext_lazy("Moved recalled units to quarantine"),
    permission=SETTLE_RECALL,
)
def put_into_quarantine(
    *, actor: Actor, branch_id: BranchId, recall_id: UUID, units: CountedUnits
) -> UUID:
    """Move what was found on the branch's shelf into its quarantine; the step's id.

    Also after the closing, for what turns up late. Raises InsufficientStock where the book has
    less on the shelf, QuantityRefused, RecallEnded, NotFound.
    """
    recall, product_id = _begin(recall_id, units, even_closed=True)
    shelf = _Lying.at(branch_id, units.batch_id, product_id, shelf_of(branch_id))
    _check_enough(shelf, units)
    quarantine = _Lying.at(branch_id, units.batch_id, product_id, quarantine_of(branch_id))
    return _done(
        recall,
        RecallStep.Step.FOUND,
        Movement.Kind.TRANSFER,
        units,
        shelf.move(units.quantity, quarantine),
    )


@command(
    name="recalls.take_back_units",
    done=gettext_lazy("Took back recalled units"),
    permission=SETTLE_RECALL,
)
def take_back_units(
    *, actor: Actor, branch_id: BranchId, recall_id: UUID, units: CountedUnits
) -> UUID:
    """Take into quarantine what a customer brought back, at most what was sold; the step's id.

    Raises QuantityRefused for more than customers have, RecallEnded, NotFound.
    """
    recall, product_id = _begin(recall_id, units, even_closed=True)
    quarantine = _Lying.at(branch_id, units.batch_id, product_id, quarantine_of(branch_id))
    sold = accounts_of([units.batch_id])[units.batch_id].sold
    if units.quantity > sold:
        raise QuantityRefused(
            _("Customers have at most %(sold)s of this batch. Check the quantity.")
            % {"sold": sold},
            field="quantity",
        )
    move = Move(
        batch_id=units.batch_id,
        product_id=product_id,
        from_place_id=OUTSIDE_ID,
        to_place_id=quarantine.place_id,
        to_balance_id=quarantine.balance_id,
        quantity=units.quantity,
    )
    return _done(
        recall, RecallStep.Step.BROUGHT_BACK, Movement.Kind.BROUGHT_BACK, units, (branch_id, move)
    )


@command(
    name="recalls.explain_missing",
    done=gettext_lazy("Explained missing units of a recall"),
    permission=SETTLE_RECALL,
)
def explain_missing(
    *,
    actor: Actor,
    branch_id: BranchId,
    recall_id: UUID,
    units: CountedUnits,
    approval_id: UUID | None = None,
) -> UUID:
    """Take off the branch's shelf what the book has and nobody finds, with why; the step's id.

    Raises Unprocessable without a reason, InsufficientStock, QuantityRefused, RecallEnded,
    NotFound, and above the branch's limit of value ApprovalNeeded, ApprovalUnfit.
    """
    require_reason(units.reason)
    recall, product_id = _begin(recall_id, units)
    shelf = _Lying.at(branch_id, units.batch_id, product_id, shelf_of(branch_id))
    _check_enough(shelf, units)
    change = ValuedChange(
        Movement.Kind.ADJUSTMENT, units.batch_id, shelf.quantity, shelf.quantity - units.quantity
    )
    demand_for_change(change, branch_id, actor, approval_id)
    return _done(
        recall,
        RecallStep.Step.MISSING,
        Movement.Kind.ADJUSTMENT,
        units,
        shelf.move(units.quantity, None),
    )


@dataclass(frozen=True, slots=True)
class _Lying:
    """What a place of the branch has of the batch, its balance locked."""

    branch_id: UUID
    batch_id: UUID
    product_id: UUID
    place_id: UUID
    balance_id: UUID
    quantity: int

    @classmethod
    def at(cls, branch_id: UUID, batch_id: UUID, product_id: UUID, place: Place) -> _Lying:
        balance_id = balances_for(branch_id, {batch_id: product_id}, place.id)[batch_id]
        here = lock_rows(Balance, "quantity", [balance_id])[balance_id]
        return cls(branch_id, batch_id, product_id, place.id, balance_id, here)

    def move(self, quantity: int, to: _Lying | None) -> tuple[UUID, Move]:
        """To another place, None for outside."""
        return self.branch_id, Move(
            batch_id=self.batch_id,
            product_id=self.product_id,
            from_place_id=self.place_id,
            from_balance_id=self.balance_id,
            to_place_id=to.place_id if to else OUTSIDE_ID,
            to_balance_id=to.balance_id if to else None,
            quantity=quantity,
        )


def _begin(
    recall_id: UUID, units: CountedUnits, *, even_closed: bool = False
) -> tuple[Recall, UUID]:
    if units.quantity < 1:
        raise QuantityRefused(_("Enter a quantity of 1 or more base units."), field="quantity")
    recall = open_recall_row(recall_id, even_closed=even_closed)
    return recall, batch_of(recall, units.batch_id)


def _check_enough(shelf: _Lying, units: CountedUnits) -> None:
    if shelf.quantity < units.quantity:
        raise short_batch(
            units.batch_id,
            requested=units.quantity,
            available=shelf.quantity,
            to_do=_("Check the quantity, or count the shelf and correct the stock first."),
        )


def _done(
    recall: Recall, step: str, kind: str, units: CountedUnits, where: tuple[UUID, Move]
) -> UUID:
    branch_id, move = where
    document = Document(
        kind=kind,
        id=current_unit().effect_id,
        branch_id=branch_id,
        number=recall.number,
        reason=units.reason.strip() or recall.reason,
    )
    post(document, [move])
    row = add_step(
        recall,
        step,
        branch_id,
        batch_id=units.batch_id,
        quantity=units.quantity,
        document_id=document.id,
        reason=units.reason,
    )
    facts = {"recall": recall.number, "batch_id": units.batch_id, "quantity": units.quantity}
    current_unit().record("stock.recall_step", document.id, reason=units.reason, facts=facts)
    return row.id
