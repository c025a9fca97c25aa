"""Prescribers over the API: added once, suggested, changed, merged."""

from __future__ import annotations

import pytest

from tests.surfaces.api.prescribers import WRITTEN
from tests.surfaces.api.program import Program

pytestmark = pytest.mark.django_db


@pytest.mark.rows("RX-04")
def test_a_prescriber_is_added_suggested_changed_and_merged(manager: Program) -> None:
    added = manager.post("/prescribers", WRITTEN)
    assert added.status_code == 201
    one = added.json()
    assert (one["full_name"], one["licences"][0]["number"]) == ("dr. Budi Santoso", "STR-55001")

    alike = {**WRITTEN, "name": "Boedi Santosa", "licences": []}
    refused = manager.post("/prescribers", alike)
    assert (refused.status_code, refused.json()["prescribers"]) == (409, [one["id"]])
    taken = manager.post("/prescribers", {**WRITTEN, "name": "Dewi"})
    assert taken.json()["type"].endswith("prescribers.number_taken")
    other = manager.post("/prescribers", {**alike, "is_another": True}).json()

    found = manager.get("/prescribers/suggestions?text=str-550").json()["items"]
    assert [(item["id"], item["verdict"]) for item in found] == [(one["id"], "fine")]
    pairs = manager.get("/prescribers/duplicates").json()["items"]
    assert [pair["reasons"] for pair in pairs] == [["sound"]]
    merged = manager.post(f"/prescribers/{one['id']}/merges", {"merged_id": other["id"]}).json()
    assert merged["merged_ids"] == [other["id"]]
    assert manager.get(f"/prescribers/{other['id']}").json()["id"] == one["id"]
