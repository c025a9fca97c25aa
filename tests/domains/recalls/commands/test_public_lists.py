"""A public list is matched with the stock; a person settles what it finds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.recalls.commands.public_lists import (
    dismiss_finding,
    keep_list,
    note_list_problem,
    recall_finding,
    take_list,
)
from theriac.domains.recalls.models import Recall, RecallFinding, RecallList
from theriac.domains.recalls.queries.list_text import parse_list
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db

CSV = (
    "GTIN,Product,Lot,Reason,Reference\n"
    "8991234567891,,ab-1,Glass,BPOM-9\n"
    ",Paracetamol 500 mg,AB-2,Wrong strength,BPOM-10\n"
    ",Paracetamol,,no lot: too vague,\n"
    "8990000000003,Unknown,X,,\n"
)


@pytest.mark.rows("EXT-06")
def test_a_list_names_batches_once_and_a_person_settles_each() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code="8991234567891")
    first = stock_up(shop, medicine, 5, batch_number="AB-1")
    second = stock_up(shop, medicine, 5, batch_number="ab 2".replace(" ", "-"))
    stock_up(shop, medicine, 5, batch_number="AB-3")
    list_id = keep_list(actor=shop.owner, name="BPOM", url="https://example.org/recalls.csv")
    lines = parse_list(CSV.encode()).lines

    assert take_list(actor=SYSTEM, list_id=list_id, lines=lines) == 2
    assert take_list(actor=SYSTEM, list_id=list_id, lines=lines) == 0
    assert RecallList.objects.get().entries == 4
    by_batch = {one.batch_id: one.id for one in RecallFinding.objects.all()}
    assert set(by_batch) == {first, second}
    opened = recall_finding(
        actor=shop.owner, branch_id=shop.branch_id, finding_id=by_batch[first], reason="on the list"
    )
    dismiss_finding(actor=shop.owner, finding_id=by_batch[second], reason="another strength")
    assert (Recall.objects.get().id, Recall.objects.get().reference) == (opened.id, "BPOM-9")
    states = dict(Batch.objects.values_list("id", "state"))
    assert (states[first], states[second]) == ("recalled", "released")
    with pytest.raises(Conflict):
        dismiss_finding(actor=shop.owner, finding_id=by_batch[second], reason="again")


def test_json_of_several_shapes_is_read() -> None:
    one = {"gtin": "8991234567891", "lot_number": "A1", "reason": "x"}
    for told in ([one], {"results": [one]}):
        (line,) = parse_list(json.dumps(told).encode()).lines
        assert (line.gtin, line.lot, line.reason) == ("08991234567891", "A1", "x")


@pytest.mark.parametrize("content", [b"[]", b"{", b"a,b\n1,2\n"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(Unprocessable):
        parse_list(content)


@pytest.mark.parametrize("given", [{"url": "http://10.0.0.1/x"}, {"name": " "}, {"url": "ftp://x"}])
def test_an_address_that_is_none_is_refused(given: dict[str, Any]) -> None:
    shop = open_shop()

    with pytest.raises(Unprocessable):
        keep_list(actor=shop.owner, **{"name": "BPOM", "url": "", **given})


def test_why_a_list_isnt_read_is_kept_at_that_list_as_long_as_its_column() -> None:
    shop = open_shop()
    lists = [
        keep_list(actor=shop.owner, name=name, url="https://example.org/a.csv")
        for name in ("BPOM", "CDSCO")
    ]

    note_list_problem(actor=SYSTEM, list_id=lists[1], problem="x" * 300)

    kept = RecallList.objects.in_bulk(lists)
    assert (kept[lists[0]].problem, kept[lists[0]].read_at) == ("", None)
    assert kept[lists[1]].problem == "x" * RecallList._meta.get_field("problem").max_length


def test_the_trail_has_what_a_list_was_before_it_was_changed() -> None:
    shop = open_shop()
    keep_list(actor=shop.owner, name="CDSCO", url="https://example.org/b.csv")
    list_id = keep_list(actor=shop.owner, name="BPOM", url="https://example.org/a.csv")
    keep_list(actor=shop.owner, name="BPOM", url="", list_id=list_id, is_watched=False)

    first, second = AuditRecord.objects.filter(object_id=list_id).order_by("id")
    then = {"name": "BPOM", "url": "https://example.org/a.csv", "watched": True}
    assert first.facts == {"after": then}
    assert second.facts == {
        "before": then,
        "after": {"name": "BPOM", "url": "", "watched": False},
    }


OPENFDA = {
    "meta": {"results": {"total": 3}},
    "results": [
        {
            "recall_number": "D-0123-2026",
            "classification": "Class II",
            "reason_for_recall": "Failed dissolution",
            "product_description": "Metformin Hydrochloride Tablets, USP, 500 mg, 100-count bottle",
            "code_info": "Lot # M-01, Exp 12/2026; M-02 and M-03, Exp. 03/31/2027; see label",
            "recalling_firm": "Someone",
            "openfda": {"brand_name": ["GLUMET"], "generic_name": ["METFORMIN"]},
        },
        {"recall_number": "D-2", "product_description": "Zinc drops", "code_info": "All lots"},
        "no line",
    ],
}
CDSCO = (
    "List of drugs declared not of standard quality\n"
    "S.No,Name of Drug,Batch No.,Expiry Date,Manufactured By,NSQ Result\n"
    "1,Paracetamol Tablets IP 500 mg,AB-1,03/2027,M/s Somebody,Assay\n"
    '2,Paracetamol Tablets IP 500 mg,"AB-2, AB-3",99/2027,M/s Somebody,Assay\n'
    "3,,AB-4,03/2027,M/s Somebody,Assay\n"
)
BPOM = (
    "No;Nama Produk;Nomor Izin Edar;Nomor Bets;Kedaluwarsa;Alasan Penarikan;Nomor Surat\n"
    "1;Parasetamol 500 mg;DBL1;AB-1;Maret 2027;Uji disolusi;B-1/2026\n"
)


@pytest.mark.rows("EXT-06")
def test_openfdas_reports_are_known_by_their_own_fields() -> None:
    read = parse_list(json.dumps(OPENFDA).encode())
    lots = {(one.name, one.lot, one.expires) for one in read.lines if one.lot}
    dated = [("M-01", "2026-12-31"), ("M-02", "2027-03-31"), ("M-03", "2027-03-31")]
    names = ("GLUMET", "Metformin Hydrochloride Tablets")
    assert lots == {(name, *lot) for name in names for lot in dated}
    first = read.lines[0]
    assert (first.reason, first.reference) == ("Class II \u00b7 Failed dissolution", "D-0123-2026")
    assert [(one.line, one.text, one.why) for one in read.unread] == [
        (1, "see label", "lot"),
        (2, "All lots", "lot"),
        (3, "no line", "shape"),
    ]


def test_openfdas_table_has_the_month_first() -> None:
    text = "product_description,code_info,recall_number\nZinc drops,Lot Z1 Exp 03/04/2027,D-1\n"
    (line,) = parse_list(text.encode()).lines
    assert (line.name, line.lot, line.expires) == ("Zinc drops", "Z1", "2027-03-04")


@pytest.mark.rows("EXT-06")
def test_national_lists_are_known_by_their_own_columns() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batches = [stock_up(shop, medicine, 5, batch_number=f"AB-{n}") for n in range(1, 5)]
    read = parse_list(CDSCO.encode())
    assert [(one.lot, one.expires) for one in read.lines] == [
        ("AB-1", "2027-03-31"),
        ("AB-2", ""),
        ("AB-3", ""),
    ]
    assert [(one.line, one.text, one.why) for one in read.unread] == [
        (4, "99/2027", "expiry"),
        (5, "AB-4 \u00b7 Assay \u00b7 03/2027", "product"),
    ]
    list_id = keep_list(actor=shop.owner, name="CDSCO", url="")

    assert take_list(actor=SYSTEM, list_id=list_id, lines=read.lines, unread=read.unread) == 3

    assert {one.batch_id for one in RecallFinding.objects.all()} == set(batches[:3])
    kept = RecallList.objects.get()
    assert (kept.entries, kept.unread, len(kept.unread_lines)) == (3, 2, 2)
    (line,) = parse_list(BPOM.encode()).lines
    assert (line.lot, line.expires, line.reference) == ("AB-1", "2027-03-31", "B-1/2026")


def test_a_line_without_gtin_and_lot_is_told_since_nothing_can_be_looked_for() -> None:
    shop = open_shop()
    list_id = keep_list(actor=shop.owner, name="BPOM", url="")
    lines = parse_list(CSV.encode()).lines
    take_list(actor=SYSTEM, list_id=list_id, lines=lines)
    kept = RecallList.objects.get()
    assert (kept.entries, kept.unread) == (4, 1)
    assert kept.unread_lines == [{"line": 0, "text": "Paracetamol", "why": "no_lot"}]
