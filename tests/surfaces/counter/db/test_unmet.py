"""What was asked for, durable on the device: told until it is answered, and then no more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("STK-33")]
STEPS = """async (module, {asked, answers}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { noteUnmet, readUnmet } = await import("/counter/db/unmet.js");
  const db = await openDatabase({name: String(Math.random())});
  for (const id of asked) await noteUnmet(db, {id, quantity: 1});
  const parcels = [];
  let now = 0;
  const api = {async push(parcel) {
    parcels.push((parcel.asked ?? []).map((one) => one.id));
    const answer = answers.shift();
    if (!answer) throw Object.assign(new Error("cut"), {name: "Unreachable"});
    return {results: [], balances: [], asked: answer.map((id) => ({id, state: "taken"}))};
  }};
  const round = () => module.push(db, api, {now: () => now}, "1", () => {}).catch(() => null);
  await round(); await round(); await round();
  now = 600_000;
  await round(); await round();
  return {parcels, left: (await readUnmet(db)).map((row) => row.document.id)};
}"""


def told(run: Run, asked: list[str], answers: list[Any]) -> Any:
    return run("sync/push.js", STEPS, {"asked": asked, "answers": answers})


def test_it_is_told_until_it_is_answered(run: Run) -> None:
    found = told(run, ["a", "b"], [None, ["a", "b"]])
    assert found == {"parcels": [["a", "b"], ["a", "b"]], "left": []}


def test_what_isnt_taken_yet_rests_for_ten_minutes(run: Run) -> None:
    found = told(run, ["a", "b"], [["a"], ["b"]])
    assert found == {"parcels": [["a", "b"], ["b"]], "left": []}


def test_no_more_wait_than_the_device_has_room_for(run: Run) -> None:
    steps = """async ({noteUnmet, MOST_WAITING}) => {
      const { openDatabase } = await import("/counter/db/database.js");
      const { writeValue } = await import("/counter/db/device.js");
      const db = await openDatabase({name: String(Math.random())});
      const row = (n) => ({document: {id: String(n)}, rests_until: 0});
      await writeValue(db, "unmet", Array.from({length: MOST_WAITING - 1}, (_, n) => row(n)));
      return [await noteUnmet(db, {id: "x"}), await noteUnmet(db, {id: "y"})];
    }"""
    assert run("db/unmet.js", steps, None) == [True, False]
