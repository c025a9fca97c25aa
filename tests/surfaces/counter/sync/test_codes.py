"""Codes kept for the office wait on the device, are told until they are taken, and are bounded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

# A device that keeps `kept` codes on each of the days, then tells them; `answers` says what becomes of each try.
WORLD = """async (module, {kept, days, answers, pauses}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { noteCode, readCodes } = await import("/counter/db/codes.js");
  const db = await openDatabase({name: String(Math.random())});
  const noted = [];
  for (const day of days) for (let n = 0; n < kept; n += 1) noted.push(await noteCode(db, {id: `${day}-${n}`, code: "RAK-7"}, day));
  const told = [];
  const api = {async unknownCodes(codes) {
    told.push(codes.map((one) => one.id));
    const answer = answers.shift() ?? "taken";
    if (answer === "cut") throw Object.assign(new Error(), {name: "Unreachable"});
    if (answer === "unknown") throw Object.assign(new Error(), {name: "Refused"});
    const ids = codes.map((one) => one.id);
    return answer === "taken" ? {taken: ids, refused: []} : answer === "refused" ? {taken: [], refused: ids}
      : {taken: ids.slice(0, 1), refused: []};
  }};
  const clock = {time: 1_000, now() { return this.time; }};
  const send = module.createCodeSender({db, api, clock});
  for (const pause of pauses) { clock.time += pause; await send(); }
  return {noted: noted.filter(Boolean).length, told: told.map((ids) => ids.length), left: (await readCodes(db)).length};
}"""


def sent(run: Run, kept: int, *answers: str, **more: Any) -> dict[str, Any]:
    asked = {"kept": kept, "days": ["2026-11-20"], "answers": list(answers), "pauses": [0, 2000]}
    found: dict[str, Any] = run("sync/codes.js", WORLD, asked | more)
    return found


def test_what_is_taken_or_refused_for_good_goes(run: Run) -> None:
    assert sent(run, 2) == {"noted": 2, "told": [2], "left": 0}
    assert sent(run, 2, "refused") == {"noted": 2, "told": [2], "left": 0}


def test_without_the_network_it_waits_and_is_told_again(run: Run) -> None:
    assert sent(run, 2, "cut", "taken") == {"noted": 2, "told": [2, 2], "left": 0}


def test_what_the_server_takes_only_later_rests_for_ten_minutes(run: Run) -> None:
    found = sent(run, 3, "some", "taken", pauses=[0, 2000, 600_000])
    assert found == {"noted": 3, "told": [3, 2], "left": 0}
    found = sent(run, 3, "unknown", "taken", pauses=[0, 2000, 600_000])
    assert found == {"noted": 3, "told": [3, 3], "left": 0}


def test_a_device_keeps_no_more_than_a_hundred_and_no_more_a_day(run: Run) -> None:
    assert sent(run, 101) == {"noted": 100, "told": [100], "left": 0}
    found = sent(run, 60, "cut", "cut", days=["2026-11-20", "2026-11-21"])
    assert found == {"noted": 100, "told": [100, 100], "left": 100}
