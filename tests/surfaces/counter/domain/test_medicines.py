"""The counter reads a substance's name as the server does, and puts what is here in front."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domains.catalog.medicines.test_substance_names import KEYS, NAMED
from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("CAT-03", "CAT-11")]


def product(key: str, *ingredients: str) -> dict[str, Any]:
    return {"id": key, "generic_id": "/".join(ingredients), "ingredients": list(ingredients)}


def test_a_text_names_the_same_substances_as_on_the_server(run: Run) -> None:
    script = """({Medicines}, [products, texts]) => {
      const medicines = new Medicines();
      for (const one of products) medicines.put(one);
      return texts.map((text) => [...(medicines.named(text) ?? [])].sort());
    }"""
    products = [product(key, key) for key in KEYS]
    found = run("domain/medicines.js", script, [products, [text for text, _keys in NAMED]])
    assert found == [sorted(keys) for _text, keys in NAMED]


def test_equivalents_come_and_go_with_their_products(run: Run) -> None:
    script = """({Medicines}, [one, other, third]) => {
      const medicines = new Medicines();
      for (const row of [one, other, third]) medicines.put(row);
      const both = medicines.equivalentsOf(one);
      medicines.remove(other);
      return [both, medicines.equivalentsOf(one), medicines.equivalentsOf({id: "x"}),
        [...medicines.named("zinc")]];
    }"""
    rows = [product("a", "Zinc"), product("b", "Zinc"), product("c", "Zinc", "Vitamin C")]
    assert run("domain/medicines.js", script, rows) == [["b"], [], [], ["a", "c"]]


def test_what_is_here_goes_first_by_its_expiry(run: Run) -> None:
    script = """({hereFirst}, rows) => hereFirst(rows, (row) => row.take).map(({id}) => id)"""
    here = [
        {"id": key, "take": {"available": units, "first": {"expiry": day} if units else None}}
        for key, units, day in (
            ("out", 0, ""),
            ("late", 5, "2027-12-31"),
            ("soon", 5, "2026-12-31"),
            ("same", 5, "2026-12-31"),
            ("undated", 5, None),
        )
    ]
    assert run("domain/medicines.js", script, here) == ["soon", "same", "late", "undated", "out"]


def test_a_medicines_brands_stay_together_the_earliest_expiry_first(run: Run) -> None:
    script = """({hereByMedicine}, rows) =>
      hereByMedicine(rows, (row) => row.of, (row) => row.take).map(({id}) => id)"""
    rows = [
        {"id": key, "of": of, "take": {"available": units, "first": {"expiry": day}}}
        for key, of, units, day in (
            ("tablet late", "tablet", 5, "2027-12-31"),
            ("syrup soon", "syrup", 5, "2026-12-01"),
            ("tablet out", "tablet", 0, "2026-12-01"),
            ("tablet soon", "tablet", 5, "2026-12-31"),
        )
    ]
    expected = ["tablet soon", "tablet late", "syrup soon"]
    assert run("domain/medicines.js", script, rows) == expected
