"""Codes to link over the API."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.unknown_codes import UNKNOWN, kept_code
from tests.surfaces.api.program import Program
from tests.surfaces.other_branch import shop_there
from theriac.domains.catalog.models import Barcode

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-06")]


def test_they_are_listed_and_settled(shop: Shop, manager: Program, medicine: Medicine) -> None:
    kept_code(shop, "RAK-77", note="On the shelf")
    kept_code(shop)
    kept_code(shop)
    codes = manager.get("/unknown-codes?state=open&sort=-times").json()["items"]
    assert [(one["code"], one["times"], one["note"]) for one in codes] == [
        (UNKNOWN, 2, ""),
        ("RAK-77", 1, "On the shelf"),
    ]
    found = manager.get("/unknown-codes?code=8992222333306").json()["items"]
    assert [one["id"] for one in found] == [codes[0]["id"]]

    at = f"/unknown-codes/{codes[0]['id']}"
    tag = manager.get(at)["ETag"]
    pack = str(medicine.packs[10])
    assert manager.post(f"{at}/link", {"pack_id": pack}).status_code == 428
    linked = manager.post(f"{at}/link", {"pack_id": pack}, if_match=tag)
    assert (linked.status_code, linked.json()["state"], linked.json()["pack_id"]) == (
        200,
        "linked",
        pack,
    )
    assert str(Barcode.objects.get(code=UNKNOWN).pack_id) == pack

    at = f"/unknown-codes/{codes[1]['id']}"
    tag = manager.get(at)["ETag"]
    blank = manager.post(f"{at}/set-aside", {"reason": " "}, if_match=tag)
    assert blank.status_code == 422
    aside = manager.post(f"{at}/set-aside", {"reason": "A bag"}, if_match=tag)
    assert (aside.json()["state"], aside.json()["reason"]) == ("aside", "A bag")
    stale = manager.post(f"{at}/put-back", if_match=tag)
    assert stale.status_code in (409, 412)
    back = manager.post(f"{at}/put-back", if_match=manager.get(at)["ETag"])
    assert back.json()["state"] == "open"


def test_what_isnt_there_and_what_is_taken_is_said(shop: Shop, manager: Program) -> None:
    assert manager.get(f"/unknown-codes/{uuid4()}").status_code == 404
    pack = str(add_medicine(shop, "Other").packs[1])
    at = f"/unknown-codes/{kept_code(shop)}"
    tag = manager.get(at)["ETag"]
    manager.post("/barcodes", {"pack_id": pack, "code": UNKNOWN})
    refused = manager.post(f"{at}/link", {"pack_id": pack}, if_match=tag)
    assert (refused.status_code, refused.json()["code"]) == (409, "catalog.unknown_code_settled")
    assert manager.get(at).json()["state"] == "linked"


def test_who_works_elsewhere_isnt_told_who_scanned_it(shop: Shop, manager: Program) -> None:
    there = shop_there(shop)
    at = f"/unknown-codes/{kept_code(there)}"
    code = manager.get(at).json()
    assert (code["terminal_id"], code["person_id"]) == (None, None)
    kept_code(shop)
    code = manager.get(at).json()
    assert (code["terminal_id"], code["person_id"]) == (str(shop.terminal_id), str(shop.owner.id))
