"""When another version of the program takes charge of an open page, and when it is only the first."""

from __future__ import annotations

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

# A page whose worker takes charge so many times; how often the page was loaded anew.
WORLD = """async (module, {controlled, active, changes}) => {
  const workers = new EventTarget();
  workers.controller = controlled ? {} : null;
  const registration = Object.assign(new EventTarget(), {
    active: active ? {} : null, installing: null, waiting: null, update: async () => {},
  });
  workers.register = async () => registration;
  let reloads = 0;
  const state = {program: {}, basket: {lines: []}, payment: null};
  const store = {get: () => state, set: () => {}};
  const env = {program: {workers, reload: () => { reloads += 1; }}, clock: {later: () => 1, cancel() {}}};
  const parts = module.programParts({env, store, sells: () => true});
  await parts.keepProgram("/counter/service-worker.js");
  for (let change = 0; change < changes; change += 1) workers.dispatchEvent(new Event("controllerchange"));
  return reloads;
}"""


@pytest.mark.parametrize(
    ("controlled", "active", "changes", "reloads"),
    [
        (False, False, 1, 0),  # the first start
        (False, True, 1, 0),  # reloaded while the worker gathered the files: it comes in behind
        (False, True, 2, 1),
        (True, True, 1, 1),  # another version was taken
    ],
)
def test_the_page_is_loaded_anew_only_for_another_version(
    run: Run, *, controlled: bool, active: bool, changes: int, reloads: int
) -> None:
    world = {"controlled": controlled, "active": active, "changes": changes}
    assert run("app/program.js", WORLD, world) == reloads
