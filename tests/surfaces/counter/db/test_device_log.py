"""The log on the device: an entry with each document, bound as the server binds it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.domains.device_logs.chain import digest_of, digest_of_text, hash_of
from theriac.domains.device_logs.wire import EntryTold

pytestmark = [pytest.mark.journey, pytest.mark.rows("OFF-03")]
TEXTS = ["", "a", "é", "€", "💊", "x" * 55, "x" * 56, "x" * 63, "x" * 64, "x" * 1000, "é" * 4000]
WORLD = """async (module, steps) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { commitSale, voidNumber, reopen } = await import("/counter/db/sales.js");
  const { openTill } = await import("/counter/db/till.js");
  const { noteUnmet } = await import("/counter/db/unmet.js");
  const { push } = await import("/counter/sync/push.js");
  const db = await openDatabase({name: String(Math.random())});
  await db.series.put({id: "s", prefix: "N-", next: 1});
  const sell = () => commitSale(db, "s", ({sequence}) => ({id: `sale${sequence}`, number: `N-${sequence}`, series_id: "s",
    sequence, occurred_at: "2026-11-20T03:00:00Z", lines: [], total: 1000, name: "É 💊", paper: {any: 1}}), (till) => till);
  const parcels = [];
  const answer = {taken: true};
  const api = {async push(parcel) {
    parcels.push(parcel);
    if (answer.cut) throw Object.assign(new Error("cut"), {name: "Unreachable"});
    return {
      results: parcel.sales.map((sale) => ({id: sale.id, state: "acknowledged", cases: 0})), balances: [], log: answer.taken,
      till: (parcel.till ?? []).map((one) => ({id: one.id, state: "taken"})),
      asked: (parcel.asked ?? []).map((one) => ({id: one.id, state: "taken"})),
      voids: (parcel.voids ?? []).map(({series_id, sequence}) => ({series_id, sequence, state: "void"})),
    };
  }};
  const round = () => push(db, api, {now: () => 0}, "1", () => {}).catch((error) => error.message);
  await (new Function("world", `return (async () => {${steps}})()`))({
    db, sell, round, answer, reopen: (ids) => reopen(db, ids), voidNumber: (n) => voidNumber(db, "s", n, "torn", "then"),
    open: () => openTill(db, {id: "t", state: "open", opening: {id: "t", kind: "opening"}, moves: []}),
    ask: () => noteUnmet(db, {id: "u", quantity: 1}),
  });
  return {parcels, log: await db.log.orderBy("[chain+index]").toArray()};
}"""


def did(run: Run, steps: str) -> Any:
    return run("db/device_log.js", WORLD, steps)


def test_the_hash_is_the_servers(run: Run) -> None:
    found = run("db/log/sha256.js", "(module, texts) => texts.map(module.sha256Of)", TEXTS)
    assert found == [digest_of_text(text) for text in TEXTS]


def test_the_canonical_text_is_the_servers(run: Run) -> None:
    told: dict[str, Any] = {
        "b": [1, None, True, 'é\u2028\n\t"\\\u0001\x7f'],
        "a": {"z": -5, "A": {}, "_": []},
        "ä": 0,
    }
    steps = """async ({canonical}, told) => {
      const { sha256Of } = await import("/counter/db/log/sha256.js");
      return sha256Of(canonical(told));
    }"""
    assert run("db/log/chain.js", steps, told) == digest_of(told)


def test_each_document_is_logged_in_the_order_it_was_made(run: Run) -> None:
    found = did(
        run,
        "const w = world; await w.sell(); await w.open(); await w.ask(); await w.voidNumber(2); await w.sell()",
    )
    assert [(row["index"], row["kind"], row["key"]) for row in found["log"]] == [
        (1, "sale", "sale1"),
        (2, "till", "t"),
        (3, "asked", "u"),
        (4, "void", "s/2"),
        (5, "sale", "sale3"),
    ]
    entries = [EntryTold.model_validate(row) for row in found["log"]]
    assert all(hash_of(one.chain, one) == one.hash for one in entries)
    assert [one.previous for one in entries] == ["", *(one.hash for one in entries[:-1])]
    assert {one.chain for one in entries} == {entries[0].digest}


def test_what_is_sent_has_the_digest_of_its_entry(run: Run) -> None:
    (parcel,) = did(run, "await world.open(); await world.sell(); await world.round()")["parcels"]
    entries = {one["key"]: one for one in parcel["log"]["entries"]}
    assert entries["sale1"]["digest"] == digest_of(parcel["sales"][0])
    assert entries["t"]["digest"] == digest_of(parcel["till"][0])
    assert all("text" not in one and "lost" not in one for one in entries.values())


def test_it_is_told_once_and_again_until_it_is_taken(run: Run) -> None:
    found = did(
        run,
        "world.answer.cut = true; await world.sell(); await world.round(); world.answer.cut = false; "
        "world.answer.taken = false; await world.round(); await world.sell(); world.answer.taken = true; "
        "await world.round(); await world.round()",
    )
    told = [[one["index"] for one in parcel["log"]["entries"]] for parcel in found["parcels"]]
    assert told == [[1], [1], [1, 2]]
    assert [row["state"] for row in found["log"]] == ["told", "told"]


def test_an_edited_document_goes_with_what_was_logged(run: Run) -> None:
    found = did(
        run,
        "await world.sell(); await world.db.sales.update('sale1', {total: 1}); await world.round()",
    )
    (entry,) = found["parcels"][0]["log"]["entries"]
    assert (
        digest_of_text(entry["text"])
        == entry["digest"]
        != digest_of(found["parcels"][0]["sales"][0])
    )


def test_a_deleted_document_goes_as_it_was_logged(run: Run) -> None:
    found = did(
        run,
        "await world.sell(); await world.open(); await world.db.sales.clear(); "
        "await world.db.till_documents.clear(); await world.round(); await world.round()",
    )
    (parcel,) = found["parcels"]
    assert ([one["total"] for one in parcel["sales"]], [one["id"] for one in parcel["till"]]) == (
        [1000],
        ["t"],
    )
    assert [one["lost"] for one in parcel["log"]["entries"]] == [True, True]


def test_days_of_sales_go_in_the_order_of_the_log(run: Run) -> None:
    found = did(
        run,
        "for (let n = 0; n < 230; n += 1) await world.sell(); await world.open(); await world.round()",
    )
    told = [[one["index"] for one in parcel["log"]["entries"]] for parcel in found["parcels"]]
    first = [index for indexes in told for index in indexes]
    news = [index for n, index in enumerate(first) if index not in first[:n]]
    assert news == [*range(1, 232)]
    assert [parcel.get("till") is not None for parcel in found["parcels"]] == [
        False,
        True,
        *[False] * 3,
    ]


def test_what_a_restored_server_lacks_is_logged_again(run: Run) -> None:
    found = did(
        run,
        "for (let n = 0; n < 3; n += 1) { await world.sell(); await world.round(); } "
        "await world.reopen(['sale2']); await world.round()",
    )
    assert [one["index"] for one in found["parcels"][-1]["log"]["entries"]] == [2, 3]
