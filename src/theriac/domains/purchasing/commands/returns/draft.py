"""Putting goods aside for their supplier: lines are added, changed, taken out; nothing moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, cast
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Amount, Id, Units
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.models import SupplierReturn, SupplierReturnLine
from theriac.domains.purchasing.permissions import DRAFT_RETURN
from theriac.domains.purchasing.rules.credit import expected_credit
from theriac.domains.purchasing.supplier_return import (
    RECORD,
    lines_of,
    locked_return,
    require_state,
    save_return,
)
from theriac.domains.stock.queries.batches.returnable import (
    ReturnableGoods,
    returnable_goods,
)
from theriac.domains.suppliers.queries import known

LONGEST_NOTE = 120
ReturnWhy = Literal["expired", "short_dated", "damaged", "recalled", "wrong", "unsold"]
MOST_LINES = 200


@record
class ReturnLineWritten:
    """A batch that goes back. Without a `credit` what the goods cost is asked back."""

    batch_id: Id
    quantity: Units
    why: ReturnWhy
    credit: Amount | None = None


@command(
    name="purchasing.begin_return",
    done=gettext_lazy("Started a return to a supplier"),
    permission=DRAFT_RETURN,
)
def begin_return(
    *,
    actor: Actor,
    branch_id: BranchId,
    supplier_id: UUID,
    lines: Sequence[ReturnLineWritten] = (),
    note: str = "",
) -> UUID:
    """Begin a return to a supplier, a blocked one too. Raises NotFound, Unprocessable."""
    if supplier_id not in known([supplier_id]):
        raise NotFound(
            _("This supplier doesn’t exist. Choose one from the list."), field="supplier_id"
        )
    made = SupplierReturn.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        supplier_id=supplier_id,
        note=note.strip()[:LONGEST_NOTE],
        created_at=clock.now(),
        created_by=actor.id,
    )
    _keep(made, lines, [])
    current_unit().record(RECORD, made.id, reason="begun", branch_id=branch_id)
    return made.id


@command(
    name="purchasing.put_aside",
    done=gettext_lazy("Added goods to a return to a supplier"),
    permission=DRAFT_RETURN,
)
def put_aside(
    *, actor: Actor, branch_id: BranchId, supplier_id: UUID, goods: ReturnLineWritten
) -> UUID:
    """Add a batch to the branch's newest unsent return to this supplier, or to a new one.

    The batch's earlier line there is replaced. Returns the return. Raises as ``begin_return``.
    """
    found = (
        SupplierReturn.objects.filter(
            branch_id=branch_id, supplier_id=supplier_id, state=SupplierReturn.State.DRAFT
        )
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )
    if found is None:
        return begin_return(
            actor=actor, branch_id=branch_id, supplier_id=supplier_id, lines=[goods]
        )
    draft = locked_return(found, branch_id)
    require_state(draft, SupplierReturn.State.DRAFT)
    kept = [_aside(line) for line in lines_of(draft) if line.batch_id != goods.batch_id]
    write_return_lines(
        actor=actor,
        branch_id=branch_id,
        return_id=draft.id,
        version=draft.version,
        lines=[*kept, goods],
        note=draft.note,
    )
    return draft.id


@command(
    name="purchasing.write_return_lines",
    done=gettext_lazy("Prepared a return to a supplier"),
    permission=DRAFT_RETURN,
)
def write_return_lines(
    *,
    actor: Actor,
    branch_id: BranchId,
    return_id: UUID,
    version: int,
    lines: Sequence[ReturnLineWritten],
    note: str = "",
) -> int:
    """Keep these lines instead of those there were; the new version.

    Raises NotFound, Stale, ReturnFixed, and Unprocessable for a batch that stands twice, a
    quantity that isn't there, or an unknown reason.
    """
    draft = locked_return(return_id, branch_id, version)
    require_state(draft, SupplierReturn.State.DRAFT)
    there = list(lines_of(draft))
    before, noted = _quantities(there), draft.note
    draft.note = note.strip()[:LONGEST_NOTE]
    _keep(draft, lines, there)
    facts = {
        "lines": len(lines),
        "names": ["lines", "note"] if draft.note != noted else ["lines"],
        "quantities_before": before,
        "quantities": _quantities(lines),
    }
    return save_return(draft, "written", facts)


@command(
    name="purchasing.discard_return",
    done=gettext_lazy("Discarded a return to a supplier"),
    permission=DRAFT_RETURN,
)
def discard_return(*, actor: Actor, branch_id: BranchId, return_id: UUID, version: int) -> int:
    """Don't send it after all; it stays in the list. Raises NotFound, Stale, ReturnFixed."""
    draft = locked_return(return_id, branch_id, version)
    require_state(draft, SupplierReturn.State.DRAFT)
    draft.state = SupplierReturn.State.DISCARDED
    return save_return(draft, "discarded")


def _quantities(lines: Iterable[ReturnLineWritten | SupplierReturnLine]) -> dict[str, int]:
    """Base units by batch, as the trail keeps them."""
    return {str(one.batch_id): one.quantity for one in lines}


def _aside(line: SupplierReturnLine) -> ReturnLineWritten:
    return ReturnLineWritten(
        batch_id=line.batch_id,
        quantity=line.quantity,
        why=cast("ReturnWhy", line.why),
        credit=line.credit,
    )


def _keep(
    draft: SupplierReturn, wanted: Sequence[ReturnLineWritten], before: Sequence[SupplierReturnLine]
) -> None:
    goods = returnable_goods(draft.branch_id, [one.batch_id for one in wanted])
    _check(wanted, goods)
    SupplierReturnLine.objects.filter(id__in=[line.id for line in before]).delete()
    SupplierReturnLine.objects.bulk_create(
        SupplierReturnLine(
            id=new_id(),
            supplier_return=draft,
            position=position,
            product_id=goods[one.batch_id].product_id,
            batch_id=one.batch_id,
            quantity=one.quantity,
            why=one.why,
            credit=one.credit if one.credit is not None else _worth(one, goods[one.batch_id]),
        )
        for position, one in enumerate(wanted, start=1)
    )


def _worth(one: ReturnLineWritten, goods: ReturnableGoods) -> int:
    return expected_credit(one.quantity, goods.cost_amount, goods.cost_units)


def _check(wanted: Sequence[ReturnLineWritten], goods: dict[UUID, ReturnableGoods]) -> None:
    if len(wanted) > MOST_LINES:
        raise Unprocessable(_("Enter at most 200 batches on one return."), field="lines")
    errors: dict[str, str] = {}
    seen: set[UUID] = set()
    for index, one in enumerate(wanted):
        wrong = _wrong(one, goods.get(one.batch_id))
        if one.batch_id in seen:
            wrong["batch_id"] = _("This batch is already on the return.")
        seen.add(one.batch_id)
        errors |= {f"lines.{index}.{name}": words for name, words in wrong.items()}
    if errors:
        raise Unprocessable(errors=errors)


def _wrong(one: ReturnLineWritten, found: ReturnableGoods | None) -> dict[str, str]:
    """What is wrong with a line, by field."""
    if found is None:
        return {"batch_id": _("This batch isn’t on record.")}
    wrong: dict[str, str] = {}
    if one.quantity > found.quantity:
        there = {"there": found.quantity}
        wrong["quantity"] = (
            _("Only %(there)s are in stock here. Return at most this quantity.") % there
        )
    return wrong
