"""The sets of safety checks follow what the settings name, and nothing waits for them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-13")]

# A device whose settings name one version after the other; "cut" and "unknown" are no answer.
WORLD = """async (module, {wanted, answers, pauses}) => {
  const { openDatabase } = await import("/counter/db/database.js");
  const { readValue, writeValue } = await import("/counter/db/device.js");
  const db = await openDatabase({name: String(Math.random())});
  const heard = [];
  let asked = 0;
  const api = {async safety() {
    asked += 1;
    const answer = answers.shift();
    if (answer === "cut") throw Object.assign(new Error(), {name: "Unreachable"});
    if (answer === "unknown") throw Object.assign(new Error(), {name: "Refused"});
    return {version: answer, sets: [{name: answer}]};
  }};
  const clock = {time: 1_000, now() { return this.time; }};
  const keep = module.createSafetyKeeper({db, api, clock, onSafety: (kept) => heard.push(kept.version)});
  for (const [at, version] of wanted.entries()) {
    if (version !== null) await writeValue(db, "settings", {safety: version});
    clock.time += pauses?.[at] ?? 2_000;
    await keep();
  }
  return {heard, asked, kept: (await readValue(db, "safety"))?.version ?? null};
}"""


def followed(run: Run, wanted: list[str | None], *answers: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = run(
        "sync/safety.js", WORLD, {"wanted": wanted, "answers": list(answers), **more}
    )
    return found


def test_a_version_is_fetched_once_and_kept(run: Run) -> None:
    found = followed(run, ["a", "a", "b"], "a", "b")
    assert found == {"heard": ["a", "b"], "asked": 2, "kept": "b"}


def test_without_sets_in_force_nothing_is_asked_and_the_old_ones_go(run: Run) -> None:
    assert followed(run, [None, ""]) == {"heard": [], "asked": 0, "kept": None}
    assert followed(run, ["a", ""], "a") == {"heard": ["a", ""], "asked": 1, "kept": ""}


@pytest.mark.parametrize("failure", ["cut", "unknown"])
def test_what_isnt_answered_is_asked_again_a_minute_later(run: Run, failure: str) -> None:
    found = followed(run, ["a", "a", "a"], failure, "a", pauses=[0, 2_000, 60_000])
    assert found == {"heard": ["a"], "asked": 2, "kept": "a"}
