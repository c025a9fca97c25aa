"""The device's database: strict durability, asserted on the connection that the counter opens."""

from __future__ import annotations

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey


@pytest.mark.rows("OFF-12")
def test_commits_are_on_the_disk_before_they_are_answered(run: Run) -> None:
    """Chromium's default is relaxed: a power cut would lose what was answered."""
    script = """async (database) => {
      const asked = [];
      const begin = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (stores, mode, options) {
        asked.push([mode, options?.durability ?? "default"]);
        return begin.call(this, stores, mode, options);
      };
      const db = await database.openDatabase({name: crypto.randomUUID?.() ?? String(Math.random())});
      await db.transaction("rw", db.sales, () => db.sales.add({id: "s", number: "N", series_id: "a", sequence: 1}));
      IDBDatabase.prototype.transaction = begin;
      return asked.filter(([mode]) => mode === "readwrite");
    }"""
    assert run("db/database.js", script) == [["readwrite", "strict"]]


def test_it_holds_what_its_page_says(run: Run) -> None:
    script = """async (database) => {
      const db = await database.openDatabase({name: String(Math.random())});
      return db.tables.map((table) => table.name).sort();
    }"""
    assert run("db/database.js", script) == [
        "batches",
        "credit_notes",
        "deliveries",
        "device",
        "drafts",
        "log",
        "people",
        "products",
        "sales",
        "series",
        "till_documents",
        "till_sessions",
        "voids",
    ]
