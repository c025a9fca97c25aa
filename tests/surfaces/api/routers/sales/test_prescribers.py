"""A sale whose prescription names a prescriber of the register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.rules.facts import PrescriberLicenceWritten

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(shop: Shop) -> dict[str, Any]:
    medicine = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    stock_up(shop, medicine, 20)
    seen = {"kind": "prescription", "number": "0412", "written_on": shop.today.isoformat()}
    line = {"product_id": str(medicine.id), "quantity": 1, "ground": 0}
    return {"lines": [line], "grounds": [seen]}


def held(shop: Shop, name: str, kind: str, until: date) -> PrescriberId:
    number = f"{kind.upper()}-2211"
    licence = PrescriberLicenceWritten(kind=kind, number=number, valid_until=until)
    return a_prescriber(shop, name, licences=[licence])


@pytest.mark.rows("CUS-03", "RX-04")
def test_an_expired_str_warns_and_the_name_is_the_register_s(
    manager: Program, shop: Shop, body: dict[str, Any]
) -> None:
    one = held(shop, "Ani Wijaya", "str", shop.today - timedelta(days=1))
    body["grounds"][0] |= {"prescriber": "dr ani", "prescriber_id": str(one)}

    (warning,) = manager.post("/sales/quote", body).json()["warnings"]
    assert warning.startswith("The STR (registration) of dr. Ani Wijaya, Sp.A expired on")
    sold = manager.post("/sales", body)
    assert (sold.status_code, sold.json()["grounds"][0]["prescriber"]) == (
        201,
        "dr. Ani Wijaya, Sp.A",
    )


def test_an_expired_sip_blocks_with_a_sentence(
    manager: Program, shop: Shop, body: dict[str, Any]
) -> None:
    one = held(shop, "Ani Wijaya", "sip", shop.today - timedelta(days=1))
    body["grounds"][0]["prescriber_id"] = str(one)

    for address in ("/sales/quote", "/sales"):
        refused = manager.post(address, body)
        assert (refused.status_code, refused.json()["code"]) == (
            409,
            "prescribers.licence_expired",
        )
    body["grounds"][0] |= {"prescriber": "dr. Maya", "prescriber_id": None}
    assert manager.post("/sales/quote", body).json()["warnings"] == []


def test_a_prescriber_nobody_knows_is_refused(
    manager: Program, shop: Shop, body: dict[str, Any]
) -> None:
    body["grounds"][0]["prescriber_id"] = str(shop.branch_id)

    assert manager.post("/sales", body).json()["code"] == "prescribers.unknown"
