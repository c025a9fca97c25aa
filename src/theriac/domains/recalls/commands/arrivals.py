"""A recalled lot that comes in again: frozen as it arrives, a batch of its recall, or held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.domains.recalls.commands.reach import made_of
from theriac.domains.recalls.commands.steps import add_step
from theriac.domains.recalls.models import Recall, RecallBatch, RecallStep
from theriac.domains.recalls.queries.lots import recalls_of_lots
from theriac.domains.stock.commands.batches import set_states, tell_every_branch
from theriac.domains.stock.commands.deliveries.arrivals import hold
from theriac.domains.stock.locks import lock_batches
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.queries.batches.lots import batches_of_lots
from theriac.domains.stock.rules.lots import lot_key


@dataclass(frozen=True, slots=True)
class Frozen:
    """A batch that an open recall keeps from now on, with its state before that."""

    recalls: tuple[Recall, ...]
    state_before: str


def freeze(batches: Sequence[Batch]) -> dict[UUID, Frozen]:
    """Set the state of batches whose lot was recalled; what open recalls keep, by batch id.

    For batches that aren't in the books yet, or get their number only now; the caller writes
    them. One of an open recall is ``recalled``, and belongs to it. One of a closed recall is
    ``held``, since that recall's sums are closed: somebody who may release it decides. A lot is
    its product's, compared without spaces and case; a batch without a number belongs to none.

    The batches of these lots that are here already are locked first, as who opens a recall does,
    and then the open recalls, each in key order: none is opened, closed or withdrawn meanwhile.
    """
    lots = [(batch.product_id, batch.number) for batch in batches]
    if not lock_batches(batches_of_lots(lots)):
        return {}
    marks = recalls_of_lots(lots)
    ids = sorted({one.recall_id for found in marks.values() for one in found})
    rows = Recall.objects.select_for_update().filter(id__in=ids).order_by("id")
    standing = {row.id: row for row in rows if row.state != Recall.State.WITHDRAWN}
    inside = RecallBatch.objects.filter(recall_id__in=ids, batch_id__in=[one.id for one in batches])
    there = set(inside.values_list("recall_id", "batch_id")) if ids else set()
    frozen: dict[UUID, Frozen] = {}
    for batch in batches:
        here = [
            standing[one.recall_id]
            for one in marks.get((batch.product_id, lot_key(batch.number)), ())
            if one.recall_id in standing
        ]
        still_open = tuple(one for one in here if one.state == Recall.State.OPEN)
        if still_open:
            joined = tuple(one for one in still_open if (one.id, batch.id) not in there)
            if joined:
                frozen[batch.id] = Frozen(joined, batch.state)
            batch.state = Batch.State.RECALLED
        elif here and batch.state != Batch.State.RECALLED:
            hold(batch, "recalled before", {"recalls": [one.number for one in here]})
    return frozen


def join(came: Sequence[tuple[Batch, int]], frozen: Mapping[UUID, Frozen], branch_id: UUID) -> None:
    """Note each frozen batch with its recalls, as a step of theirs with the base units that came.

    What was compounded of one that was here already, under another number, is frozen and noted
    with it. A recall that is withdrawn makes them again what they were before.
    """
    units_of = {batch.id: units for batch, units in came}
    joined = [
        _Joining(one, batch_id, how.state_before, units_of[batch_id])
        for batch_id, how in frozen.items()
        for one in how.recalls
    ]
    joined += _made_of([batch for batch, _units in came if batch.id in frozen], joined)
    rows = [
        RecallBatch(
            id=new_id(),
            recall_id=one.recall.id,
            batch_id=one.batch_id,
            state_before=one.state_before,
        )
        for one in joined
    ]
    insert_rows(RecallBatch, rows)
    for one in joined:
        add_step(
            one.recall,
            RecallStep.Step.ARRIVED,
            branch_id,
            batch_id=one.batch_id,
            quantity=one.units,
            document_id=current_unit().effect_id,
            content_hash=fingerprint({"batches": [[str(one.batch_id), one.state_before]]}),
        )
        facts = {"number": one.recall.number, "batch_id": one.batch_id, "quantity": one.units}
        current_unit().record(
            "stock.recall", one.recall.id, reason="arrived", facts=facts, branch_id=branch_id
        )


@dataclass(frozen=True, slots=True)
class _Joining:
    """A batch that a recall keeps from now on, with its base units."""

    recall: Recall
    batch_id: UUID
    state_before: str
    units: int


def _made_of(came: Sequence[Batch], joined: Sequence[_Joining]) -> list[_Joining]:
    """What was compounded of these, frozen, with their recalls.

    Only goods that were here already went into anything: a batch that gets another number, alone.
    """
    made = made_of(came)
    ids = [one.id for one in made]
    set_states(ids, Batch.State.RECALLED)
    tell_every_branch(made)
    lies = Balance.objects.filter(batch_id__in=ids).order_by()
    units = dict(lies.values_list("batch_id").annotate(units=Sum("quantity")))
    recalls = {one.recall.id: one.recall for one in joined}
    inside = RecallBatch.objects.filter(recall_id__in=list(recalls), batch_id__in=ids)
    there = set(inside.values_list("recall_id", "batch_id")) if ids else set()
    return [
        _Joining(recall, one.id, one.state, units.get(one.id, 0))
        for recall in recalls.values()
        for one in made
        if (recall.id, one.id) not in there
    ]
