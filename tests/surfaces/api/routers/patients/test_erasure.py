"""Erasure and merges for programs: what the screens do, with the date and the law told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domains.sales.test_holds import sell
from tests.support.patients import register
from tests.support.shop import Shop
from tests.surfaces.api.program import program
from theriac.countries.retention import years

pytestmark = pytest.mark.django_db


@pytest.mark.rows("AUD-05")
def test_who_the_law_holds_is_told_until_when_and_why(shop: Shop) -> None:
    owner = program(shop, "owner")
    one = register(shop, "Siti")
    sell(shop, one, "keras", seen=True)
    on = (shop.today + timedelta(days=years(5))).isoformat()
    at = f"/patients/{one}/erasure"

    before = owner.get(at).json()
    asked = owner.post(at, {}, **{"Idempotency-Key": "erase-siti"})
    again = owner.post(at, {}, **{"Idempotency-Key": "erase-siti"})

    assert (before["erase_on"], before["restricted_at"]) == (None, None)
    assert [(hold["code"], hold["until"]) for hold in before["holds"]] == [
        ("sales.prescriptions", on)
    ]
    assert (asked.status_code, asked.json()["erase_on"], asked.json()["proofs"]) == (200, on, [])
    assert "73/2016" in asked.json()["holds"][0]["source"]
    assert (again.headers["Idempotency-Replayed"], again.json()) == ("true", asked.json())
    assert owner.get(f"/patients/{one}").json()["code"] == "patients.restricted"
    assert program(shop, "pharmacist").get(at).status_code == 403


def test_whom_nothing_holds_is_erased_with_proof(shop: Shop) -> None:
    owner = program(shop, "owner")
    at = f"/patients/{register(shop)}/erasure"
    done = owner.post(at, {}).json()
    assert (done["erase_on"], done["holds"]) == (None, [])
    assert [len(proof["fingerprint"]) for proof in done["proofs"]] == [64]
    assert owner.get(at).json() == done
    assert owner.post(at, {}).json()["code"] == "patients.gone"


def test_a_date_that_a_person_knows_of_delays_it_too(shop: Shop) -> None:
    until = (shop.today + timedelta(days=9)).isoformat()
    at = f"/patients/{register(shop)}/erasure"
    asked = program(shop, "owner").post(at, {"keep_until": until}).json()
    assert (asked["erase_on"], asked["holds"]) == (until, [])
