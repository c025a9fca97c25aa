"""Codes that a program scans."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Medicine
from tests.surfaces.api.program import Program

pytestmark = pytest.mark.django_db
GTIN = "8991234567891"


@pytest.mark.rows("CAT-06")
def test_a_code_opens_its_pack_in_any_length(manager: Program, medicine: Medicine) -> None:
    strip = str(medicine.packs[10])
    added = manager.post("/barcodes", {"pack_id": strip, "code": GTIN})

    assert added.status_code == 201
    for written in (GTIN, f"0{GTIN}", f"%20{GTIN}"):
        found = manager.get(f"/barcodes/{written}").json()
        assert (found["pack_id"], found["pack"], found["factor"]) == (strip, "strip", 10)
        assert found["product_id"] == str(medicine.id)
    taken = manager.post("/barcodes", {"pack_id": str(medicine.packs[1]), "code": GTIN})
    assert (taken.status_code, taken.json()["code"]) == (409, "catalog.barcode_taken")
    assert manager.post("/barcodes", {"pack_id": str(uuid4()), "code": "X"}).status_code == 404
    assert manager.get("/barcodes/nothing").status_code == 404


@pytest.mark.rows("CAT-06")
def test_a_code_is_moved_and_taken_away(manager: Program, medicine: Medicine) -> None:
    strip, box = str(medicine.packs[10]), str(medicine.packs[100])
    manager.post("/barcodes", {"pack_id": strip, "code": GTIN})

    change = {"pack_id": strip, "code": GTIN, "to_pack_id": box, "reason": "printed on the box"}
    moved = manager.post("/barcodes/move", change)
    assert (moved.status_code, moved.json()["pack_id"]) == (200, box)
    assert manager.post("/barcodes/move", change).status_code == 404
    assert manager.post("/barcodes/remove", {"pack_id": box, "code": GTIN}).status_code == 422
    removal = {"pack_id": box, "code": GTIN, "reason": "not theirs"}
    left = manager.post("/barcodes/remove", removal)
    assert (left.status_code, left.json()["id"]) == (200, str(medicine.id))
    assert [pack["barcodes"] for pack in left.json()["packs"]] == [[], [], []]
    assert manager.get(f"/barcodes/{GTIN}").status_code == 404


def test_a_scanned_code_is_read_whole(manager: Program, medicine: Medicine) -> None:
    manager.post("/barcodes", {"pack_id": str(medicine.packs[10]), "code": GTIN})
    scanned = f"]d2010{GTIN}17281231" + "10AB-12\x1d" + "21S77"

    read = manager.post("/barcodes/parse", {"code": scanned}).json()

    assert (read["gtin"], read["expires_on"], read["batch_number"], read["serial"]) == (
        f"0{GTIN}",
        "2028-12-31",
        "AB-12",
        "S77",
    )
    assert read["elements"][0] == {"identifier": "01", "value": f"0{GTIN}"}
    assert read["pack"]["pack_id"] == str(medicine.packs[10])
    assert read["warnings"] == []


def test_a_damaged_code_is_refused_with_a_sentence(manager: Program) -> None:
    refused = manager.post("/barcodes/parse", {"code": "]d20108991234567890"})

    assert (refused.status_code, refused.json()["code"]) == (422, "catalog.unreadable_code")
    assert refused.json()["fault"] == "gtin_check_digit"
    plain = manager.post("/barcodes/parse", {"code": "SHOP-1"})
    assert (plain.status_code, plain.json()["pack"]) == (200, None)
