"""GSTR-1: each document in its section, exact sums, what would be refused; as samples are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from theriac.countries.india.returns import DocumentKind
from theriac.countries.tax_returns.documents import GstDocument, GstItem, IssuedNumbers
from theriac.countries.tax_returns.faults import faults_of, section_total
from theriac.countries.tax_returns.gstr1 import gstr1
from theriac.domains.sale_documents.gst_return import as_json

pytestmark = pytest.mark.rows("SAL-18")
SCHEMA = json.loads(Path(__file__).with_name("gstr1.schema.json").read_text("utf-8"))
GSTIN, BUYER = "27AAPFU0939F1ZV", "29AAFCC9980M1ZR"
MONTH = date(2026, 11, 1)
INVOICE, NOTE = DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE


def at_5(taxable: int, **more: Any) -> GstItem:
    tax = {"cgst": taxable // 40, "sgst": taxable // 40} if not more.pop("igst", False) else {}
    igst = 0 if tax else taxable // 20
    return GstItem(
        hsn="3004",
        uqc="TBS",
        quantity=10,
        rate_bp=500,
        taxable=taxable,
        igst=igst,
        **{"cgst": 0, "sgst": 0, **tax, **more},
    )


NIL = GstItem(hsn="3004", uqc="NOS", quantity=1, rate_bp=0, taxable=40_000)


def document(number: str, *items: GstItem, **more: Any) -> GstDocument:
    value = sum(one.taxable + one.igst + one.cgst + one.sgst for one in items)
    return GstDocument(
        **{
            "kind": INVOICE,
            "number": number,
            "on": date(2026, 11, 20),
            "supplier_state": "27",
            "recorded_state": "",
            "buyer_gstin": "",
            "value": value,
            "items": items,
            **more,
        }
    )


DOCUMENTS = [
    document("MB1/26-27/000001", at_5(100_00)),
    document("MB1/26-27/000002", at_5(200_00), NIL),
    document("MB1/26-27/000003", at_5(5_000_00, igst=True), recorded_state="29", buyer_gstin=BUYER),
    document("MB1/26-27/000005", at_5(2_00_000_00, igst=True), recorded_state="24"),
    document("CN/26-27/000001", at_5(50_00), kind=NOTE, original_value=105_00),
    document(
        "CN/26-27/000002",
        at_5(1_000_00, igst=True),
        kind=NOTE,
        recorded_state="29",
        buyer_gstin=BUYER,
        original_value=5_250_00,
    ),
    document(
        "CN/26-27/000003",
        at_5(20_000_00, igst=True),
        kind=NOTE,
        recorded_state="24",
        original_value=2_10_000_00,
    ),
]
NUMBERS = [
    IssuedNumbers(INVOICE, "MB1/26-27/000001", "MB1/26-27/000005", 5, 1),
    IssuedNumbers(NOTE, "CN/26-27/000001", "CN/26-27/000003", 3, 0),
]


def told() -> Any:
    return json.loads(as_json(gstr1(GSTIN, MONTH, DOCUMENTS, NUMBERS)))


def test_each_document_stands_in_its_section() -> None:
    found = told()

    jsonschema.validate(found, SCHEMA)
    assert (found["gstin"], found["fp"]) == (GSTIN, "112026")
    [buyer] = found["b2b"]
    assert (buyer["ctin"], buyer["inv"][0]["inum"], buyer["inv"][0]["pos"]) == (
        BUYER,
        "MB1/26-27/000003",
        "29",
    )
    assert buyer["inv"][0]["itms"] == [
        {"num": 1, "itm_det": {"rt": 5.0, "txval": 5000.0, "iamt": 250.0, "csamt": 0.0}}
    ]
    assert found["b2cl"][0]["pos"] == "24"
    assert found["b2cs"] == [
        {
            "sply_ty": "INTRA",
            "pos": "27",
            "typ": "OE",
            "rt": 5.0,
            "txval": 250.0,
            "camt": 6.25,
            "samt": 6.25,
            "csamt": 0.0,
        }
    ]
    assert found["cdnr"][0]["nt"][0]["nt_num"] == "CN/26-27/000002"
    assert (found["cdnur"][0]["nt_num"], found["cdnur"][0]["typ"]) == ("CN/26-27/000003", "B2CL")
    assert found["nil"]["inv"][0]["nil_amt"] == 400.0
    assert [row["num"] for row in found["hsn"]["hsn_b2c"]] == [1, 2]
    assert [row["doc_num"] for row in found["doc_issue"]["doc_det"]] == [1, 5]
    assert found["doc_issue"]["doc_det"][0]["docs"][0]["net_issue"] == 4


def test_the_sections_come_to_what_the_documents_do() -> None:
    content = gstr1(GSTIN, MONTH, DOCUMENTS, NUMBERS)
    assert section_total(content) == Decimal("184650.00")
    assert faults_of(content, DOCUMENTS) == []


def test_what_the_portal_refuses_is_told_first() -> None:
    bad = [
        replace(DOCUMENTS[0], number="INV 001"),
        document("A2", replace(NIL, hsn="")),
        document("A3", at_5(100_00), supplier_state=""),
        document("A4", at_5(100_00), buyer_gstin="27AAPFU0939F1ZX"),
    ]
    sentences = [str(one) for one in faults_of(gstr1("", MONTH, bad, []), bad)]
    assert len(sentences) == 5
    assert "GSTIN" in sentences[0]
    assert "INV 001" in sentences[1]
    assert "HSN" in sentences[-1]


def test_before_may_2025_goods_stand_in_one_summary() -> None:
    old = [replace(one, on=date(2025, 4, 10)) for one in DOCUMENTS[:1]]
    assert list(gstr1(GSTIN, date(2025, 4, 1), old, [])["hsn"]) == ["data"]


def test_amounts_are_exact_and_no_float_writes_them() -> None:
    odd = [document("A1", at_5(10_10)), document("A2", at_5(20_20))]
    assert '"txval":30.30' in as_json(gstr1(GSTIN, MONTH, odd, []))


@pytest.mark.shared
def test_names_are_those_of_public_samples(shared: Path) -> None:
    """Each name that we write stands in the sample's section too."""
    sample = json.loads((shared / "data/tax/in_gstr1_gov_json_sections.json").read_text("utf-8"))
    found = told()
    pairs = [
        (found["b2b"], sample["B2B"]),
        (found["b2cl"], sample["B2CL"]),
        (found["cdnr"], sample["CDNR"]),
        (found["nil"], sample["NilRated"]),
        (found["doc_issue"], sample["DOC_ISSUE"]),
        (found["hsn"]["hsn_b2c"], sample["HSNSUM"]["data"]),
    ]
    lacking = [names(ours) - names(theirs) for ours, theirs in pairs]
    assert lacking[:5] == [set()] * 5
    assert lacking[5] <= {"camt", "samt"}


def names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()
