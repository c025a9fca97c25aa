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


KINDS = """(catalogue, {products, texts}) => {
  const copy = catalogue.createCatalogue(() => ({today: "2026-11-20", now: "2026-11-20T03:00:00Z"}));
  copy.load({products, batches: []});
  return texts.map((text) => copy.kindOfCode(text));
}"""


@pytest.mark.rows("SAL-05")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("8991234567891", "whole"),
        ("3*8991234567891", "whole"),
        ("]E08991234567891", "whole"),
        ("TB" + "A" * 24, "whole"),
        ("0108991234567891", "message"),
        ("]d2010899123456789110LOT", "message"),
        ("https://id.gs1.org/01/08991234567891", "message"),
        ("150000", "own"),
        ("8991234567907", "alike"),
        ("010899123456790710LOT", "alike"),
        ("]d20108991234567891101", "message"),
        ("]d2010899123456789110", "alike"),
        ("15000", None),
        ("paracetamol", None),
    ],
)
def test_what_kind_of_code_a_text_is(run: Run, text: str, kind: str | None) -> None:
    products = [product("old", strip=[CODE], tablet=["150000"])]
    assert run("app/catalogue.js", KINDS, {"products": products, "texts": [text]}) == [kind]


ABBREVIATED = """async (catalogue, {products, rows}) => {
  const copy = catalogue.createCatalogue(() => ({today: "2026-11-20", now: "2026-11-20T03:00:00Z"}));
  copy.load({products, batches: []});
  const found = () => copy.search("pnx", 10).hits.map((hit) => hit.product.id);
  const before = found();
  copy.abbreviate(rows);
  return [before, found()];
}"""


@pytest.mark.rows("CAT-18")
def test_the_pharmacys_own_abbreviation_finds_offline(run: Run) -> None:
    given = {
        "products": [product("panadol extra"), product("zinc")],
        "rows": [{"short": "pnx", "words": "panadol extra"}],
    }
    assert run("app/catalogue.js", ABBREVIATED, given) == [[], ["panadol extra"]]
