"""Letters go to all known patients who can be reached, by duty; each reading is recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import recall_of
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.patients.commands.consents import ConsentNew, record_consent
from theriac.domains.patients.commands.restrict import restrict_patient
from theriac.domains.recalls.commands import letters as letters_module
from theriac.domains.recalls.commands.letters import note_outcome, prepare_letters
from theriac.domains.recalls.models import RecallLetter, RecallStep
from theriac.domains.recalls.queries.trace import trace_recall

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-24")
def test_who_received_it_gets_a_letter_whatever_they_agreed_to() -> None:
    shop = open_shop()
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    agreed, silent = register(shop, "Siti Nurhaliza"), register(shop, "Budi Santoso")
    word = ConsentNew(purpose="health", channel="phone", is_given=False, how="spoken")
    record_consent(**here, patient_id=agreed, word=word)
    for number, patient_id in enumerate((agreed, silent, None), start=1):
        line = pushed_line(shop, medicine, [(batch_id, number)])
        push(shop, pushed_sale(shop, [line], number, patient_id=patient_id))
    recall_id: UUID = recall_of(shop, [batch_id]).id

    trace = trace_recall(actor=shop.owner, recall_id=recall_id)
    assert (trace.patients, trace.walk_ins, trace.walk_in_units) == (2, 1, 3)
    for _again in range(2):
        found = prepare_letters(**here, recall_id=recall_id)
    letters = {one.names: one for one in found.letters}
    assert set(letters) == {"Siti Nurhaliza", "Budi Santoso"}
    assert (found.unreachable, found.unreadable, found.left_over) == (0, 0, 0)
    assert [line.quantity for line in letters["Siti Nurhaliza"].received] == [1]
    assert RecallLetter.objects.count() == 2
    assert RecallStep.objects.filter(step="letters").count() == 1
    assert AuditRecord.objects.filter(object_id=agreed, object_kind="patients.patient").exists()

    note_outcome(**here, recall_id=recall_id, patient_id=agreed, outcome="told")
    assert RecallLetter.objects.order_by("id").last().outcome == "told"  # type: ignore[union-attr]
    with pytest.raises(Unprocessable):
        note_outcome(**here, recall_id=recall_id, patient_id=agreed, outcome="perhaps")
    with pytest.raises(NotFound):
        note_outcome(**here, recall_id=recall_id, patient_id=new_id(), outcome="told")


@pytest.mark.rows("STK-24")
def test_who_cant_be_reached_or_read_is_counted_and_who_waits_comes_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = open_shop()
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    patients = [
        register(shop, "Siti Nurhaliza"),
        register(shop, "Budi Santoso"),
        register(shop, "Without Number", contacts=[]),
        register(shop, "Hidden Person"),
    ]
    for number, patient_id in enumerate(patients, start=1):
        line = pushed_line(shop, medicine, [(batch_id, 1)])
        push(shop, pushed_sale(shop, [line], number, patient_id=patient_id))
    restrict_patient(**here, patient_id=patients[3])
    recall_id: UUID = recall_of(shop, [batch_id]).id

    found = prepare_letters(**here, recall_id=recall_id)

    assert {one.names for one in found.letters} == {"Siti Nurhaliza", "Budi Santoso"}
    assert (found.unreachable, found.unreadable, found.left_over) == (1, 1, 0)
    written = RecallLetter.objects.values_list("patient_id", flat=True)
    assert set(written) == set(patients[:2])

    monkeypatch.setattr(letters_module, "MOST_LETTERS", 2)
    again = prepare_letters(**here, recall_id=recall_id)
    assert (len(again.letters), again.unreachable, again.unreadable, again.left_over) == (
        0,
        1,
        1,
        2,
    )
