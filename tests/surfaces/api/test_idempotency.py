"""One act a key: every case of ``idempotency.json``, and every write of the API."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import resolve

from tests.support.shop import Medicine, Shop, add_medicine, api_key, open_shop, stock_up
from tests.surfaces.api.pieces import picture_file
from tests.surfaces.api.program import Program, program
from tests.surfaces.api.world import World, full_world
from theriac.core.idempotency.models import IdempotencyRecord
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Balance
from theriac.surfaces.api.idempotency import kept_operation

FILE = Path(__file__).parents[3] / "contracts" / "vectors" / "idempotency.json"
CASES = json.loads(FILE.read_text("utf-8"))["cases"]
RUNNING = "idem-04"


def sale_text(step: dict[str, Any], medicine: Medicine) -> str:
    """The step's body as a sale, its key order and whitespace kept."""
    text = step.get("body_raw") or json.dumps(step["body"])
    for word, own in (('"sku"', '"product_id"'), ('"qty"', '"quantity"')):
        text = text.replace(word, own)
    return '{"lines":[' + text.replace('"A"', f'"{medicine.id}"') + "]}"


@pytest.mark.rows("API-13", "STK-05")
@pytest.mark.django_db
@pytest.mark.parametrize("case", [c for c in CASES if c["id"] != RUNNING], ids=lambda c: c["id"])
def test_conformance(case: dict[str, Any]) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 1000)
    clients = {name: Program(api_key(shop, name=name)) for name in ("", "c1", "c2")}
    firsts: dict[str, Any] = {}
    for step in case["steps"]:
        before = Sale.objects.count()
        headers = {"idempotency_key": step["key"] or ""}
        asking = clients[step.get("client", "")]
        answer = asking.post("/sales", sale_text(step, medicine), **headers)

        assert answer.status_code == step["expect"]
        assert (Sale.objects.count() > before) == step["effect"]
        assert ("Idempotency-Replayed" in answer.headers) == step.get("replay", False)
        if step.get("replay"):
            assert answer.json() == firsts[step["key"]]
        if step.get("business_error"):
            assert answer.json()["code"] == "stock.insufficient"
        firsts.setdefault(step["key"], answer.json())


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.MAIL_WORKS = True  # an order is sent to its supplier
    return full_world()


def writes_of(world: World) -> dict[str, Any]:
    return {name: asked for name, asked in world.requests.items() if asked.writes}


@pytest.mark.one_server
@pytest.mark.rows("API-13")
@pytest.mark.django_db
def test_every_write_repeats_its_first_answer_and_does_nothing_twice(world: World) -> None:
    owner = program(world.shop, "owner")
    for name, request in writes_of(world).items():
        with transaction.atomic():  # each asks the world as it was built
            asked = owner.settled(request)
            first = owner.ask(asked, idempotency_key=f"key {name}".replace(" ", "-"))
            effects = IdempotencyRecord.objects.count()
            again = owner.ask(asked, idempotency_key=f"key {name}".replace(" ", "-"))

            assert (again.status_code, again.json()) == (first.status_code, first.json()), name
            assert again.headers["Idempotency-Replayed"] == "true"
            assert "Idempotency-Replayed" not in first.headers
            assert IdempotencyRecord.objects.count() == effects
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_key_may_serve_every_write_once_since_each_is_kept_apart(world: World) -> None:
    routes = {
        (resolve(f"/api/v1{asked.path.partition('?')[0]}").route, asked.method)
        for asked in writes_of(world).values()
    }
    kept = {kept_operation(*route) for route in routes}
    column = IdempotencyRecord._meta.get_field("operation")

    assert len(kept) == len(routes) > 200
    assert max(map(len, kept)) == column.max_length


@pytest.mark.django_db
def test_every_write_needs_a_key(world: World) -> None:
    owner = program(world.shop, "owner")
    for name, request in writes_of(world).items():
        for key in ("", "a b", "x" * 121):
            answer = owner.ask(owner.settled(request), idempotency_key=key)
            assert answer.status_code == 400, name
            assert answer.json()["code"] == "idempotency.key_missing"


@pytest.mark.django_db
def test_a_key_is_for_one_address_and_its_letters_count(shop: Shop, medicine: Medicine) -> None:
    asking = program(shop)
    other = add_medicine(shop, "Other")
    body = {"quantity": 3}

    assert asking.put(f"/minimums/{medicine.id}", body, idempotency_key="Key").status_code == 200
    elsewhere = asking.put(f"/minimums/{other.id}", body, idempotency_key="Key")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (422, "idempotency.key_reused")
    assert asking.put(f"/minimums/{other.id}", body, idempotency_key="key").status_code == 200
    sale = {"lines": [{"product_id": str(medicine.id), "quantity": 1}]}
    assert asking.post("/sales", sale, idempotency_key="Key").status_code == 201


@pytest.mark.django_db
def test_a_refusal_is_evaluated_again_and_may_succeed(shop: Shop, medicine: Medicine) -> None:
    asking = program(shop)
    sale = {"lines": [{"product_id": str(medicine.id), "quantity": 150}]}

    assert asking.post("/sales", sale, idempotency_key="k").status_code == 409
    stock_up(shop, medicine, 100)
    done = asking.post("/sales", sale, idempotency_key="k")
    assert (done.status_code, done.headers.get("Idempotency-Replayed")) == (201, None)


@pytest.mark.django_db
def test_another_file_under_the_key_is_refused(world: World) -> None:
    owner = program(world.shop, "owner")
    asked = world.requests["setPicture"]
    assert owner.ask(asked, idempotency_key="k").status_code == 200

    answer = owner.upload(asked.path, picture_file("navy"), idempotency_key="k")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency.key_reused")


@pytest.mark.rows("API-13", "STK-05")
@pytest.mark.django_db(transaction=True)
def test_a_duplicate_of_a_running_request_waits_and_replays() -> None:
    """Case idem-04: the first is held up by a lock on the stock that it takes."""
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    key = api_key(shop)
    body = {"lines": [{"product_id": str(medicine.id), "quantity": 1}]}
    answers: list[Any] = []

    def send() -> None:
        answers.append(Program(key).post("/sales", body, idempotency_key="k4"))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    with transaction.atomic():
        hold_stock()
        for thread in threads:
            thread.start()
            thread.join(0.5)
        assert answers == []
    for thread in threads:
        thread.join(60)

    assert [answer.status_code for answer in answers] == [201, 201]
    assert sorted("Idempotency-Replayed" in answer.headers for answer in answers) == [False, True]
    assert answers[0].json() == answers[1].json()
    assert Sale.objects.count() == 1


def hold_stock() -> None:
    """Lock the balances until the transaction ends; on SQLite that is everything."""
    list(Balance.objects.select_for_update().values_list("id", flat=True))
