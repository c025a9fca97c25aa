"""GSTR-1 of a month as the portal's offline tool takes it.

GSTN publishes no schema: sections and names by common use (read in public code), HSN parted into
business and consumer tabs from May 2025 on (secondary source). Credit notes of small consumer sales
are netted into B2CS, goods at nil stand under NIL. Amounts are rupees with two decimals, exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from theriac.countries.india.returns import DocumentKind
from theriac.countries.tax_returns.documents import GstDocument, GstItem, IssuedNumbers

HSN_PARTED = date(2025, 5, 1)
_MONEY = ("taxable", "igst", "cgst", "sgst")
_NAMES = dict(zip(_MONEY, ("txval", "iamt", "camt", "samt"), strict=True))
Sums = dict[str, int]


def gstr1(
    gstin: str, month: date, documents: Sequence[GstDocument], numbers: Iterable[IssuedNumbers]
) -> dict[str, Any]:
    """The return; sections without an entry are left out. ``month`` is any day of it."""
    by_section: dict[str, list[GstDocument]] = defaultdict(list)
    for one in documents:
        by_section[one.placed.section].append(one)
    sections = {
        "b2b": _by_buyer(by_section["B2B"], "inv", _invoice),
        "b2cl": _b2cl(by_section["B2CL"]),
        "b2cs": _b2cs(by_section["B2CS"]),
        "cdnr": _by_buyer(by_section["CDNR"], "nt", _note),
        "cdnur": [{**_note(one), "typ": "B2CL"} for one in by_section["CDNUR"]],
        "nil": _nil(documents),
        "hsn": _hsn(documents, parted=month >= HSN_PARTED),
        "doc_issue": _doc_issue(numbers),
    }
    head = {"gstin": gstin, "fp": f"{month:%m%Y}", "version": "GST3.2"}
    return head | {name: content for name, content in sections.items() if content}


def rupees(paise: int) -> Decimal:
    """Exact, with two decimals."""
    return Decimal(paise) / 100


def _taxed(one: GstDocument) -> list[GstItem]:
    return [item for item in one.items if item.rate_bp]


def _add(sums: Sums, item: GstItem, sign: int = 1) -> None:
    for name in _MONEY:
        sums[name] = sums.get(name, 0) + sign * getattr(item, name)


def _amounts(sums: Sums, names: Sequence[str]) -> dict[str, Decimal]:
    told = {_NAMES[name]: rupees(sums.get(name, 0)) for name in names}
    return told | {"csamt": rupees(0)}


def _columns(one: GstDocument) -> tuple[str, ...]:
    return ("taxable", "igst") if one.placed.tax == "IGST" else ("taxable", "cgst", "sgst")


def _items(one: GstDocument) -> list[dict[str, Any]]:
    """The document's lines by rate, the highest first."""
    by_rate: dict[int, Sums] = defaultdict(dict)
    for item in _taxed(one):
        _add(by_rate[item.rate_bp], item)
    return [
        {"num": index, "itm_det": {"rt": rupees(rate), **_amounts(sums, _columns(one))}}
        for index, (rate, sums) in enumerate(sorted(by_rate.items(), reverse=True), start=1)
    ]


def _invoice(one: GstDocument) -> dict[str, Any]:
    return {
        "inum": one.number,
        "idt": f"{one.on:%d-%m-%Y}",
        "val": rupees(one.value),
        "pos": one.placed.place_of_supply,
        "rchrg": "N",
        "inv_typ": "R",
        "itms": _items(one),
    }


def _note(one: GstDocument) -> dict[str, Any]:
    told = {
        "ntty": "C",
        "nt_num": one.number,
        "nt_dt": f"{one.on:%d-%m-%Y}",
        "val": rupees(one.value),
        "pos": one.placed.place_of_supply,
        "itms": _items(one),
    }
    return told | ({"rchrg": "N", "inv_typ": "R"} if one.buyer_gstin else {})


def _by_buyer(
    documents: Iterable[GstDocument], name: str, told: Callable[[GstDocument], dict[str, Any]]
) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in documents:
        found[one.buyer_gstin].append(told(one))
    return [{"ctin": gstin, name: entries} for gstin, entries in sorted(found.items())]


def _b2cl(documents: Iterable[GstDocument]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in documents:
        told = {name: value for name, value in _invoice(one).items() if name in _B2CL}
        found[one.placed.place_of_supply].append(told)
    return [{"pos": place, "inv": entries} for place, entries in sorted(found.items())]


_B2CL = ("inum", "idt", "val", "itms")


def _b2cs(documents: Iterable[GstDocument]) -> list[dict[str, Any]]:
    sums: dict[tuple[str, str, int], Sums] = defaultdict(dict)
    for one in documents:
        placed = one.placed
        for item in _taxed(one):
            _add(sums[placed.tax, placed.place_of_supply, item.rate_bp], item, one.sign)
    return [
        {
            "sply_ty": "INTER" if tax == "IGST" else "INTRA",
            "pos": place,
            "typ": "OE",
            "rt": rupees(rate),
            **_amounts(told, ("taxable", "igst") if tax == "IGST" else ("taxable", "cgst", "sgst")),
        }
        for (tax, place, rate), told in sorted(sums.items())
    ]


def _nil(documents: Iterable[GstDocument]) -> dict[str, Any]:
    sums: dict[str, int] = defaultdict(int)
    for one in documents:
        side = "INTR" if one.placed.tax == "IGST" else "INTRA"
        kind = f"{side}{'B2B' if one.buyer_gstin else 'B2C'}"
        for item in one.items:
            if item.rate_bp == 0:
                sums[kind] += one.sign * item.taxable
    rows = [
        {
            "sply_ty": kind,
            "expt_amt": rupees(0),
            "nil_amt": rupees(amount),
            "ngsup_amt": rupees(0),
        }
        for kind, amount in sorted(sums.items())
    ]
    return {"inv": rows} if rows else {}


def _hsn(documents: Sequence[GstDocument], *, parted: bool) -> dict[str, Any]:
    if not parted:
        rows = _hsn_rows(documents)
        return {"data": rows} if rows else {}
    found = {
        "hsn_b2b": _hsn_rows([one for one in documents if one.buyer_gstin]),
        "hsn_b2c": _hsn_rows([one for one in documents if not one.buyer_gstin]),
    }
    return {name: rows for name, rows in found.items() if rows}


def _hsn_rows(documents: Iterable[GstDocument]) -> list[dict[str, Any]]:
    sums: dict[tuple[str, str, int], Sums] = defaultdict(dict)
    for one in documents:
        for item in one.items:
            told = sums[item.hsn, item.uqc, item.rate_bp]
            _add(told, item, one.sign)
            told["quantity"] = told.get("quantity", 0) + one.sign * item.quantity
    return [
        {
            "num": index,
            "hsn_sc": hsn,
            "uqc": uqc,
            "qty": told["quantity"],
            "rt": rupees(rate),
            **_amounts(told, _MONEY),
        }
        for index, ((hsn, uqc, rate), told) in enumerate(sorted(sums.items()), start=1)
    ]


_SORTS: Mapping[DocumentKind, int] = {DocumentKind.INVOICE: 1, DocumentKind.CREDIT_NOTE: 5}
"""Nature of document: invoices for outward supply, credit notes."""


def _doc_issue(numbers: Iterable[IssuedNumbers]) -> dict[str, Any]:
    by_kind: dict[DocumentKind, list[IssuedNumbers]] = defaultdict(list)
    for one in numbers:
        by_kind[one.kind].append(one)
    rows = [
        {
            "doc_num": _SORTS[kind],
            "docs": [
                {
                    "num": index,
                    "from": one.first,
                    "to": one.last,
                    "totnum": one.total,
                    "cancel": one.cancelled,
                    "net_issue": one.total - one.cancelled,
                }
                for index, one in enumerate(sorted(found, key=lambda row: row.first), start=1)
            ],
        }
        for kind, found in sorted(by_kind.items(), key=lambda row: _SORTS[row[0]])
    ]
    return {"doc_det": rows} if rows else {}
