"""Branches, terminals and jobs as a program reads them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Shop
from tests.support.shops import second_branch
from tests.support.vouchers import a_voucher
from tests.surfaces.api.program import Program, program
from tests.surfaces.api.world import job_for
from theriac.core.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_a_key_reads_its_own_branch_and_terminals(manager: Program, shop: Shop) -> None:
    there = second_branch(shop)

    (branch,) = manager.get("/branches").json()["items"]
    codes = [terminal["code"] for terminal in manager.get("/terminals").json()["items"]]

    assert (branch["id"], branch["code"], branch["currency"]) == (str(shop.branch_id), "MLT", "IDR")
    assert manager.get(f"/branches/{branch['id']}").json() == branch
    assert manager.get(f"/branches/{there}").status_code == 404
    assert codes == ["A1", "K1"]
    assert manager.get(f"/terminals?branch_id={there}").status_code == 403


def test_everybody_steers_their_own_jobs_and_sees_no_others(shop: Shop) -> None:
    cashier = program(shop, "cashier")
    mine = job_for(cashier.client_id())
    others = job_for(uuid4())
    Job.objects.filter(id=mine).update(result={"rows": 5, "file": "x.csv"}, done=5)

    listed = cashier.get("/jobs").json()["items"]
    cancelled = cashier.post(f"/jobs/{mine}/cancel")
    twice = cashier.post(f"/jobs/{mine}/cancel")
    again = cashier.post(f"/jobs/{mine}/retry")

    assert [(job["id"], job["done"]) for job in listed] == [(str(mine), 5)]
    assert listed[0]["result"] == [
        {"name": "file", "value": "x.csv"},
        {"name": "rows", "value": "5"},
    ]
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert (twice.status_code, again.status_code) == (409, 200)
    assert again.json()["state"] == "ready"
    for path in (f"/jobs/{others}", f"/jobs/{uuid4()}"):
        assert cashier.get(path).status_code == 404
        assert cashier.post(f"{path}/cancel").status_code == 404
    manager = program(shop, "manager")
    assert str(others) in {job["id"] for job in manager.get("/jobs?state=ready").json()["items"]}


@pytest.mark.rows("CAP-09")
def test_a_program_reads_and_sets_the_next_numbers_of_documents(shop: Shop) -> None:
    body = {"numbers": [{"document": "PO", "next_number": 88}]}

    owner = program(shop, "owner")
    answer = owner.post("/document-numbers", body)

    told = {one["document"]: one for one in answer.json()["items"]}
    assert answer.status_code == 200
    assert (told["PO"]["next_number"], told["PO"]["is_begun"]) == (88, False)
    assert owner.get("/document-numbers").json() == answer.json()
    a_voucher(shop)
    refused = owner.post("/document-numbers", {"numbers": [{"document": "BV", "next_number": 7}]})
    assert refused.status_code == 409
    assert refused.json()["type"].endswith("organisation.number_given")
