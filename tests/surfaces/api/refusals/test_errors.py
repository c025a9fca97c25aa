"""Every refusal is RFC 9457 with a code, a sentence, a field and a trace id; nothing leaks."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest
from django.test import override_settings

from tests.support.shop import Medicine
from tests.surfaces.api.program import ROOT, Program
from theriac.core.problems import Unprocessable
from theriac.core.telemetry.metrics import scrape
from theriac.domains.stock.problems import InsufficientStock
from theriac.surfaces.api.refusals.errors import fact, problem_body, response_for

FILE = __import__("pathlib").Path(__file__).parents[4] / "contracts" / "vectors" / "envelopes.json"
MEMBERS = {"type", "code", "title", "status", "detail", "trace_id"}


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The members that every refusal has."""
    assert (response.status_code, response.headers["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    body: dict[str, Any] = json.loads(response.content)
    assert body.keys() >= MEMBERS
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"urn:theriac:problem:{code}"
    assert all(body[name] for name in MEMBERS - {"trace_id"})
    assert "Traceback" not in response.content.decode()
    return body


@pytest.mark.rows("API-11")
@pytest.mark.django_db
def test_each_kind_of_refusal_has_its_status_code_and_trace(
    manager: Program, medicine: Medicine
) -> None:
    sales, product = "/sales", f"/products/{medicine.id}"
    line = {"product_id": str(medicine.id), "quantity": 1}
    stranger = Program("")

    assert_problem(stranger.get("/me"), 401, "api.not_signed_in")
    assert_problem(manager.get("/nothing/here"), 404, "not_found")
    assert_problem(manager.get(f"/products/{uuid4()}"), 404, "not_found")
    assert_problem(manager.put(sales, {}), 405, "api.method_not_allowed")
    assert_problem(manager.post(sales, b"{"), 400, "api.body_unreadable")
    assert_problem(manager.post(sales, b"\xff{}"), 400, "api.body_unreadable")
    assert_problem(manager.post(sales, b'{"lines":[NaN]}'), 400, "api.body_unreadable")
    assert_problem(manager.post(sales, b"[" * 100_000), 400, "api.body_unreadable")
    assert_problem(manager.post(sales, b"1" * 5_000), 400, "api.body_unreadable")
    assert_problem(manager.post(sales, b'"' + b"x" * 4_000_001), 413, "api.too_large")
    assert_problem(
        manager.post(sales, {"lines": [{**line, "quantity": 101}]}), 409, "stock.insufficient"
    )
    assert_problem(manager.patch(product, {"strength": "1 mg"}), 428, "api.precondition_missing")
    assert_problem(manager.post(sales, {"lines": []}), 422, "unprocessable")
    answer = manager.get("/me", x_request_id="trace-me-please")
    assert answer.headers["X-Request-Id"] == "trace-me-please"
    refused = manager.get("/products?x=1", x_request_id="trace-me-please")
    assert assert_problem(refused, 422, "unprocessable")["trace_id"] == "trace-me-please"


@pytest.mark.django_db
def test_another_content_type_is_refused(manager: Program) -> None:
    headers = {"Authorization": f"Bearer {manager.key}", "Idempotency-Key": "k"}
    form = manager.client.post(ROOT + "/sales", {"lines": "x"}, headers=headers)
    picture = manager.client.post(
        f"{ROOT}/products/{uuid4()}/picture", "{}", "application/json", headers=headers
    )

    assert_problem(form, 415, "api.media_type_refused")
    assert_problem(picture, 415, "api.media_type_refused")


@pytest.mark.rows("API-11")
@pytest.mark.django_db
def test_what_is_wrong_is_said_at_its_field_in_a_plain_sentence(
    manager: Program, medicine: Medicine
) -> None:
    line = {"product_id": str(medicine.id)}
    body = {
        "lines": [{**line, "quantity": "3"}, {**line, "quantity": 0}, {"quantity": 1.5}],
        "payments": [{"method": "cheque"}],
        "color.~/": 1,
    }
    refused = assert_problem(manager.post("/sales", json.dumps(body)), 422, "unprocessable")

    told = {error["field"]: error["detail"] for error in refused["errors"]}
    assert told == {
        "lines.0.quantity": "This must be a whole number.",
        "lines.1.quantity": "This is too small: 1 or more.",
        "lines.2.product_id": "This field is required.",
        "lines.2.quantity": "This must be a whole number.",
        "payments.0.method": (
            "Choose one of: 'cash', 'card', 'transfer', 'qr', 'credit', 'points' or 'gift_card'."
        ),
        "color.~/": "This field doesn't exist. Leave it out.",
    }
    pointers = [error["pointer"] for error in refused["errors"]]
    assert pointers[0] == "#/lines/0/quantity"
    assert refused["field"] == "lines.0.quantity"
    halves = assert_problem(manager.post("/sales", '{"lines\\ud800": 1}'), 422, "unprocessable")
    assert halves["errors"][0]["pointer"] == "#"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "\ud800", "a\udfffb"], ids=["nul", "nul within", "high", "low"]
)
def test_text_that_no_database_keeps_is_refused_everywhere(
    manager: Program, medicine: Medicine, text: str
) -> None:
    new = {"name": text + "x", "base_unit": "x", "legal_class": "bebas"}
    written = manager.post("/products", json.dumps(new))
    assert assert_problem(written, 422, "unprocessable")["field"] == "name"
    if text.isascii():
        for path in ("/products?q=%00", "/barcodes/a%00b", "/sales?number=%00", "/me?%00=1"):
            assert_problem(manager.get(path), 422, "unprocessable")


@pytest.mark.rows("STK-07")
@pytest.mark.django_db
def test_insufficient_stock_names_product_requested_and_available(
    manager: Program, medicine: Medicine
) -> None:
    line = {"product_id": str(medicine.id), "quantity": 101}

    refused = assert_problem(manager.post("/sales", {"lines": [line]}), 409, "stock.insufficient")

    assert {name: refused[name] for name in refused.keys() - MEMBERS} == {
        "product_id": str(medicine.id),
        "product": "Paracetamol 500 mg tablet",
        "requested": 101,
        "available": 100,
        "position": 1,
    }
    assert refused["detail"].startswith("Paracetamol 500 mg tablet: 101 requested, 100 available.")


@pytest.mark.django_db
def test_a_refusal_is_told_in_the_readers_language(manager: Program) -> None:
    answer = manager.post("/sales", {"lines": []}, accept_language="id")

    assert answer.headers["Content-Language"] == "id"


@pytest.mark.parametrize(
    ("raised", "status", "code"),
    [
        (ZeroDivisionError("secret of the stack"), 500, "api.internal"),
        (OperationalError("no route to host 10.0.0.5"), 503, "api.unavailable"),
        (IntegrityError("duplicate key (name)=(x)"), 409, "api.clash"),
        (DataError("bigint out of range"), 422, "api.out_of_range"),
        (OverflowError("int too large"), 422, "api.out_of_range"),
        (Http404("at /home/…"), 404, "not_found"),
    ],
)
@pytest.mark.rows("API-11")
def test_what_is_raised_unawares_is_answered_without_a_word_of_it(
    raised: Exception, status: int, code: str
) -> None:
    with override_settings(DEBUG=True):
        response = response_for(HttpRequest(), raised)

    assert_problem(response, status, code)
    assert str(raised) not in response.content.decode()


def test_facts_are_json_and_never_take_a_members_place() -> None:
    uuid = uuid4()
    problem = InsufficientStock(product_id=uuid, product="P", requested=2, available=1)
    body = problem_body(problem, [])
    assert (body["requested"], body["available"], body["status"]) == (2, 1, 409)
    assert problem_body(Unprocessable("x", title="forged", status=200), [])["status"] == 422
    assert fact({"a": [1, {2: uuid}], "b": None}) == {"a": [1, {"2": str(uuid)}], "b": None}


def test_problem_documents_are_of_the_form_of_the_vectors() -> None:
    cases = [c for c in json.loads(FILE.read_text("utf-8"))["cases"] if c["kind"] == "problem"]
    body = problem_body(Unprocessable("Correct this.", field="lines.0.quantity"), [])

    assert len(cases) == 4
    assert isinstance(body["status"], int)
    assert body["errors"] == [
        {
            "field": "lines.0.quantity",
            "pointer": "#/lines/0/quantity",
            "detail": "Correct this.",
        }
    ]


@pytest.mark.rows("API-19")
@pytest.mark.django_db
def test_sales_and_refusals_show_at_the_next_scrape(
    manager: Program, medicine: Medicine, django_capture_on_commit_callbacks: Any
) -> None:
    line = {"product_id": str(medicine.id), "quantity": 1}
    before = counted()
    with django_capture_on_commit_callbacks(execute=True):
        assert manager.post("/sales", {"lines": [line]}).status_code == 201
    manager.post("/sales", {"lines": [{**line, "quantity": 1000}]})

    after = counted()
    risen = {name: value - before.get(name, 0) for name, value in after.items()}
    assert risen["theriac_sales_total"] == 1
    assert risen['theriac_refusals_total{type="stock.insufficient"}'] == 1


def counted() -> dict[str, int]:
    text = scrape()[0].decode()
    lines = [line.rpartition(" ") for line in text.splitlines() if line[:1] not in ("#", "")]
    return {name: int(value.partition(".")[0]) for name, _space, value in lines if "total" in name}
