"""A recall of an ingredient names what was compounded of it, and leads to a recall of that."""

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

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12", "STK-24")]


def test_the_page_paper_and_api_name_the_preparation(shop: Shop, owner: Client) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made)])
    row = make(shop, write_for(shop, found, made, [(first.id, 1, 4)]))
    batch_id = UsedBatch.objects.get().batch_id
    recall = recall_of(shop, [batch_id])
    for page in ("", "print/"):
        shown = owner.get(f"/stock/recalls/{recall.id}/{page}").text
        for words in (row.number, code_of(found), f"/stock/compounding/{row.id}/"):
            assert words in shown
    way = f"/stock/recalls/new/?codes=Racikan kapsul;{row.number}"
    assert row.number in owner.get(way).text
    told = program(shop, "pharmacist").get(f"/recalls/{recall.id}").json()["preparations"]
    assert [(one["number"], one["used_batch_id"], one["left"]) for one in told] == [
        (row.number, str(batch_id), 10)
    ]
