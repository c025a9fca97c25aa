"""What a document says as a whole: who sends it, its number, dates, currency and totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from theriac_engine.extraction import values
from theriac_engine.extraction.documents import Reading
from theriac_engine.extraction.grids import TextLine

SURE = 0.95
GUESSED = 0.75

_FORM = (
    r"Pvt\.?\s*Ltd|Private Limited|Ltd|Limited|LLP|Distributors?|Agency|Agencies|Traders|"
    r"Enterprises?|Medicals?|Pharma|Pharmaceuticals?|Drug House|Stockists?|B\.?V|GmbH|AG"
)
_NAME = r"[A-Z][\w.&' -]{2,60}?"
_COMPANY = re.compile(
    rf"(?:^|\s{{3}}|:\s*)((?:(?:PT|CV|UD|PD|PBF|Pt|Cv)\b\.?\s*{_NAME}(?:\s*,?\s*Tbk\.?)?)|"
    rf"(?:{_NAME}\s(?:{_FORM})\b\.?))(?=\s{{2,}}|\s*$|\s*[,;|])"
)
_LABELLED_COMPANY = re.compile(
    r"(?i)(?:supplier|pemasok|distributor|dari|from|sold by|penjual)\s*:\s*"
    r"(\S.{2,60}?)(?=\s{3}|\s*$)"
)
_RECIPIENT = re.compile(
    r"(?i)\b(?:kepada|yth|kpd|bill(?:ed)? to|ship to|buyer|customer|pelanggan|to\s*:)"
)
_NUMBER = re.compile(
    r"(?i)(?:\b(?:no(?:mor)?|number|#)\b\.?\s*(?:faktur|invoice|inv|penawaran|surat(?: jalan)?|"
    r"quotation|quote|dokumen|offer|sj|ref(?:erence)?|bill|order)?|\b(?:invoice|faktur|quotation|bill|"
    r"penawaran|offer|surat jalan|delivery note|challan)\s*(?:no|number|nomor|#)|"
    r"\binvoice(?=\s+[A-Z]+/))"
    r"\.?\s*[:#.]*\s*#?\s*(?=\S{4})([A-Z0-9][A-Z0-9/._-]*\d[A-Z0-9/._-]*)"
)
_ISSUED = re.compile(
    r"(?i)\b(?:(?:tanggal|tgl|date|dated|per)(?:\s+(?:faktur|invoice|penawaran|surat))?|"
    r"(?:invoice|bill|offer|quotation) date)\b\.?\s*[:.]?\s*(.{6,24})"
)
_VALID = re.compile(
    r"(?i)(?:berlaku|valid(?:ity)?|masa berlaku|periode|period|promo)\b[^:\d]{0,24}[:.]?\s*"
    r"(.{6,60})"
)
_UNTIL = re.compile(
    r"(?i)\s*(?:s\s*/\s*d|s\.d\.?|sd|sampai(?: dengan)?|hingga|until|till|to|–|-)\s+"
)
_DATED_PLACE = re.compile(r"^\s*[A-Z][A-Za-z .]{2,24},\s*(\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4})")
_RUPIAH = re.compile(r"(?i)\brp\b|rp\.|rp\d|\bidr\b|rupiah|\bppn\b|\bhna\b|\bpbf\b|\bpt\b")
_RUPEE = re.compile(r"(?i)₹|\brs\b|\binr\b|\bgst|\bgstin\b|rupees|\bptr\b|\bhsn\b")
_EURO = re.compile(r"(?i)€|\beur\b")
_DOLLAR = re.compile(r"(?i)\$|\busd\b")
CHARGE = (
    r"(?:total )?(?:biaya|ongkos) ?(?:kirim|pengiriman|angkut|antar|lain|admin|materai|meterai|"
    r"packing|kemas)\w*(?:[ -]lain)?\b|ongkir\b|(?:be)?a ?materai\b|m[ae]terai\b|asuransi\b|"
    r"(?:freight|shipping|delivery|courier|cartage|transport(?:ation)?|packing|handling|forwarding|"
    r"insurance|other)(?: ?(?:&|and|\+) ?\w+)? ?(?:charges?|fees?|costs?)\b|"
    r"(?:freight|shipping)(?=\W|$)"
)
"""What an invoice asks beside its goods, at the beginning of a line."""
ROUNDING = r"pembulatan\b|round(?:ed|ing)?(?:[ -]?off)?\b"
ADDED_UP = frozenset({"freight"})
"""Sums that may stand on several lines of their own."""
TOTALS = (
    (
        "subtotal",
        re.compile(r"(?i)^\W*(?:sub\s?-?total|dpp|total dpp|jumlah harga|taxable value)\b"),
    ),
    ("tax", re.compile(r"(?i)^\W*(?:total )?(?:ppn|pajak|tax|gst|igst|vat)\b")),
    (
        "discount",
        re.compile(
            r"(?i)^\W*(?:(?:total|less|cash|trade|special|spl|bill|invoice)\b[\s.:-]*)*"
            r"(?:diskon|discount|disc|potongan|rabat)\b"
        ),
    ),
    ("freight", re.compile(rf"(?i)^\W*(?:{CHARGE})")),
    ("rounding", re.compile(rf"(?i)^\W*(?:{ROUNDING})")),
    (
        "total",
        re.compile(
            r"(?i)^\W*(?:grand\s?total|total (?:tagihan|bayar|faktur|netto|amount|invoice|payable)|"
            r"total|jumlah(?: total| tagihan)?|net (?:amount|payable))\b"
        ),
    ),
)
_LAST_NUMBER = re.compile(
    r"(?:^|[\s:])((?:rp\.?|rs\.?|₹|\$|€)?\s?-?\d[\d.,']*)(?:,-)?\s*$", re.IGNORECASE
)


def head_of(lines: Sequence[TextLine], headings: Iterable[str]) -> dict[str, Reading]:
    """The fields of the document as a whole, from the lines outside its table."""
    found: dict[str, Reading] = {}
    after_recipient = -10
    for number, line in enumerate(lines):
        if _RECIPIENT.search(line.text):
            after_recipient = number
        if "supplier" not in found and number - after_recipient > 2:
            _company(line, found)
        for read in (_validity, _date, _number, _total):
            read(line, found)
    currency = _currency([*(line.text for line in lines), *headings])
    if currency and lines:
        found["currency"] = Reading(currency, currency, SURE, lines[0].spot)
    return found


def _company(line: TextLine, found: dict[str, Reading]) -> None:
    for pattern in (_LABELLED_COMPANY, _COMPANY):
        if company := pattern.search(line.text):
            name = company[1].strip(" .,")
            found["supplier"] = Reading(name, line.text, GUESSED * line.confidence, line.spot)
            return


def _number(line: TextLine, found: dict[str, Reading]) -> None:
    if "number" not in found and (number := _NUMBER.search(line.text)):
        value = number[1].rstrip("./-")
        if values.date(value) is None or any(map(str.isalpha, value)):
            found["number"] = Reading(value, line.text, SURE * line.confidence, line.spot)


def _date(line: TextLine, found: dict[str, Reading]) -> None:
    if "issued_on" in found or _VALID.search(line.text):
        return
    issued = _ISSUED.search(line.text) or _DATED_PLACE.search(line.text)
    value = values.date(issued[1]) if issued else None
    if value:
        found["issued_on"] = Reading(value, line.text, SURE * line.confidence, line.spot)


def _validity(line: TextLine, found: dict[str, Reading]) -> None:
    valid = _VALID.search(line.text)
    if not valid or "valid_until" in found:
        return
    begins, *rest = _UNTIL.split(valid[1], maxsplit=1)
    until = values.date(rest[0] if rest else begins)
    if until is None:
        return
    sure = SURE * line.confidence
    found["valid_until"] = Reading(until, line.text, sure, line.spot)
    start = values.date(begins) or values.date(f"{begins.strip()} {until[5:7]}/{until[:4]}")
    if rest and start:
        found["valid_from"] = Reading(start, line.text, sure, line.spot)


def _total(line: TextLine, found: dict[str, Reading]) -> None:
    for piece in [line.text, *line.text.split("   ")]:
        amount = _LAST_NUMBER.search(piece)
        value = values.number(amount[1]) if amount else None
        for name, label in TOTALS:
            if value is not None and label.search(piece):
                if name in ADDED_UP and name in found and found[name].text != line.text:
                    value = str(Decimal(value) + Decimal(found[name].value or 0))
                if name not in found or name == "total" or name in ADDED_UP:
                    found[name] = Reading(value, line.text, SURE * line.confidence, line.spot)
                return


def _currency(texts: Iterable[str]) -> str | None:
    whole = "\n".join(texts)
    counted = {
        name: len(pattern.findall(whole))
        for name, pattern in (("IDR", _RUPIAH), ("INR", _RUPEE), ("EUR", _EURO), ("USD", _DOLLAR))
    }
    best = max(counted, key=lambda name: counted[name])
    return best if counted[best] else None
