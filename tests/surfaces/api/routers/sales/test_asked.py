"""What the law asks of a program's sale: a prescription that is still dispensed, the patient."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.patients import register
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.surfaces.api.program import Program, program
from theriac.domains.sales.models import SalePatient

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-08")]


def body(shop: Shop, medicine: Medicine, *, ago: int = 0, **more: Any) -> dict[str, Any]:
    written_on = (shop.today - timedelta(days=ago)).isoformat()
    seen = {"kind": "prescription", "prescriber": "dr. A", "number": "1", "written_on": written_on}
    line = {"product_id": str(medicine.id), "quantity": 1, "ground": 0}
    return {"lines": [line], "grounds": [seen], **more}


@pytest.mark.parametrize("path", ["/sales", "/sales/quote"])
def test_a_prescription_that_is_too_old_is_refused(manager: Program, shop: Shop, path: str) -> None:
    medicine = add_medicine(shop, "Amoxicillin 500 mg", legal_class="keras")
    stock_up(shop, medicine, 5)

    refused = manager.post(path, body(shop, medicine, ago=31))

    told = refused.json()
    assert (refused.status_code, told["type"].removeprefix("urn:theriac:problem:")) == (
        403,
        "sales.prescription_unfit",
    )
    assert told["valid_until"] == (shop.today - timedelta(days=1)).isoformat()
    made = manager.post("/sales", body(shop, medicine, ago=30)).json()
    assert made["grounds"][0]["valid_until"] == shop.today.isoformat()


def test_the_patient_is_named_where_the_law_asks() -> None:
    shop = open_shop("in")
    manager = program(shop)
    medicine = add_medicine(shop, "Cefixime 200 mg", legal_class="H1")
    stock_up(shop, medicine, 5)

    for path in ("/sales", "/sales/quote"):
        refused = manager.post(path, body(shop, medicine))
        assert refused.status_code == 422
        assert refused.json()["type"].removeprefix("urn:theriac:problem:") == "sales.patient_needed"
    nobody = manager.post("/sales", body(shop, medicine, patient_id=str(uuid4())))
    assert nobody.status_code == 404
    patient_id = register(shop)
    asked = body(shop, medicine, patient_id=str(patient_id))
    assert manager.post("/sales/quote", asked).status_code == 200
    made = manager.post("/sales", asked)
    assert made.status_code == 201
    assert str(SalePatient.objects.get().sale_id) == made.json()["id"]
