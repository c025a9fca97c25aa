"""The synchronisation over a network that drops, refuses and comes back; time stands still."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

# A device and a server that books what it gets; `weather` says what becomes of each request.
WORLD = """async (module, {weather, rounds, sales, unreadable}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { commitSale } = await import("/counter/db/sales.js");
  const { createApi } = await import("/counter/sync/api.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "N-", next: 1});
  for (let n = 0; n < sales; n += 1) {
    await commitSale(db, "s", ({sequence}) => ({id: `sale${sequence}`, number: `N-${sequence}`, series_id: "s", sequence,
      occurred_at: "2026-11-20T03:00:00Z", lines: [], paper: {secret: true}}));
  }
  const booked = [];
  const deliveries = [];
  const signatures = [];
  const clock = {time: 1_000, waits: [], now() { return this.time; }, later(act, wait) { this.waits.push(wait); this.planned = act; return act; }, cancel() {}};
  const network = {async request(method, path, text, limitMs, signature) {
    const sky = weather.shift() ?? "fine";
    if (sky === "cut") throw new Error("cut");
    if (sky === "refused") return {status: 422, body: {type: "broken"}};
    if (sky === "unpaired") return {status: 401, body: {type: "organisation.terminal_not_paired"}};
    if (path.startsWith("feed")) return {status: 204, body: null};
    const body = JSON.parse(text);
    if (body.sales.some((sale) => unreadable.includes(sale.sequence))) return {status: 422, body: {type: "counter.not_readable"}};
    if (path === "push") signatures.push(signature);
    deliveries.push(body.sales.map((sale) => sale.sequence));
    for (const sale of body.sales) if (!booked.some((one) => one.id === sale.id)) booked.push(sale);
    if (sky === "lost") throw new Error("the answer was lost");
    return {status: 200, body: {results: body.sales.map((sale) => ({id: sale.id, state: "acknowledged", cases: 0})), balances: []}};
  }};
  const reports = [];
  const answered = [];
  const loop = module.createLoop({
    db, api: createApi(network, async (purpose, text) => `${purpose} ${JSON.parse(text).sales.length}`), clock, random: () => new Uint8Array([0]), appVersion: "1", isVisible: () => true,
    onPage() {}, onReport: (report) => reports.push(report), onAnswer: (answer, settled) => answered.push(...settled.map((sale) => sale.sequence)),
  });
  const begin = {act: () => loop.run(), back: () => loop.reconnect(), wait: () => clock.planned()};
  for (const how of rounds) { await begin[how](); clock.time += 60_000; }
  loop.stop();
  return {booked: booked.map((sale) => sale.sequence), withPaper: booked.some((sale) => "paper" in sale), deliveries, waits: clock.waits,
    signatures, last: reports.at(-1), reports: reports.map((one) => [one.online, one.unsent, one.sending]), answered};
}"""


def live(
    run: Run,
    weather: list[str],
    *,
    rounds: Sequence[str] = ("act",),
    sales: int = 0,
    unreadable: tuple[int, ...] = (),
) -> Any:
    given = {"weather": weather, "rounds": [*rounds], "sales": sales, "unreadable": [*unreadable]}
    return run("sync/loop.js", WORLD, given)


def test_everything_goes_in_order_and_once(run: Run) -> None:
    found = live(run, [], sales=3)
    assert (found["booked"], found["answered"], found["withPaper"]) == ([1, 2, 3], [1, 2, 3], False)
    assert found["signatures"] == ["push 3"]
    assert found["reports"] == [[True, 3, 3], [True, 0, 0]]


def test_without_network_sales_wait_and_say_since_when(run: Run) -> None:
    found = live(run, ["cut", "cut"], rounds=["act", "act"], sales=2)
    last = found["last"]
    assert (last["online"], last["unsent"], last["lostAt"]) == (False, 2, 1_000)
    assert last["failed"] is True
    assert found["booked"] == []


def test_a_lost_answer_is_asked_for_again_and_booked_once(run: Run) -> None:
    found = live(run, ["lost"], rounds=["act", "act"], sales=2)
    assert found["deliveries"] == [[1, 2], [1, 2]]
    assert (found["booked"], found["answered"]) == ([1, 2], [1, 2])
    assert found["last"]["unsent"] == 0
    assert found["last"]["online"] is True


def test_pauses_double_up_to_a_minute_and_start_over(run: Run) -> None:
    found = live(run, ["cut"] * 7, rounds=["act", *["wait"] * 7])
    assert found["waits"] == [4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 2_000]


@pytest.mark.rows("OFF-01")
def test_what_people_do_while_offline_makes_no_pause_longer(run: Run) -> None:
    found = live(run, ["cut"] * 6, rounds=["act", "wait", "act", "act", "act", "wait"])
    assert found["waits"] == [4_000, 8_000, 8_000, 8_000, 8_000, 16_000]


@pytest.mark.rows("OFF-01")
def test_a_network_that_is_said_to_be_back_and_isnt_quite_is_tried_again_soon(run: Run) -> None:
    found = live(run, ["cut"] * 6, rounds=["act", *["wait"] * 4, "back", "wait"], sales=1)
    assert found["waits"] == [4_000, 8_000, 16_000, 32_000, 60_000, 4_000, 2_000]
    assert found["booked"] == [1]


def test_a_refused_push_keeps_the_sales_and_still_follows_the_feed(run: Run) -> None:
    found = live(run, ["refused", "fine"], sales=1)
    assert found["last"]["refused"]["type"] == "broken"
    assert (found["last"]["unsent"], found["last"]["online"]) == (1, True)


@pytest.mark.rows("OFF-04")
def test_a_sale_that_the_server_cant_read_keeps_no_other_of_its_parcel_back(run: Run) -> None:
    found = live(run, [], sales=60, unreadable=(7, 52))
    assert found["booked"] == [one for one in range(1, 61) if one not in (7, 52)]
    assert found["last"]["unsent"] == 2
    assert found["last"]["refused"]["type"] == "counter.not_taken"


def test_a_device_shut_out_says_so(run: Run) -> None:
    found = live(run, ["unpaired", "unpaired"], sales=1)
    assert found["last"]["refused"]["status"] == 401
    assert found["last"]["unsent"] == 1


def test_many_sales_go_in_parcels(run: Run) -> None:
    found = live(run, [], sales=120)
    assert [len(parcel) for parcel in found["deliveries"]] == [50, 50, 20]
    assert found["booked"] == list(range(1, 121))


def test_jitter_spreads_the_pauses(run: Run) -> None:
    script = "(module) => [0, 128, 255].map((byte) => module.backOff(2, byte))"
    assert run("sync/loop.js", script) == [8_000, 9_000, 9_992]
