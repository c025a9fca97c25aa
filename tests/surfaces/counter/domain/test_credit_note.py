"""A credit note on the device: what is asked, what is written, and in which numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.countries.documents import credit_note_prefix
from theriac.countries.registry import profile_for

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-10")]


@pytest.mark.parametrize(
    ("country", "prefixes"),
    [("id", ["MLT-K2-26-", "MLT-K1B-26-"]), ("in", ["MB1/26-27/", "MUMK12/26/"])],
)
def test_its_number_reads_as_the_servers(run: Run, country: str, prefixes: list[str]) -> None:
    script = """async ({creditNotePrefix}, [country, prefixes]) => {
      const { formatNumber } = await import("/counter/domain/numbering.js");
      return prefixes.map((one) => formatNumber(country, creditNotePrefix(one), 7));
    }"""
    profile = profile_for(country)
    expected = [profile.format_number(credit_note_prefix(one), 7) for one in prefixes]
    assert run("domain/credit_note.js", script, [country, prefixes]) == expected


ROWS = """(note, [typed]) => {
  const sale = {lines: [
    {sale_line_id: "l1", product_id: "p", product: "Paracetamol", left: 5, batches: [
      {batch_id: "b1", number: "A", expiry: null, left: 3}, {batch_id: "b2", number: "B", expiry: null, left: 0},
      {batch_id: "b3", number: "C", expiry: null, left: 2}]},
    {sale_line_id: "l2", product_id: "q", product: "Vaccination", left: 1, batches: []}]};
  const rows = note.rowsOf(sale).map((row, index) => ({...row, units: typed[index]}));
  const asked = note.goodsAsked({saleId: "s", rows, reason: "unwanted", note: " x ", refundBy: ""});
  return {keys: rows.map((row) => row.key), wrong: note.wrongRows(rows), lines: asked.lines, by: asked.refund_by};
}"""


def rows(run: Run, *typed: str) -> Any:
    return run("domain/credit_note.js", ROWS, [list(typed)])


def test_each_batch_and_service_is_a_row_of_its_own(run: Run) -> None:
    found = rows(run, "2", "", "1")
    assert found["keys"] == ["l1 b1", "l1 b3", "l2 null"]
    assert found["wrong"] == {}
    assert [(one["batch_id"], one["quantity"]) for one in found["lines"]] == [("b1", 2), (None, 1)]
    assert found["by"] is None


def test_more_than_is_left_and_nothing_are_said(run: Run) -> None:
    assert rows(run, "4", "x", "1")["wrong"] == {
        "l1 b1": "return.units.wrong",
        "l1 b3": "return.units.wrong",
    }
    assert rows(run, "", "0", "")["wrong"] == {"": "return.nothing"}
