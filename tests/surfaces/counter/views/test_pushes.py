"""The push: booked once whatever disagrees, and one sale never keeps another back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.pushing import pushed_line
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import closing, opening, the_session
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import parcel, wire_sale
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.organisation.models import Terminal
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, VoidedNumber
from theriac.domains.sales.queries.notes import notes_of


def test_a_sale_is_booked_and_the_balance_comes_back(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 4)])])
    answer = device.post("push", parcel(sale))
    assert answer.status_code == 200
    assert answer.json() == {
        "results": [{"id": sale["id"], "state": "acknowledged", "cases": 0}],
        "voids": [],
        "till": [],
        "asked": [],
        "balances": [{"batch_id": str(batch), "quantity": 26}],
        "quotas": [],
        "log": False,
    }
    booked = Sale.objects.get(id=sale["id"])
    assert (booked.number, booked.total, booked.source) == (sale["number"], 2800, "counter")


def test_the_same_parcel_again_changes_nothing(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 4)])])
    device.post("push", parcel(sale))
    later = {**sale, "stock_as_of": "2026-06-15T04:00:00Z"}
    again = device.post("push", parcel(later))
    assert again.json()["results"] == [{"id": sale["id"], "state": "acknowledged", "cases": 0}]
    assert again.json()["balances"] == [{"batch_id": str(batch), "quantity": 26}]
    assert Sale.objects.count() == 1


def test_what_disagrees_is_booked_with_its_case(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 3)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 4)])])
    answer = device.post("push", parcel(sale)).json()
    assert answer["results"] == [{"id": sale["id"], "state": "acknowledged", "cases": 1}]
    assert answer["balances"] == [{"batch_id": str(batch), "quantity": 0}]
    assert [case.kind for case in DiscrepancyCase.objects.all()] == ["stock_short"]


@pytest.mark.rows("CAT-09")
@pytest.mark.parametrize("kind", ["het", "mrp"])
def test_what_was_sold_above_its_ceiling_is_booked_with_its_case(
    device: Device, shop: Shop, kind: str
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30, mrp_amount=699 if kind == "mrp" else None)
    if kind == "het":
        set_ceiling(actor=shop.owner, product_id=medicine.id, amount=699)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 4)])])

    answer = device.post("push", parcel(sale)).json()

    assert answer["results"] == [{"id": sale["id"], "state": "acknowledged", "cases": 1}]
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts) == ("price", {"ceiling": kind, "most": 4 * 699})
    assert Sale.objects.get().total == 2800


def test_a_used_number_with_other_content_is_held(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    line = pushed_line(shop, medicine, [(batch, 1)])
    first = wire_sale(shop, [line])
    other = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])])
    answer = device.post("push", parcel(first, other)).json()
    assert [one["state"] for one in answer["results"]] == ["acknowledged", "held"]
    assert [held.reason for held in HeldPush.objects.all()] == ["number_used"]


def test_a_revoked_terminals_sales_are_kept_unbooked(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    revoke_terminal(
        actor=SYSTEM, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    answer = device.post("push", parcel(sale)).json()
    assert answer["results"] == [{"id": sale["id"], "state": "held", "cases": 0}]
    assert Sale.objects.count() == 0


@pytest.mark.parametrize("spoilt", [{"lines": []}, {"total": "much"}])
def test_a_sale_that_cant_be_read_keeps_no_other_back(
    device: Device, shop: Shop, spoilt: dict[str, object]
) -> None:
    bad, good = two_sales(shop)
    answer = device.post("push", parcel({**bad, **spoilt}, good)).json()
    assert [one["state"] for one in answer["results"]] == ["held", "acknowledged"]
    assert [(held.reason, held.sale_id) for held in HeldPush.objects.all()] == [
        ("malformed", UUID(bad["id"]))
    ]
    assert Sale.objects.count() == 1


CASH = {"id": str(new_id()), "method": "cash", "tendered": 700, "change": 0}


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        ({"total": 2**63 - 1}, "amount"),
        ({"total": 10**30}, "amount"),
        ({"sequence": 2**63 - 1}, "sequence"),
        ({"sequence": 10_003}, "sequence"),
        ({"occurred_at": "0001-01-01T00:00:00Z"}, "date"),
        ({"business_on": "9999-12-31"}, "date"),
        ({"number": "\ud800"}, "malformed"),
        ({"unknown": "\ud800"}, "malformed"),
        ({"payments": [{**CASH, "method": "ca\0sh"}]}, "malformed"),
    ],
)
def test_a_sale_beyond_the_bounds_is_held_and_keeps_no_other_back(
    device: Device, shop: Shop, spoilt: dict[str, object], reason: str
) -> None:
    bad, good = two_sales(shop)
    answer = device.post("push", parcel({**bad, **spoilt}, good)).json()
    assert [one["state"] for one in answer["results"]] == ["held", "acknowledged"]
    assert [held.reason for held in HeldPush.objects.all()] == [reason]
    again = device.post("push", parcel({**bad, **spoilt})).json()
    assert [one["state"] for one in again["results"]] == ["held"]
    assert HeldPush.objects.count() == 1


@pytest.mark.parametrize("line", [{"position": 40_000}, {"packs": 2**40}])
def test_a_line_beyond_the_bounds_is_held(
    device: Device, shop: Shop, line: dict[str, object]
) -> None:
    bad, good = two_sales(shop)
    bad["lines"][0] |= line
    answer = device.post("push", parcel(bad, good)).json()
    assert [one["state"] for one in answer["results"]] == ["held", "acknowledged"]


def test_a_void_number_beyond_its_series_is_refused_and_keeps_nothing_back(
    device: Device, shop: Shop
) -> None:
    _other, good = two_sales(shop)
    void = {"series_id": good["series_id"], "sequence": 1_900_000_000, "reason": "x"}
    body = {**parcel(good), "voids": [void, {"sequence": "much"}]}
    answer = device.post("push", body).json()
    assert [one["state"] for one in answer["results"]] == ["acknowledged"]
    assert [one["state"] for one in answer["voids"]] == ["refused"]
    assert VoidedNumber.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_sale_in_a_series_that_the_books_dont_know_is_held(device: Device, shop: Shop) -> None:
    bad, good = two_sales(shop)
    answer = device.post("push", parcel({**bad, "series_id": str(new_id())}, good)).json()
    assert [one["state"] for one in answer["results"]] == ["held", "acknowledged"]
    assert [held.reason for held in HeldPush.objects.all()] == ["series"]


@pytest.mark.rows("SAL-33")
def test_void_numbers_are_declared_once_and_answered(device: Device, shop: Shop) -> None:
    own = device.pairing["series"][0]["id"]
    void = {"series_id": own, "sequence": 3, "reason": "misprint"}
    other = {**void, "series_id": str(new_id())}
    for _time in range(2):
        answer = device.post("push", {**parcel(), "voids": [void, other]})
        assert answer.json()["voids"] == [
            {"series_id": own, "sequence": 3, "state": "void"},
            {"series_id": other["series_id"], "sequence": 3, "state": "refused"},
        ]
    [voided] = VoidedNumber.objects.all()
    assert (str(voided.series_id), voided.sequence, voided.reason) == (own, 3, "misprint")
    assert voided.declared_by == shop.terminal_id


def test_a_revoked_terminals_word_on_void_numbers_isnt_taken(device: Device, shop: Shop) -> None:
    void = {"series_id": device.pairing["series"][0]["id"], "sequence": 1, "reason": "misprint"}
    revoke_terminal(
        actor=SYSTEM, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    assert device.post("push", {**parcel(), "voids": [void]}).json()["voids"] == []
    assert VoidedNumber.objects.count() == 0


def test_why_another_batch_was_taken_arrives(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    line = pushed_line(shop, medicine, [(batch, 1)], batch_reason="not_found")
    sale = wire_sale(shop, [line])
    device.post("push", parcel(sale))
    assert notes_of(UUID(sale["id"])).batch_reasons == {1: "not_found"}


def skew_of(shop: Shop) -> int:
    return Terminal.objects.get(id=shop.terminal_id).clock_skew_seconds


def test_a_clock_that_is_off_is_kept_with_its_terminal_until_it_is_right(
    device: Device, shop: Shop
) -> None:
    def send(**late: float) -> int:
        sent_at = (clock.now() + timedelta(**late)).isoformat()
        assert device.post("push", {**parcel(), "sent_at": sent_at}).status_code == 200
        return skew_of(shop)

    assert send(minutes=4) == 0
    assert send(minutes=7) == 420
    assert send(minutes=7, seconds=20) == 420
    assert send(minutes=-9) == -540
    told = AuditRecord.objects.filter(object_kind="organisation.terminal", reason="clock")
    assert [record.facts["skew_seconds"] for record in told.order_by("recorded_at", "id")] == [
        420,
        -540,
    ]
    assert send() == 0
    assert told.count() == 3


def test_every_answer_says_the_servers_time(device: Device) -> None:
    for answer in (device.post("push", parcel()), device.feed(), device.post("check", {})):
        assert answer["X-Theriac-Time"] == "2026-06-15T03:00:00.000+00:00"


def two_sales(shop: Shop) -> list[dict[str, Any]]:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    return [
        wire_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], number) for number in (1, 2)
    ]


@pytest.mark.rows("SAL-23", "OFF-13")
def test_what_a_till_tells_comes_with_the_sales(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    begun = opening(shop)
    sale = wire_sale(
        shop, [pushed_line(shop, medicine, [(batch, 4)])], till_session_id=UUID(begun["id"])
    )
    end = closing(shop, begun["id"], {100_000: 1, 100: 28}, numbers=(1, 1))
    answer = device.post("push", {**parcel(sale), "till": [begun, end, {"kind": "opening"}]})
    assert answer.json()["till"] == [
        {"id": begun["id"], "state": "taken"},
        {"id": end["id"], "state": "taken"},
    ]
    assert (the_session(begun["id"]).state, the_session(begun["id"]).variance) == ("settled", 0)


@pytest.mark.rows("OFF-15")
def test_an_unsigned_till_is_held(device: Device, shop: Shop) -> None:
    begun = opening(shop)
    headers = {"X-Theriac-Signature": "AAAA"}
    answer = device.post("push", {**parcel(), "till": [begun]}, **headers)
    assert answer.json()["till"] == [{"id": begun["id"], "state": "held"}]
