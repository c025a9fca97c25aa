"""The device's copy of the catalogue follows a code from one product to another."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey

CODE = "08991234567891"
FOLLOWED = """async (catalogue, {before, pages, code}) => {
  const copy = catalogue.createCatalogue(() => ({today: "2026-11-20", now: "2026-11-20T03:00:00Z"}));
  copy.load({products: before, batches: []});
  const found = [copy.findCode(code, "2026-11-20")];
  for (const page of pages) copy.apply({products: page});
  found.push(copy.findCode(code, "2026-11-20"));
  return found.map((one) => one && `${one.product.id} ${one.pack.id}`);
}"""


def product(key: str, **codes: list[str]) -> dict[str, Any]:
    return {
        "id": key,
        "name": key.title(),
        "status": "active",
        "rotation": "fefo",
        "packs": [
            {
                "id": name,
                "name": name,
                "factor": factor,
                "sellable": True,
                "codes": codes.get(name, []),
            }
            for name, factor in (("tablet", 1), ("strip", 10))
        ],
        "prices": [],
        "ceilings": [],
    }


LOSES, GAINS = product("old"), product("new", strip=[CODE])


@pytest.mark.rows("CAT-06")
@pytest.mark.parametrize(
    ("pages", "opens"),
    [
        ([[LOSES, GAINS]], "new strip"),
        ([[GAINS, LOSES]], "new strip"),
        ([[GAINS], [LOSES]], "new strip"),
        ([[product("old", tablet=[CODE])]], "old tablet"),
        ([[LOSES]], None),
    ],
)
def test_a_moved_code_opens_its_new_pack_in_whatever_order_they_come(
    run: Run, pages: list[list[dict[str, Any]]], opens: str | None
) -> None:
    before = [product("old", strip=[CODE]), product("new")]
    given = {"before": before, "pages": pages, "code": CODE}
    assert run("app/catalogue.js", FOLLOWED, given) == ["old strip", opens]
