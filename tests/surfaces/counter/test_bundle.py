"""Modules and style sheets that come as one do what they did singly."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.surfaces.counter.domain.conftest import STATIC
from theriac.surfaces.counter.bundle import (
    UnjoinableError,
    join_modules,
    join_styles,
    modules_of,
    outside_of,
)

PLACE = "counter/program.js"
MODULES = {
    "counter/app/main.js": """/** The first. */
import { half as part, ORDER } from "../domain/parts.js";
import * as parts from "../domain/parts.js";
import {
  Shape,
  twice,
} from "../domain/passing.js";
import { given } from "../vendor/given.js";

ORDER.push("main");
window.seen = {
  part: part(4), whole: parts.half(8), side: new Shape().side, twice: twice(3), given,
  order: ORDER, here: import.meta.url, later: await_later(),
};
async function await_later() {
  const { late } = await import("../vendor/late.js");
  return late;
}
""",
    "counter/domain/parts.js": """export const ORDER = ["parts"];
/** A half. */
export function half(number) {
  return number / 2; // not a whole one
}
""",
    "counter/domain/passing.js": """import { ORDER } from "./parts.js";

ORDER.push("passing");
const double = (number) => number * 2;
export class Shape {
  side = 5;
}
export { double as twice };
export { half } from "./parts.js";
""",
    "counter/vendor/given.js": 'export const given = "given";\n',
    "counter/vendor/late.js": 'export const late = "late";\n',
}


def joined(entry: str = "counter/app/main.js", **changed: str) -> str:
    texts = {**MODULES, **{f"counter/{name}.js": text for name, text in changed.items()}}
    return join_modules(modules_of(texts.__getitem__, entry, "/vendor/"), PLACE)


@pytest.mark.rows("OPS-30")
@pytest.mark.journey
def test_the_joined_module_does_what_the_single_ones_do(browser: Browser) -> None:
    context = browser.new_context()

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix("http://counter.invalid/")
        text = joined() if path == PLACE else MODULES.get(path)
        kind = "text/html" if text is None else "text/javascript"
        route.fulfill(body=text or "<!doctype html><title>joined</title>", content_type=kind)

    context.route("**/*", serve)
    page = context.new_page()
    page.goto("http://counter.invalid/")
    seen: dict[str, Any] = {}
    for entry in ("counter/app/main.js", PLACE):
        seen[entry] = page.evaluate(
            """async (address) => {
              await import(address);
              return {...window.seen, later: await window.seen.later};
            }""",
            f"http://counter.invalid/{entry}",
        )
    context.close()
    assert seen[PLACE] == seen["counter/app/main.js"]
    assert seen[PLACE]["order"] == ["parts", "passing", "main"]
    assert seen[PLACE]["here"] == "http://counter.invalid/counter/app/main.js"


@pytest.mark.rows("OPS-30")
def test_every_module_of_the_counter_is_in_the_one_that_is_served() -> None:
    modules = modules_of(
        lambda path: (STATIC / path).read_text("utf-8"), "counter/app/main.js", "/vendor/"
    )
    own = {
        path.relative_to(STATIC).as_posix()
        for path in (STATIC / "counter").rglob("*.js")
        if "vendor" not in path.parts and path.parent.name != "counter"
    }
    assert set(modules) == own
    assert outside_of(modules) == [
        "counter/vendor/dexie/dexie.min.js",
        "counter/vendor/htm-preact/standalone.module.js",
    ]
    text = join_modules(modules, PLACE)
    assert all(f"\n// {path}\n" in text for path in list(modules)[1:])


@pytest.mark.parametrize(
    "line",
    [
        'import whole from "./parts.js";',
        'import "./parts.js";',
        "export default 1;",
        "export let changing = 1;",
        'export * from "./parts.js";',
    ],
)
def test_what_it_cant_join_is_refused(line: str) -> None:
    with pytest.raises(UnjoinableError, match=r"counter/domain/odd\.js"):
        joined("counter/domain/odd.js", **{"domain/odd": f"{line}\n"})


def test_modules_that_import_each_other_are_refused() -> None:
    one = 'import { two } from "./two.js";\nexport const one = 1;\n'
    two = 'import { one } from "./one.js";\nexport const two = 2;\n'
    with pytest.raises(UnjoinableError, match="imports itself"):
        joined("counter/domain/one.js", **{"domain/one": one, "domain/two": two})


def test_a_documented_line_keeps_its_code() -> None:
    text = "/** @type {number} */ const kept = 1;\n/**\n * gone\n */\nexport const other = kept;\n"
    found = joined("counter/domain/odd.js", **{"domain/odd": text})
    assert "const kept = 1;" in found
    assert "gone" not in found


def test_joined_sheets_load_what_they_loaded_and_their_fonts_stand_apart() -> None:
    sheets = {
        "vendor/icons/icons.css": '@font-face{font-family:i;src:url("fonts/i.woff2?1")}.i{top:0}',
        "theriac/css/components.css": "a{background:url(../img/a.svg)}b{background:url(data:x)}",
    }
    rules, fonts = join_styles(sheets, "counter/program.css")
    assert rules == (
        "/* vendor/icons/icons.css */\n.i{top:0}\n"
        '/* theriac/css/components.css */\na{background:url("../theriac/img/a.svg")}'
        "b{background:url(data:x)}\n"
    )
    assert fonts == ('@font-face{font-family:i;src:url("../vendor/icons/fonts/i.woff2?1")}\n')
    with pytest.raises(UnjoinableError, match="@import"):
        join_styles({"a.css": '@import "b.css";'}, "counter/program.css")
