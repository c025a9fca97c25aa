"""Editing a basket: lines join, change, leave and come back; nothing else is touched."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
PRICE = {"amount": 6500, "units": 10, "derived": False}


def edit(run: Run, *steps: tuple[Any, ...]) -> Any:
    """The basket after the steps, each a function's name and its arguments."""
    script = """(basket, steps) => steps.reduce(
      (held, [name, ...given]) => basket[name](held, ...given), basket.emptyBasket("k"))"""
    return run("domain/basket.js", script, [list(step) for step in steps])


def add(key: str, product: str = "p", pack: str = "strip", packs: int = 1) -> tuple[Any, ...]:
    given = {"id": key, "product_id": product, "pack_id": pack, "packs": packs, "price": PRICE}
    return ("addPacks", given)


def brief(basket: Any) -> list[Any]:
    return [[line["id"], line["pack_id"], line["packs"]] for line in basket["lines"]]


def test_the_same_pack_again_adds_to_its_line(run: Run) -> None:
    basket = edit(run, add("a"), add("b", pack="box"), add("c", packs=2))
    assert brief(basket) == [["a", "strip", 3], ["b", "box", 1]]
    assert basket["selected"] == "a"


def test_a_removed_line_comes_back_to_its_place(run: Run) -> None:
    lines = (add("a"), add("b", "q"), add("c", "r"))
    removed = edit(run, *lines, ("removeLine", "b"))
    assert brief(removed) == [["a", "strip", 1], ["c", "strip", 1]]
    assert removed["selected"] == "c"
    back = edit(run, *lines, ("removeLine", "b"), ("putBack",))
    assert brief(back) == [["a", "strip", 1], ["b", "strip", 1], ["c", "strip", 1]]
    assert back["selected"] == "b"


def test_fewer_than_one_pack_removes_the_line(run: Run) -> None:
    assert brief(edit(run, add("a"), ("setPacks", "a", 0))) == []


def test_no_line_grows_beyond_reason(run: Run) -> None:
    assert brief(edit(run, add("a"), ("setPacks", "a", 10**9))) == [["a", "strip", 99_999]]


def test_another_pack_takes_its_price(run: Run) -> None:
    box = {"amount": 60000, "units": 100, "derived": False}
    line = edit(run, add("a"), ("setPack", "a", "box", box))["lines"][0]
    assert (line["pack_id"], line["packs"], line["price"]) == ("box", 1, box)


def test_a_chosen_batch_keeps_its_reason_until_it_is_let_go(run: Run) -> None:
    pinned = edit(run, add("a"), ("pinBatch", "a", "b7", "in_hand"))["lines"][0]
    assert (pinned["pin"], pinned["pin_reason"]) == ("b7", "in_hand")
    freed = edit(run, add("a"), ("pinBatch", "a", "b7", "in_hand"), ("pinBatch", "a", None, ""))
    assert (freed["lines"][0]["pin"], freed["lines"][0]["pin_reason"]) == (None, "")


def test_a_ground_holds_for_its_lines_and_goes_with_them(run: Run) -> None:
    first, second = {"id": "g1", "kind": "prescription"}, {"id": "g2", "kind": "prescription"}
    lines = (add("a"), add("b", "q"))
    basket = edit(run, *lines, ("addGround", first, ["a", "b"]), ("addGround", second, ["a"]))
    assert [line["ground_id"] for line in basket["lines"]] == ["g2", "g1"]
    assert [ground["id"] for ground in basket["grounds"]] == ["g1", "g2"]
    alone = edit(run, *lines, ("addGround", first, ["a"]), ("addGround", second, ["a"]))
    assert [ground["id"] for ground in alone["grounds"]] == ["g2"]


def test_the_arrow_stops_at_both_ends(run: Run) -> None:
    lines = (add("a"), add("b", "q"))
    assert edit(run, *lines, ("selectNeighbour", 1))["selected"] == "b"
    assert edit(run, *lines, ("selectNeighbour", -1), ("selectNeighbour", -1))["selected"] == "a"


def scanned(key: str, serial: str, **more: Any) -> tuple[Any, ...]:
    name, given = add(key, **more)
    return (name, {**given, "serial": {"gtin": "08991234567891", "serial": serial}})


def serials(basket: Any) -> list[list[str]]:
    return [[one["serial"] for one in line["serials"]] for line in basket["lines"]]


@pytest.mark.rows("STK-32")
def test_single_packs_stay_with_their_line_and_go_with_it(run: Run) -> None:
    lines = (scanned("a", "S1"), scanned("b", "S2"), add("c"), scanned("d", "S3"))
    basket = edit(run, *lines)
    assert (brief(basket), serials(basket)) == ([["a", "strip", 4]], [["S1", "S2", "S3"]])
    fewer = edit(run, *lines, ("setPacks", "a", 2))
    assert serials(fewer) == [["S1", "S2"]]
    refused = edit(run, *lines, ("dropSerial", {"gtin": "08991234567891", "serial": "S2"}))
    assert (brief(refused), serials(refused)) == ([["a", "strip", 3]], [["S1", "S3"]])
    only = {"gtin": "08991234567891", "serial": "S1"}
    assert brief(edit(run, scanned("a", "S1"), ("dropSerial", only))) == []
