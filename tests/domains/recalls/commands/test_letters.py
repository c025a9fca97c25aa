"""Letters go to known patients who agreed to be reached; each reading is recorded."""

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
from theriac.domains.recalls.commands.letters import note_outcome, prepare_letters
from theriac.domains.recalls.models import RecallLetter, RecallStep
from theriac.domains.recalls.queries.trace import trace_recall

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-24")
def test_who_agreed_gets_a_letter_and_the_others_are_counted() -> None:
    shop = open_shop()
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    agreed, silent = register(shop, "Siti Nurhaliza"), register(shop, "Budi Santoso")
    word = ConsentNew(purpose="health", channel="phone", is_given=True, how="spoken")
    record_consent(**here, patient_id=agreed, word=word)
    for number, patient_id in enumerate((agreed, silent, None), start=1):
        line = pushed_line(shop, medicine, [(batch_id, number)])
        push(shop, pushed_sale(shop, [line], number, patient_id=patient_id))
    recall_id: UUID = recall_of(shop, [batch_id]).id

    trace = trace_recall(actor=shop.owner, recall_id=recall_id)
    assert (trace.patients, trace.walk_ins, trace.walk_in_units) == (2, 1, 3)
    for _again in range(2):
        found = prepare_letters(**here, recall_id=recall_id)
    (letter,) = found.letters
    assert (letter.names, letter.channels, found.not_agreed) == ("Siti Nurhaliza", ("phone",), 1)
    assert [line.quantity for line in letter.received] == [1]
    assert RecallLetter.objects.count() == 1
    assert RecallStep.objects.filter(step="letters").count() == 1
    assert AuditRecord.objects.filter(object_id=agreed, object_kind="patients.patient").exists()

    note_outcome(**here, recall_id=recall_id, patient_id=agreed, outcome="told")
    assert RecallLetter.objects.order_by("id").last().outcome == "told"  # type: ignore[union-attr]
    with pytest.raises(Unprocessable):
        note_outcome(**here, recall_id=recall_id, patient_id=agreed, outcome="perhaps")
    with pytest.raises(NotFound):
        note_outcome(**here, recall_id=recall_id, patient_id=new_id(), outcome="told")
