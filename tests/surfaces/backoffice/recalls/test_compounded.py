"""A recall of an ingredient names what was compounded of it, before and after it is frozen."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.compounding import add_capsules, add_ingredients, make, write_for
from tests.support.prescriptions import a_line, a_prescription
from tests.support.recalls import recall_of
from tests.support.shop import Shop
from tests.surfaces.api.program import program
from theriac.domains.compounding.models import UsedBatch
from theriac.domains.prescriptions.ids import code_of
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12", "STK-24")]


def test_the_page_paper_and_api_name_the_preparation(shop: Shop, owner: Client) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made)])
    row = make(shop, write_for(shop, found, made, [(first.id, 1, 4)]))
    batch_id = UsedBatch.objects.get().batch_id
    number = Batch.objects.get(id=batch_id).number
    looked = owner.get(f"/stock/recalls/new/?codes=Paracetamol 500 mg;{number}").text
    assert "Compounded from them, and frozen with them:" in looked
    assert row.number in looked
    api, sought = program(shop, "pharmacist"), {"codes": f"Paracetamol 500 mg;{number}"}
    would = api.post("/recalls/sought", sought).json()["preparations"]
    assert [(one["number"], one["is_recalled"]) for one in would] == [(row.number, False)]
    recall = recall_of(shop, [batch_id])
    for page in ("", "print/"):
        shown = owner.get(f"/stock/recalls/{recall.id}/{page}").text
        for words in (row.number, code_of(found), f"/stock/compounding/{row.id}/"):
            assert words in shown
    shown = owner.get(f"/stock/recalls/{recall.id}/").text
    assert "The recall includes them." in shown
    assert f"/stock/recalls/{recall.id}/batches/{row.batch_id}/found/" in shown
    told = api.get(f"/recalls/{recall.id}").json()
    assert [
        (one["number"], one["used_batch_id"], one["left"], one["is_recalled"])
        for one in told["preparations"]
    ] == [(row.number, str(batch_id), 10, True)]
    made_one = {one["batch_id"]: one for one in told["batches"]}[str(row.batch_id)]
    assert (made_one["received"], made_one["elsewhere"], made_one["explained"]) == (10, 10, 0)
