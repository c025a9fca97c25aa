"""Writing down what is to be destroyed, and letting a draft go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import in_state, keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Units
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable, require_reason
from theriac.domains.disposal.models import Destruction, DestructionLine
from theriac.domains.disposal.permissions import DESTROY_STOCK
from theriac.domains.disposal.problems import DestructionSettled
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.models import Balance
from theriac.domains.stock.shortage import short_batch

MOST_LINES = 200


@record
class DestructionLineNew:
    """Base units of a batch at the branch's shelf or quarantine."""

    batch_id: Id
    place: Literal["shelf", "quarantine"]
    quantity: Units


@command(
    name="disposal.write_destruction",
    done=gettext_lazy("Prepared a destruction"),
    permission=DESTROY_STOCK,
)
def write_destruction(
    *,
    actor: Actor,
    branch_id: BranchId,
    lines: Sequence[DestructionLineNew],
    method: str,
    reason: str,
) -> UUID:
    """Keep a draft that two witnesses are to sign; nothing moves yet.

    Any batch may be destroyed, whatever its state. Raises Unprocessable without a line, method or
    reason, InsufficientStock, NotFound for what the branch doesn't have.
    """
    _check(lines, method, reason)
    draft = Destruction.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        method=method.strip()[:120],
        reason=reason.strip()[:120],
        created_at=clock.now(),
        created_by=actor.id,
    )
    insert_rows(DestructionLine, _rows(draft, lines, _balances(branch_id, lines)))
    facts = {"lines": len(lines), "method": draft.method}
    current_unit().record("stock.destruction", draft.id, reason=reason, facts=facts)
    return draft.id


@command(
    name="disposal.discard_destruction",
    done=gettext_lazy("Discarded a destruction draft"),
    permission=DESTROY_STOCK,
)
def discard_destruction(
    *, actor: Actor, branch_id: BranchId, destruction_id: UUID, reason: str
) -> None:
    """Let a draft go; what was signed of it stays on the trail.

    Raises NotFound, DestructionSettled, Unprocessable without a reason.
    """
    require_reason(reason)
    draft = locked_draft(branch_id, destruction_id)
    draft.state = Destruction.State.DISCARDED
    keep(draft, "state")
    current_unit().record("stock.destruction", draft.id, reason=reason)


def locked_draft(branch_id: UUID, destruction_id: UUID) -> Destruction:
    """The draft, locked. Raises NotFound, DestructionSettled for one that is posted or gone."""
    rows: QuerySet[Destruction] = Destruction.objects.filter(id=destruction_id, branch_id=branch_id)
    draft = locked(
        rows, missing=_("This destruction doesn’t exist at this branch. Choose one from the list.")
    )
    words = _("This destruction is already posted or discarded. Reload the page.")
    in_state(draft, Destruction.State.DRAFT, otherwise=lambda _state: DestructionSettled(words))
    return draft


def _check(lines: Sequence[DestructionLineNew], method: str, reason: str) -> None:
    require_reason(reason)
    if not method.strip():
        raise Unprocessable(_("Enter the method of destruction."), field="method")
    if not 1 <= len(lines) <= MOST_LINES:
        words = _("Choose the items to destroy, at most %(most)s lines.") % {"most": MOST_LINES}
        raise Unprocessable(words, field="lines")
    if len({(one.batch_id, one.place) for one in lines}) < len(lines):
        raise Unprocessable(
            _("This batch is listed twice. Combine the quantities in one line."), field="lines"
        )


def _balances(
    branch_id: UUID, lines: Sequence[DestructionLineNew]
) -> dict[tuple[UUID, str], tuple[UUID, int]]:
    rows = Balance.objects.filter(
        branch_id=branch_id,
        batch_id__in={one.batch_id for one in lines},
        place__kind__in=("shelf", "quarantine"),
    )
    return {
        (batch_id, kind): (place_id, quantity)
        for batch_id, kind, place_id, quantity in rows.values_list(
            "batch_id", "place__kind", "place_id", "quantity"
        )
    }


def _rows(
    draft: Destruction,
    lines: Sequence[DestructionLineNew],
    known: dict[tuple[UUID, str], tuple[UUID, int]],
) -> list[DestructionLine]:
    found = []
    for position, one in enumerate(lines):
        there = known.get((one.batch_id, one.place))
        if there is None:
            raise NotFound(_("This branch doesn’t have this batch there."), batch_id=one.batch_id)
        place_id, here = there
        if here < one.quantity:
            raise short_batch(
                one.batch_id,
                requested=one.quantity,
                available=here,
                position=position,
                to_do=_("Enter at most the quantity in stock there."),
            )
        found.append(
            DestructionLine(
                id=new_id(),
                destruction_id=draft.id,
                position=position,
                batch_id=one.batch_id,
                place_id=place_id,
                quantity=one.quantity,
            )
        )
    return found
