"""What a basket comes to: batches, prices, tax, and what stands in a line's way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.assessed import assess, batch, kinds, line, price, product
from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
TODAY = "2026-11-20"


def test_a_line_is_priced_taxed_and_added_up(run: Run) -> None:
    found = assess(run, line(2), line(1, "box", "m"))
    assert [row["amount"] for row in found["lines"]] == [13_000, 65_000]
    assert found["totals"]["total"] == 78_000
    assert found["totals"]["taxes"] == [{"code": "PPN", "rate_bp": 1100, "amount": 7_729}]
    assert found["totals"]["inclusive"] is True
    assert found["open"] is None


def test_a_line_split_by_mrp_costs_what_its_pack_does(run: Run) -> None:
    mrps = [
        batch("a", 13, mrp={"amount": 9000, "units": 10}),
        batch("b", 20, "2027-12-31", mrp={"amount": 9500, "units": 10}),
    ]
    dear = product(prices=[price("tablet", 700), price("strip", 6501)])
    row = assess(run, line(2), batches=mrps, products=[dear])["lines"][0]
    assert row["parts"] == [["tablet", 13, 8451], ["tablet", 7, 4550]]
    assert row["amount"] == 13_001
    assert row["problems"] == []


def test_a_batch_with_a_price_of_its_own_is_charged_at_it(run: Run) -> None:
    soon = batch("a", 13, "2027-01-31", own_price={"amount": 5000, "units": 10})
    around = {"batches": [soon, batch("b", 20, "2027-12-31")]}
    listed = {"amount": 6500, "units": 10}
    row = assess(run, line(2, price=listed), **around)["lines"][0]
    assert row["parts"] == [["tablet", 13, 6500], ["tablet", 7, 4550]]
    assert (row["amount"], row["problems"]) == (11_050, [])
    pinned = assess(run, line(1, pin="b", pin_reason="in_hand"), **around)["lines"][0]
    assert pinned["parts"] == [["strip", 1, 6500]]
    moved = assess(run, line(1, price={"amount": 7000, "units": 10}), **around)["lines"][0]
    assert (moved["amount"], moved["problems"]) == (5000, [])


def test_a_discount_on_a_split_line_is_shared_out_and_judged_whole(run: Run) -> None:
    mrps = [
        batch("a", 13, mrp={"amount": 9000, "units": 10}),
        batch("b", 20, "2027-12-31", mrp={"amount": 9500, "units": 10}),
    ]
    limits = {"exceptions": [], "discounts": {"limit_bp": 1000}}

    def given(value: int) -> Any:
        off = {"kind": "amount", "value": value, "reason": "regular"}
        return assess(run, line(2, discount=off), batches=mrps, settings=limits)["lines"][0]

    within = given(1300)
    assert (within["parts"], within["problems"]) == (
        [["tablet", 13, 8450 - 845], ["tablet", 7, 4550 - 455]],
        [],
    )
    assert kinds(given(1301)) == ["approval"]


def test_an_own_price_is_cut_to_what_law_lets_it_cost(run: Run) -> None:
    het = {"amount": 450, "units": 1, "valid_from": "2026-01-01T00:00:00Z"}
    soon = batch("a", 13, own_price={"amount": 5000, "units": 10})
    row = assess(run, line(1), batches=[soon], products=[product(ceilings=[het])])["lines"][0]
    assert (row["amount"], row["problems"]) == (4500, [])


@pytest.mark.rows("STK-10")
def test_a_line_over_two_batches_names_both(run: Run) -> None:
    batches = [batch("june", 10, "2027-06-30"), batch("december", 20, "2027-12-31")]
    found = assess(run, line(15, "tablet"), batches=batches)
    assert found["lines"][0]["taken"] == [["june", 10], ["december", 5]]


def test_an_opened_box_is_told_where_another_batch_could_be_taken(run: Run) -> None:
    sealed, opened = batch("a", 100), batch("b", 170, "2027-12-31")
    row = assess(run, line(), batches=[sealed, opened])["lines"][0]
    assert (row["taken"], row["openedFirst"]) == ([["b", 10]], True)
    alone = assess(run, line(), batches=[opened])["lines"][0]
    assert (alone["taken"], alone["openedFirst"]) == ([["b", 10]], False)
    whole = assess(run, line(), batches=[sealed, batch("b", 200, "2027-12-31")])["lines"][0]
    assert (whole["taken"], whole["openedFirst"]) == ([["a", 10]], False)


def test_lines_of_one_product_share_its_stock(run: Run) -> None:
    found = assess(run, line(1), line(5, "tablet", "m"), batches=[batch("b1", 12)])
    assert found["lines"][0]["taken"] == [["b1", 10]]
    assert found["lines"][1]["taken"] == [["b1", 2]]
    assert kinds(found["lines"][1]) == ["insufficient"]


@pytest.mark.rows("STK-07")
def test_too_little_says_what_is_here_and_what_to_sell(run: Run) -> None:
    row = assess(run, line(3), batches=[batch("b1", 17)])["lines"][0]
    [[kind, level, facts]] = row["problems"]
    assert (kind, level, facts["here"]) == ("insufficient", "stop", 17)
    assert (facts["sellable"]["pack"]["id"], facts["sellable"]["packs"]) == ("strip", 1)
    few = assess(run, line(3), batches=[batch("b1", 7)])["lines"][0]["problems"][0][2]
    assert (few["sellable"]["pack"]["id"], few["sellable"]["packs"]) == ("tablet", 7)


@pytest.mark.parametrize(
    ("left", "why"),
    [
        (batch("b1", 50, TODAY), "expired"),
        (batch("b1", 50, status="held"), "held"),
        (batch("b1", 50, None), "no_expiry"),
    ],
)
def test_nothing_sellable_says_why(run: Run, left: dict[str, Any], why: str) -> None:
    [[kind, _level, facts]] = assess(run, line(), batches=[left])["lines"][0]["problems"]
    assert (kind, facts["here"], facts["sellable"], facts["why"]) == ("insufficient", 0, None, why)


def test_a_chosen_batch_goes_first(run: Run) -> None:
    batches = [batch("early", 30, "2027-01-31"), batch("late", 4, "2028-01-31")]
    chosen = line(1, pin="late", pin_reason="customer_asks")
    row = assess(run, chosen, batches=batches)["lines"][0]
    assert (row["taken"], row["problems"]) == ([["late", 4], ["early", 6]], [])


@pytest.mark.rows("CAT-07")
def test_a_scanned_batch_that_expires_later_waits_for_a_reason(run: Run) -> None:
    batches = [batch("early", 30, "2027-01-31"), batch("late", 4, "2028-01-31")]
    scanned = line(1, pin="late", pin_reason="")
    row = assess(run, scanned, batches=batches)["lines"][0]
    assert [(kind, level) for kind, level, _facts in row["problems"]] == [("later_batch", "look")]
    asked = row["problems"][0][2]
    assert (asked["batch"]["id"], asked["first"]["id"]) == ("late", "early")
    old_first = assess(run, scanned, batches=batches, products=[product(rotation="fifo")])
    assert old_first["lines"][0]["problems"] == []
    alone = assess(run, scanned, batches=batches[1:])
    assert kinds(alone["lines"][0]) == ["insufficient"]


def test_an_expired_batch_in_the_hand_names_the_next_good_one(run: Run) -> None:
    batches = [batch("old", 30, "2026-10-31"), batch("good", 30)]
    [[kind, level, facts]] = assess(run, line(pin="old"), batches=batches)["lines"][0]["problems"]
    assert (kind, level, facts["why"]) == ("unsellable_batch", "stop", "expired")
    assert (facts["batch"]["id"], facts["next"]["id"]) == ("old", "good")


def test_a_changed_price_shows_both(run: Run) -> None:
    shown = {"amount": 6000, "units": 10, "derived": False}
    found = assess(run, line(2, price=shown))
    assert found["lines"][0]["amount"] == 12_000
    assert found["lines"][0]["problems"] == [["price_changed", "look", {"was": 6000, "is": 6500}]]


def test_a_price_to_come_waits_for_its_instant(run: Run) -> None:
    rows = [price("strip", 6500), price("strip", 6800, "2026-11-20T03:00:01Z")]
    assert assess(run, line(), products=[product(prices=rows)])["lines"][0]["amount"] == 6500


def test_no_price_stops_the_line(run: Run) -> None:
    row = assess(run, line(), products=[product(prices=[])])["lines"][0]
    assert (row["amount"], kinds(row)) == (None, ["no_price"])


@pytest.mark.rows("CAT-08")
def test_a_prescription_line_waits_for_its_ground(run: Run) -> None:
    owa = {"code": "owa", "title": {}, "hint": {}, "legal_classes": ["keras"]}
    rx = {"products": [product(legal_class="keras")], "settings": {"exceptions": [owa]}}
    [[kind, level, facts]] = assess(run, line(), **rx)["lines"][0]["problems"]
    assert (kind, level) == ("prescription", "look")
    assert [one["code"] for one in facts["exceptions"]] == ["owa"]
    seen = {"id": "g", "kind": "prescription", "exception": None, "written_on": "2026-10-21"}
    assert assess(run, line(ground_id="g"), grounds=[seen], **rx)["open"] is None
    excepted = {"id": "g", "kind": "exception", "exception": "owa"}
    assert assess(run, line(ground_id="g"), grounds=[excepted], **rx)["open"] is None


@pytest.mark.parametrize("legal_class", ["psikotropika", "narkotika", "unheard_of"])
def test_controlled_classes_are_refused_whatever_the_ground(run: Run, legal_class: str) -> None:
    seen = {"id": "g", "kind": "prescription", "exception": None}
    goods = [product(legal_class=legal_class)]
    assert (
        assess(run, line(ground_id="g"), grounds=[seen], products=goods)["open"] == "class_refused"
    )


@pytest.mark.rows("CTL-02")
def test_on_a_ready_prescription_a_controlled_line_waits_for_a_signature(run: Run) -> None:
    seen = {"id": "g", "kind": "prescription", "exception": None, "written_on": "2026-11-19"}
    on_line = {"id": "rx", "code": "R1", "line_id": "rl", "most": 30, "min_days": 0}
    one = line(2, ground_id="g", prescription={**on_line, "product_ids": ["p"]})
    around: dict[str, Any] = {
        "grounds": [seen],
        "products": [product(legal_class="psikotropika")],
        "patient": "sealed",
    }
    assert assess(run, one, **around)["open"] == "hand_over"
    content = {
        "sale_id": "basket",
        "lines": [{"product_id": "p", "quantity": 20, "prescription_line_id": "rl"}],
    }
    given = {"id": "a", "approved_at": "2026-11-20T02:58:00Z", "content": content}
    assert assess(run, one, **around, hand_over=given)["open"] is None
    more = line(3, ground_id="g", prescription={**on_line, "product_ids": ["p"]})
    assert assess(run, more, **around, hand_over=given)["open"] == "hand_over"
    assert assess(run, line(2, ground_id="g"), **around)["open"] == "class_refused"


@pytest.mark.rows("CAT-09")
def test_a_price_above_het_is_refused(run: Run) -> None:
    het = {"amount": 6000, "units": 10, "valid_from": "2026-01-01T00:00:00Z"}
    row = assess(run, line(2), products=[product(ceilings=[het])])["lines"][0]
    assert row["problems"] == [["over_ceiling", "stop", {"ceiling": "het", "limit": 6000}]]


@pytest.mark.rows("CAT-10")
def test_in_india_a_line_over_two_mrps_is_two_lines(run: Run) -> None:
    batches = [
        batch("b1", 10, "2027-01-31", mrp={"amount": 3150, "units": 15}),
        batch("b2", 30, "2027-06-30", mrp={"amount": 3300, "units": 15}),
    ]
    packs = [
        {"id": "tablet", "name": "tablet", "factor": 1, "sellable": True, "codes": []},
        {"id": "strip", "name": "strip", "factor": 15, "sellable": True, "codes": []},
    ]
    goods = [product(legal_class="otc", packs=packs, prices=[price("strip", 3000)])]
    found = assess(run, line(1), country="in", products=goods, batches=batches)
    assert found["lines"][0]["parts"] == [["tablet", 10, 2100], ["tablet", 5, 1100]]
    assert (found["totals"]["subtotal"], found["totals"]["total"]) == (3200, 3200)


def test_in_india_the_bill_is_rounded_to_the_rupee(run: Run) -> None:
    goods = [product(legal_class="otc", prices=[price("strip", 1049)])]
    found = assess(run, line(1), country="in", products=goods)
    totals = found["totals"]
    assert (totals["subtotal"], totals["rounding"], totals["total"]) == (1049, -49, 1000)


def test_elsewhere_a_configured_tax_is_added(run: Run) -> None:
    settings = {"exceptions": [], "tax_rate_bp": 1000, "tax_inclusive": False}
    goods = [product(legal_class="otc")]
    found = assess(run, line(1), country="generic", products=goods, settings=settings)
    assert (found["totals"]["tax"], found["totals"]["total"]) == (650, 7150)


def test_what_left_the_catalogue_stops_its_line(run: Run) -> None:
    assert assess(run, line(), products=[])["open"] == "gone"
    assert assess(run, line(), products=[product(status="blocked")])["open"] == "gone"


def test_what_the_server_refused_is_shown_where_nothing_else_is_wrong(run: Run) -> None:
    said = {"type": "sales.duty_needed", "title": "No", "detail": "Ask somebody."}
    refused = {"l": said}
    [[kind, level, facts]] = assess(run, line(), refusals=refused)["lines"][0]["problems"]
    assert (kind, level, facts) == ("server", "stop", said)
    short = assess(run, line(), refusals=refused, batches=[])
    assert kinds(short["lines"][0]) == ["insufficient"]


@pytest.mark.rows("EXT-01")
def test_a_service_takes_no_batch_and_is_priced_by_the_list(run: Run) -> None:
    test = product(
        "s",
        is_service=True,
        packs=[{"id": "once", "name": "test", "factor": 1, "sellable": True, "codes": []}],
        prices=[price("once", 25_000)],
    )
    found = assess(
        run, line(2, "once", product_id="s"), line(1, key="m"), products=[product(), test]
    )
    service, strip = found["lines"]
    assert (service["taken"], service["parts"]) == ([], [["once", 2, 50_000]])
    assert (service["amount"], service["problems"]) == (50_000, [])
    assert strip["taken"] == [["b1", 10]]
    assert found["totals"]["total"] == 56_500
