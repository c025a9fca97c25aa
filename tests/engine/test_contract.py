"""What any engine must do, asked of ours and of a second one: `contracts/engine.openapi.json`."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest

from tests.engine.running import EngineClient, Receiver, new_client, receiving, serving, until
from tests.engine.tiny import tiny_serving

pytestmark = pytest.mark.rows("PUR-04")

CONTRACT = json.loads(
    (Path(__file__).parents[2] / "contracts" / "engine.openapi.json").read_text("utf-8")
)
OFFER = b"NAMA BARANG;HNA\nAMOXICILLIN 500 MG;12500\nPARACETAMOL SYR;8750\n"


def check(name: str, value: Any) -> None:
    """Hold an answer against a schema of the contract."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": CONTRACT["components"]}
    jsonschema.Draft202012Validator(schema).validate(value)


@dataclass
class Pair:
    """Two clients of one engine, and where the first is called back."""

    one: EngineClient
    other: EngineClient
    receiver: Receiver


@pytest.fixture(scope="module", params=["ours", "tiny"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    with receiving() as receiver:
        if request.param == "ours":
            with serving(tmp_path_factory.mktemp("engine")) as (address, store):
                one = new_client(address, store, "one", receiver.address)
                yield Pair(one, new_client(address, store, "other"), receiver)
        else:
            with tiny_serving() as (address, tiny):
                clients = []
                for name in ("one", "other"):
                    tiny.add(name, name.encode(), receiver.address)
                    secret = f"whsec_{base64.b64encode(name.encode()).decode()}"
                    clients.append(EngineClient(address, name, secret))
                yield Pair(*clients, receiver)


def test_a_document_becomes_a_job_and_the_job_lines(engine: Pair) -> None:
    taken = engine.one.submit(OFFER, "lines")
    assert taken.status == 202
    check("Job", taken.body)
    job = engine.one.finished(taken.body["id"])
    check("Job", job)
    assert (job["state"], job["sha256"]) == ("done", hashlib.sha256(OFFER).hexdigest())
    read = [
        {name: field["value"] for name, field in line["fields"].items()}
        for line in job["document"]["lines"]
    ]
    assert read == [
        {"product": "AMOXICILLIN 500 MG", "price": "12500"},
        {"product": "PARACETAMOL SYR", "price": "8750"},
    ]


def test_the_same_key_is_the_same_job(engine: Pair) -> None:
    first = engine.one.submit(OFFER, "again")
    again = engine.one.submit(OFFER, "again")
    assert (again.status, again.body["id"]) == (200, first.body["id"])
    assert engine.other.submit(OFFER, "again").body["id"] != first.body["id"]


def test_the_same_key_with_other_content_is_refused(engine: Pair) -> None:
    engine.one.submit(OFFER, "reused")
    for data, more in ((OFFER + b"X;1\n", "kind=offer"), (OFFER, "kind=delivery_invoice")):
        refused = engine.one.submit(data, "reused", more)
        assert (refused.status, refused.body["code"]) == (422, "idempotency_key_reused")
        check("Problem", refused.body)


def test_headings_may_be_taught_and_are_part_of_what_a_key_stands_for(engine: Pair) -> None:
    said = json.dumps([{"heading": "HNA", "field": "price"}, {"heading": "NAMA", "field": None}])
    asked = urlencode({"kind": "offer", "headings": said})
    first = engine.one.submit(OFFER, "taught", asked)
    assert first.status == 202
    assert engine.one.finished(first.body["id"])["state"] == "done"
    assert engine.one.submit(OFFER, "taught", asked).body["id"] == first.body["id"]
    refused = engine.one.submit(OFFER, "taught", "kind=offer")
    assert (refused.status, refused.body["code"]) == (422, "idempotency_key_reused")


def test_nobody_sees_or_deletes_the_job_of_another(engine: Pair) -> None:
    job = engine.one.submit(OFFER, "mine").body["id"]
    for method in ("GET", "DELETE"):
        refused = engine.other.ask(method, f"/v1/jobs/{job}")
        assert refused.status == 404
        check("Problem", refused.body)
    assert replace(engine.one, key="nobody's").ask("GET", f"/v1/jobs/{job}").status == 401
    assert engine.one.ask("GET", f"/v1/jobs/{job}").status == 200


def test_a_deleted_job_is_gone(engine: Pair) -> None:
    job = engine.one.submit(OFFER, "to be deleted").body["id"]
    assert engine.one.ask("DELETE", f"/v1/jobs/{job}").status == 204
    assert engine.one.ask("GET", f"/v1/jobs/{job}").status == 404


def test_what_cannot_be_read_fails_with_a_reason(engine: Pair) -> None:
    job = engine.one.finished(
        engine.one.submit(b"\xff\xfe\x00\xd8 nothing", "unreadable").body["id"]
    )
    check("Job", job)
    assert job["state"] == "failed"
    assert job["failure"]["detail"].endswith(".")


@pytest.mark.parametrize("more", ["", "kind=receipt", "kind=offer&callback=http://127.0.0.1:1/"])
def test_what_is_asked_wrongly_is_refused(engine: Pair, more: str) -> None:
    refused = engine.one.submit(OFFER, "wrong", more)
    assert refused.status == 422
    check("Problem", refused.body)


def test_a_key_is_needed_for_each_document(engine: Pair) -> None:
    refused = engine.one.ask("POST", "/v1/jobs?kind=offer", OFFER)
    assert refused.status == 400
    check("Problem", refused.body)


@pytest.mark.real_time
def test_the_end_of_a_job_is_told_with_a_signature(engine: Pair) -> None:
    callback = f"{engine.receiver.address}/hook"
    job = engine.one.submit(OFFER, "called", f"kind=offer&callback={callback}").body["id"]
    headers, body = until(
        lambda: next((one for one in engine.receiver.messages if job.encode() in one[1]), None)
    )
    check("Finished", json.loads(body))
    assert json.loads(body)["data"] == {"job": job, "kind": "offer", "state": "done"}
    at = headers["webhook-timestamp"]
    assert abs(time.time() - int(at)) < 300
    key = base64.b64decode(engine.one.secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{headers['webhook-id']}.{at}.".encode() + body, "sha256")
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(signed).decode()}"


def test_health_is_told_to_anybody(engine: Pair) -> None:
    told = replace(engine.one, key="").ask("GET", "/v1/health")
    assert told.status == 200
    check("Health", told.body)
    assert told.body["contract"] == CONTRACT["info"]["version"]
