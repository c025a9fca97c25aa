"""The feed of events, and the schemas of what the domains really announce."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.architecture.source import SOURCE, nodes, python_files
from tests.support.orders import cancelled
from tests.support.patients import register
from tests.support.portal import a_suppliers_person
from tests.support.sent_documents import a_document_request
from tests.support.stocktaking import a_count, post
from tests.surfaces.api.program import Program, program
from tests.surfaces.api.world import World, build_world
from theriac.core.actor import SYSTEM
from theriac.core.facts.records import given
from theriac.core.outbox.carried import told_of
from theriac.core.outbox.events import Event
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.positions import give_positions
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.merge import unmerge_products
from theriac.domains.catalog.models import ProductMerge
from theriac.domains.catalog.search.stored.popularity import rank_products
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.merge import merge_patients, undo_merge
from theriac.domains.purchase_orders.commands.answer import answer_order
from theriac.domains.purchase_orders.commands.send import send_order
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.rules.answers import OrderAnswerWritten
from theriac.domains.replenishment.commands.expiry_alerts import review_expiry
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.surfaces.api.routers.events import SEEN_BY, cloud_event
from theriac.surfaces.api.schemas.events import EVENTS

CONTRACTS = Path(__file__).parents[4] / "contracts"
SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
    for path in (CONTRACTS / "events").glob("*.schema.json")
}
CASES = [
    case
    for case in json.loads((CONTRACTS / "vectors" / "envelopes.json").read_text("utf-8"))["cases"]
    if case["kind"] == "cloudevent"
]


@pytest.fixture
def world(db: None) -> World:
    return build_world()


def validate(schema: dict[str, Any], event: dict[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(event)


def test_every_event_that_a_domain_declares_has_a_schema_and_a_permission() -> None:
    declared = {kind.type for kind in Event.__subclasses__() if _is_of_the_product(kind)}

    assert declared <= EVENTS.keys()
    assert EVENTS.keys() == SEEN_BY.keys() == SCHEMAS.keys()
    assert {
        "theriac.sale.completed.v1",
        "theriac.stock.received.v1",
        "theriac.stock.updated.v1",
        "theriac.alert.lowstock.v1",
        "theriac.alert.expiry.v1",
    } <= SCHEMAS.keys()


def test_no_event_is_declared_where_this_test_doesnt_look() -> None:
    named = [path for path in python_files(SOURCE) for node in nodes(path) if _is_event(node)]
    assert {path.name for path in named} == {"events.py"}


def _is_of_the_product(kind: type[Event]) -> bool:
    """Whether the product declares it: tests that ran before in the process have kinds too."""
    return kind.__module__.startswith("theriac.")


def _is_event(node: Any) -> bool:
    return any(getattr(base, "id", "") == "Event" for base in getattr(node, "bases", ()))


@pytest.mark.django_db
def test_what_is_really_announced_is_of_its_schema(world: World, settings: Any) -> None:
    assert world.requests, "what they are about is announced too"
    settings.MAIL_WORKS = True
    post(world.shop, a_count(world.shop), leave_out=True)
    adjust_stock(
        actor=world.shop.owner,
        branch_id=world.shop.branch_id,
        batch_id=world.batch_id,
        counted=3,
        reason="count",
    )
    review_expiry(
        actor=SYSTEM,
        branch_id=world.shop.branch_id,
        today=world.shop.today + timedelta(days=380),
        days=90,
    )
    named = {"actor": world.shop.owner, "branch_id": world.shop.branch_id}
    kept, other = register(world.shop), register(world.shop, "Noerhalisa S.")
    merge_patients(**named, kept_id=kept, merged_id=other)
    undo_merge(**named, merged_id=other)
    erase_patient(**named, patient_id=other)
    merge_id = ProductMerge.objects.order_by("id")[0].id
    unmerge_products(actor=world.shop.owner, merge_id=merge_id, reason="not the same")
    product_id = ProductMerge.objects.order_by("id")[0].kept_id
    rank_products(actor=SYSTEM, branch_id=world.shop.branch_id, levels={product_id: 3})
    order_id = PurchaseOrder.objects.order_by("id")[0].id
    send_order(**named, order_id=order_id)
    supplier_id = PurchaseOrder.objects.get(id=order_id).supplier_id
    person = a_suppliers_person(world.shop, supplier_id, email="events@supplier.example")
    day = given(OrderAnswerWritten, delivers_on=world.shop.today)
    answer_order(actor=person, order_id=order_id, facts=day)
    cancelled(world.shop, order_id)
    a_document_request(world.shop, world.sale_id)
    relay_once()
    relay_once()

    seen = set()
    for stored in OutboxEvent.objects.all():
        for _position, _stored_id, event in told_of(1, stored, SEEN_BY.keys()):
            seen.add(event.type)
            wire = json.loads(json.dumps(cloud_event(1, event), default=_text))
            validate(SCHEMAS[event.type], wire)
            del wire["position"]
            validate(SCHEMAS[event.type], wire)
    assert seen == SCHEMAS.keys()


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_schema_takes_what_cloudevents_takes(case: dict[str, Any]) -> None:
    """Each case's envelope with our own data; a valid one that leaves out what we give doesn't."""
    own = {"total": 105, "tax": 0, "number": "1", "currency": "IDR", "business_on": "2026-11-20"}
    ids = "01a1f847-644d-772c-9fd9-c5f7f407808d"
    document = {**case["doc"], "data": {**own, "sale_id": ids, "lines": [], "taken": []}}
    document["id"] = ids if "id" in case["doc"] else None
    document = {name: value for name, value in document.items() if value is not None}
    fitting = case["valid"] and {"time", "subject", "datacontenttype"} <= document.keys()
    fitting = fitting and "branchid" not in document

    schema = SCHEMAS["theriac.sale.completed.v1"]
    assert jsonschema.Draft202012Validator(schema).is_valid(document) == fitting


@pytest.mark.django_db
def test_the_feed_goes_on_from_a_position_without_gaps(world: World) -> None:
    owner = program(world.shop, "owner")
    give_positions(everything=True)  # some of the world's events are of days before
    told: list[dict[str, Any]] = []
    after = 0
    while True:
        page = owner.get(f"/events?after={after}&limit=3").json()
        told += page["events"]
        after = page["after"]
        if not page["more"]:
            break

    kept = [told_of(1, event, SEEN_BY.keys()) for event in OutboxEvent.objects.all()]
    places = [event["position"] for event in told]
    assert places == sorted(places)
    assert len(set(places)) == len(kept)
    assert {event["id"] for event in told} == {str(one.event.id) for own in kept for one in own}
    assert len(told) == sum(map(len, kept)) > len(kept)
    assert owner.get(f"/events?after={after}").json() == {
        "events": [],
        "after": after,
        "more": False,
    }
    sale = {"lines": [{"product_id": str(world.medicine.id), "quantity": 1}]}
    number = owner.post("/sales", sale).json()["number"]
    give_positions()
    newest = owner.get(f"/events?after={after}").json()["events"]
    sold = next(event for event in newest if event["type"] == "theriac.sale.completed.v1")
    assert sold["data"]["number"] == number
    assert sold["source"] == f"/branches/{world.shop.branch_id}"
    (taken,) = sold["data"]["taken"]
    assert taken["product_id"] == str(world.medicine.id)
    moved, last = newest[-2:]
    assert (moved["type"], last) == ("theriac.stock.updated.v1", sold)
    assert moved["position"] == sold["position"]
    assert moved["subject"] == f"{world.shop.branch_id}/{world.medicine.id}"
    assert moved["data"]["document_id"] == sold["data"]["sale_id"]
    assert moved["data"]["batches"] == [{"batch_id": taken["batch_id"], "change": -1}]


@pytest.mark.django_db
def test_an_event_is_told_to_who_may_see_what_it_is_about(world: World) -> None:
    def types(asking: Program) -> set[str]:
        return {event["type"] for event in asking.get("/events").json()["events"]}

    whole = types(program(world.shop, "owner"))
    assert "theriac.sale.completed.v1" in whole
    assert types(program(world.shop, "restocker")) == {
        kind for kind in whole if not kind.startswith("theriac.sale.")
    }
    assert program(world.shop, "administrator").get("/events").status_code == 403


@pytest.mark.django_db
def test_who_may_see_stock_and_no_sales_is_told_what_a_sale_took(world: World) -> None:
    owner = program(world.shop, "owner")
    give_positions(everything=True)
    before = max(event["position"] for event in owner.get("/events?limit=200").json()["events"])
    sale = {"lines": [{"product_id": str(world.medicine.id), "quantity": 1}]}
    sale_id = owner.post("/sales", sale).json()["id"]
    give_positions(everything=True)

    restocker = program(world.shop, "restocker")
    told = restocker.get(f"/events?after={before}&limit=100").json()["events"]
    moved = [event for event in told if event["data"].get("document_id") == sale_id]
    assert [event["type"] for event in moved] == ["theriac.stock.updated.v1"]
