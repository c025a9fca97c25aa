"""An older receipt as the server tells it, as the paper is drawn; and what looks like its number."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
LINE: dict[str, Any] = {
    "id": "l1",
    "product": "Paracetamol 500 mg",
    "legal_class": "H",
    "hsn": "3004",
    "pack": {"name": "strip", "factor": 10},
    "packs": 2,
    "price_amount": 6500,
    "price_units": 10,
    "gross": 13000,
    "discount": 0,
    "taxable": 11712,
    "tax": 1288,
    "total": 13000,
    "taxes": [{"code": "PPN", "rate_bp": 1100, "amount": 1288}],
    "batches": [{"number": "B1", "expiry": "2027-01-31", "quantity": 20}],
}


def paper(run: Run, untaxed: Any, **line: Any) -> Any:
    script = """({saleOfReceipt}, [answer, settings]) => saleOfReceipt(answer, settings).paper"""
    answer = {"lines": [{**LINE, **line}], "person": "Dewi S.", "terminal": "Kasir 1"}
    settings = {
        "classes": {"H": {"on_receipt": True, "mark": "Rx"}},
        "receipt": {"forms": {"taxed": {}, "untaxed": untaxed}},
    }
    return run("domain/old_receipt.js", script, [{**answer, "inclusive": True}, settings])


def test_the_paper_has_what_stood_on_it(run: Run) -> None:
    told = paper(run, {})
    assert (told["form"], told["person"], told["terminal"]) == ("taxed", "Dewi S.", "Kasir 1")
    assert told["taxes"] == [{"code": "PPN", "rate_bp": 1100, "amount": 1288}]
    assert told["lines"]["l1"] == {
        "name": "Paracetamol 500 mg",
        "pack": {"name": "strip", "factor": 10},
        "hsn": "3004",
        "mark": "Rx",
        "unit_price": 6500,
        "batches": LINE["batches"],
    }


def test_without_tax_it_takes_the_form_for_that_where_there_is_one(run: Run) -> None:
    assert paper(run, {}, taxes=[])["form"] == "untaxed"
    assert paper(run, None, taxes=[])["form"] == "taxed"


@pytest.mark.parametrize(
    ("text", "branch", "is_one"),
    [
        ("MLT-K1-26-000123", "MLT", True),
        ("mlt-k1-26-000123", "MLT", True),
        ("MU1/26-27/000007", "mu", True),
        ("KMG-K1-26-000123", "MLT", False),
        ("8991234567891", "899", False),
        ("MLT-K1-26-12", "MLT", False),
        ("MLT-K1-26-000123", "", False),
    ],
)
def test_what_looks_like_a_receipts_number(run: Run, text: str, branch: str, is_one: bool) -> None:
    script = "({looksLikeReceipt}, [text, branch]) => looksLikeReceipt(text, branch)"
    assert run("domain/old_receipt.js", script, [text, branch]) is is_one
