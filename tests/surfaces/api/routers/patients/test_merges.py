"""Records of one person for programs: proposed, merged, taken apart."""

from __future__ import annotations

import pytest

from tests.support.patients import NIK, register
from tests.support.shop import open_shop
from tests.surfaces.api.program import program


@pytest.mark.rows("CUS-08")
@pytest.mark.django_db
def test_proposed_with_reasons_merged_and_undone() -> None:
    shop = open_shop()
    pharmacist = program(shop, "pharmacist")
    one = register(shop, national_ids={"nik": NIK}, sex="female")
    twin = register(shop, national_ids={"nik": NIK}, sex="female")
    at, other = f"/patients/{one}", f"/patients/{twin}"

    (likely,) = pharmacist.get(f"{at}/duplicates").json()["items"]
    assert (likely["id"], "number" in likely["reasons"]) == (str(twin), True)

    key = {"Idempotency-Key": "merge-them"}
    merged = pharmacist.post(f"{at}/merges", {"merged_id": str(twin)}, **key)
    again = pharmacist.post(f"{at}/merges", {"merged_id": str(twin)}, **key)
    assert merged.json() == {"kept_id": str(one), "merged_id": str(twin), "is_undone": False}
    assert (again.status_code, again.json()) == (200, merged.json())
    assert pharmacist.get(other).json()["code"] == "patients.gone"
    assert pharmacist.post(f"{at}/merges", {"merged_id": str(one)}).status_code == 409

    key = {"Idempotency-Key": "apart-again"}
    apart = pharmacist.post(f"{other}/unmerge", **key)
    assert apart.json() == {"kept_id": str(one), "merged_id": str(twin), "is_undone": True}
    assert pharmacist.post(f"{other}/unmerge", **key).json() == apart.json()
    assert pharmacist.get(other).status_code == 200
    assert pharmacist.post(f"{other}/unmerge").json()["code"] == "patients.merge_refused"
