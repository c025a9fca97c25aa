"""Letters to the patients who received recalled units: prepared, printed, and what came of them.

They rest on the legal duty to recall and on the patient's safety, not on consent to advice, so no
consent is asked: Indonesia's Law 27/2022 on personal data names both beside consent (article 20(2)
c and d), and BPOM's Regulation 14/2022 orders the recall. WHO Technical Report Series 986, annex 2,
15: all to whom a product went are told promptly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Problem, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.recalls.commands.steps import add_step, open_recall_row
from theriac.domains.recalls.models import Recall, RecallBatch, RecallLetter, RecallStep
from theriac.domains.recalls.queries.trace import Delivery, trace_batches

MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Received:
    """What a patient received: product, batch, base units, when, under which number."""

    product_id: UUID
    batch_number: str
    quantity: int
    occurred_at: datetime
    sale_number: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one patient, as it is printed, with all ways by which they can be reached."""

    patient_id: UUID
    names: str
    addresses: tuple[str, ...]
    contacts: tuple[str, ...]
    received: tuple[Received, ...]
    is_reachable: bool = True
    """Whether an address or number stands in the record, or it isn't told to who asks."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters to print, and how many patients can't be reached, or stand over for later.

    ``unreachable`` have neither address nor number; ``unreadable`` were erased, are restricted, or
    their record can't be read.
    """

    recall: Recall
    letters: tuple[Letter, ...]
    unreachable: int
    unreadable: int
    left_over: int


@command(
    name="recalls.prepare_letters",
    done=gettext_lazy("Prepared letters of a recall"),
    permission=VIEW_PATIENTS,
)
def prepare_letters(*, actor: Actor, branch_id: BranchId, recall_id: UUID) -> Letters:
    """The letters to all known patients who can be reached; each reading is recorded.

    At most 200 at once, those first to whom none was prepared yet. Raises RecallEnded for one that
    was withdrawn, NotFound.
    """
    recall = open_recall_row(recall_id, even_closed=True)
    rows = RecallBatch.objects.filter(recall_id=recall.id)
    trace = trace_batches(list(rows.values_list("batch_id", flat=True)))
    batches = {batch.id: batch for batch in trace.batches}
    by_patient: dict[UUID, list[Delivery]] = defaultdict(list)
    for one in trace.known:
        if one.patient_id is not None:
            by_patient[one.patient_id].append(one)
    written = _written_to(recall)
    turn = sorted(by_patient, key=lambda key: (key in written, key))
    letters, unreadable, unreachable = [], 0, 0
    for patient_id in turn[:MOST_LETTERS]:
        received = tuple(
            Received(
                batches[one.batch_id].product_id,
                batches[one.batch_id].number,
                one.quantity,
                one.occurred_at,
                one.number,
            )
            for one in by_patient[patient_id]
        )
        letter = _letter(actor, branch_id, patient_id, received)
        if letter is None:
            unreadable += 1
        elif letter.is_reachable:
            letters.append(letter)
        else:
            unreachable += 1
    _keep(recall, branch_id, [one.patient_id for one in letters])
    return Letters(
        recall=recall,
        letters=tuple(letters),
        unreachable=unreachable,
        unreadable=unreadable,
        left_over=max(0, len(turn) - MOST_LETTERS),
    )


@command(
    name="recalls.note_outcome",
    done=gettext_lazy("Recorded whether a patient was reached"),
    permission=VIEW_PATIENTS,
)
def note_outcome(
    *, actor: Actor, branch_id: BranchId, recall_id: UUID, patient_id: UUID, outcome: str
) -> None:
    """Keep that a patient was told, or couldn't be reached.

    Raises Unprocessable for another outcome, NotFound for who received none of it.
    """
    if outcome not in {RecallLetter.Outcome.TOLD, RecallLetter.Outcome.NOT_REACHED}:
        raise Unprocessable(_("Choose from the list."), field="outcome")
    recall = open_recall_row(recall_id, even_closed=True)
    known = RecallLetter.objects.filter(recall_id=recall.id, patient_id=patient_id)
    if not known.exists():
        raise NotFound(_("No letter was prepared for this patient."))
    _add(recall, branch_id, patient_id, outcome)
    current_unit().record("stock.recall", recall.id, facts={"outcome": outcome})


def _letter(
    actor: Actor,
    branch_id: BranchId,
    patient_id: UUID,
    received: tuple[Received, ...],
) -> Letter | None:
    """None for a record that is gone, restricted or can't be read."""
    try:
        record = open_patient(
            actor=actor, branch_id=branch_id, patient_id=PatientId(patient_id), why="care"
        )
    except Problem:
        return None
    identity = record.identity
    return Letter(
        patient_id=patient_id,
        names=record.names,
        addresses=tuple(identity.addresses) if identity else (),
        contacts=tuple(one.get("value", "") for one in identity.contacts) if identity else (),
        received=received,
        is_reachable=identity is None or bool(identity.addresses or identity.contacts),
    )


def _written_to(recall: Recall) -> set[UUID]:
    rows = RecallLetter.objects.filter(recall_id=recall.id)
    return set(rows.values_list("patient_id", flat=True))


def _keep(recall: Recall, branch_id: UUID, patient_ids: Sequence[UUID]) -> None:
    """Each patient once, and one step for those who are new."""
    known = _written_to(recall)
    new = [key for key in patient_ids if key not in known]
    for patient_id in new:
        _add(recall, branch_id, patient_id, RecallLetter.Outcome.PREPARED)
    if new:
        add_step(recall, RecallStep.Step.LETTERS, branch_id, quantity=len(new))
    current_unit().record("stock.recall", recall.id, facts={"letters": len(patient_ids)})


def _add(recall: Recall, branch_id: UUID, patient_id: UUID, outcome: str) -> None:
    RecallLetter.objects.create(
        id=new_id(),
        recall_id=recall.id,
        patient_id=patient_id,
        outcome=outcome,
        branch_id=branch_id,
        person_id=current_unit().actor.id,
        recorded_at=clock.now(),
    )
