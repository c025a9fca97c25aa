"""What the device says of itself: its seat, its room, a new version."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
WORDS = """
  const { createWords } = await import("/counter/i18n/words.js");
  const words = createWords("en", {currency: "IDR", time_zone: "Asia/Jakarta", country: "id"});
"""
BANNER = f"""async (device, [name, state]) => {{{WORDS}
  const said = device[name](state, words);
  return said && [said.level, said.title, said.text, said.action && said.action.text];
}}"""


def said(run: Run, name: str, **state: Any) -> Any:
    return run("features/device/banner.js", BANNER, [name, state])


def test_whoever_looks_knows_it_and_how_to_sell(run: Run) -> None:
    assert said(run, "seatBanner", seat="selling", seatWhy=None) is None
    looking = said(run, "seatBanner", seat="looking", seatWhy=None)
    assert looking == [
        "look",
        "Another tab is in use for selling. This tab is read-only.",
        "",
        "Sell here",
    ]
    assert "payment" in said(run, "seatBanner", seat="looking", seatWhy="paying")[2]
    assert said(run, "seatBanner", seat="free", seatWhy=None)[1].endswith("is closed.")


@pytest.mark.parametrize(
    ("lines", "payment", "way"),
    [([], None, "Update now"), ([{}], None, None), ([], {"rows": []}, None)],
)
def test_a_new_version_is_offered_between_sales_only(
    run: Run, lines: list[Any], payment: Any, way: str | None
) -> None:
    state = {"program": {"waiting": True}, "basket": {"lines": lines}, "payment": payment}
    assert said(run, "programBanner", **state)[3] == way


def test_the_gravest_line_is_shown(run: Run) -> None:
    script = """(device) => [
      device.gravest([{level: "note"}, null, {level: "stop"}, {level: "look"}])?.level,
      device.gravest([null, false])]"""
    assert run("features/device/banner.js", script) == ["stop", None]


@pytest.mark.parametrize(
    ("usage", "quota", "low"),
    [(0, 1_000_000_000, False), (960_000_000, 1_000_000_000, True), (0, 40_000_000, True)],
)
def test_a_filling_disk_is_seen_early(run: Run, usage: int, quota: int, low: bool) -> None:
    script = "(room, [usage, quota]) => room.roomFrom({usage, quota}).low"
    assert run("app/room.js", script, [usage, quota]) is low


def test_a_saved_file_names_its_terminal_and_holds_no_paper(run: Run) -> None:
    script = """(saved) => {
      const terminal = {id: "t", name: "Kasir dépan 2"};
      const content = saved.savedContent({terminal, branch: {id: "b", name: "Melati", code: "MLT"},
        sale: [{id: "s", paper: {name: "x"}}], asked: [{id: "u"}], parked: [], copies: [{id: "c"}], codes: [{id: "k"}], log: {head: null}, void: [{series_id: "r", sequence: 4, reason: "torn", state: null}],
        till: [{id: "d", kind: "cash_in"}], savedAt: "2026-11-20T03:00:00.000Z", version: "1"});
      return [saved.savedName(terminal, "2026-11-20T03:00:00.000Z"), JSON.parse(content),
        JSON.parse(saved.savedFile(content, null, "by the device"))];
    }"""
    name, content, file = run("domain/saved.js", script)
    assert name == "theriac-unsent-kasir-de-pan-2-2026-11-20-03-00.json"
    assert content["terminal"] == {"id": "t", "name": "Kasir dépan 2"}
    assert content["sales"] == [{"id": "s"}]
    assert (content["copies"], content["codes"]) == ([{"id": "c"}], [{"id": "k"}])
    assert content["till"] == [{"id": "d", "kind": "cash_in"}]
    assert (content["asked"], content["parked"], content["log"]) == (
        [{"id": "u"}],
        [],
        {"head": None},
    )
    assert content["voids"] == [{"series_id": "r", "sequence": 4, "reason": "torn"}]
    assert (file["format"], file["sha256"], file["signature"]) == (
        "theriac-unsent-sales",
        None,
        "by the device",
    )
