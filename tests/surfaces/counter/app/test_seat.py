"""The seat of a device's tabs: what the one that sells tells the one that looks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

TELL = """async ({ seatParts }, sync) => {
  const said = [];
  const channel = {
    addEventListener: (kind, hear) => { channel.hear = hear; },
    postMessage: (message) => said.push(message.kind),
  };
  const locks = { request: async (name, options, taken) => { taken(); } };
  const clock = { later: () => 0, cancel: () => {} };
  const state = { seat: "selling", basket: { lines: [] }, sync };
  const seat = seatParts({
    env: { tabs: { locks, channel }, clock, isVisible: () => true },
    store: { get: () => state, set: (news) => Object.assign(state, news) },
  });
  await seat.findSeat();
  said.length = 0;
  channel.hear({ data: { kind: "here", mode: "real" } });
  return said;
}"""


@pytest.mark.rows("OFF-14")
@pytest.mark.parametrize(
    ("sync", "said"),
    [(None, ["basket"]), ({"online": True, "unsent": 0}, ["basket", "report"])],
)
def test_who_looks_is_told_how_far_sales_came_once_that_is_known(
    run: Run, sync: dict[str, Any] | None, said: list[str]
) -> None:
    assert run("app/seat.js", TELL, sync) == said
