"""Free text in a code, as India's Schedule H2 permits: ``Batch No: B123; Exp: 12/2027``.

G.S.R. 823(E) names eight items and prescribes no encoding. What is recognised is taken with the
warning that a person compares it with the pack; every pair is kept as it was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote_plus

from theriac.domains.catalog.gs1.dates import label_date
from theriac.domains.catalog.gs1.gtin import gtin14

_NAMES = {
    name.replace(" ", ""): meaning
    for meaning, names in {
        "gtin": "gtin|gtin no|upic|unique product identification code|unique product code"
        "|product code|product identification code",
        "batch_number": "batch|batch no|batch number|b no|bno|lot|lot no|lot number"
        "|no batch|nomor bets|no bets|bets",
        "expires_on": "exp|exp date|expiry|expiry date|exp dt|date of expiry|expires|expire date"
        "|use before|ed|kedaluwarsa|kadaluarsa|tgl exp",
        "produced_on": "mfg|mfg date|mfd|mfg dt|manufacturing date|date of manufacture"
        "|date of manufacturing|manufacture date|production date|tgl produksi",
        "serial": "serial|serial no|serial number|sr no|sn|s no|no seri",
    }.items()
    for name in names.split("|")
}
_PAIR = re.compile(r" *([A-Za-z][A-Za-z0-9 ./&()_-]{0,50}?) *[:=] *(.*?) *", re.DOTALL)
_BREAKS = re.compile(r"[\r\n;|\t]+|,(?= *[A-Za-z][A-Za-z0-9 ./_-]{0,50}[:=])")


@dataclass(frozen=True, slots=True)
class LabelText:
    """What a free text says, and every pair in it as it was read."""

    details: tuple[tuple[str, str], ...]
    gtin: str | None = None
    batch_number: str | None = None
    serial: str | None = None
    expires_on: date | None = None
    produced_on: date | None = None


def read_label_text(text: str, as_of_year: int) -> LabelText | None:
    """The pairs of ``text`` and their meanings; None where it holds no pair."""
    details = _address_pairs(text) if "://" in text else _text_pairs(text)
    if not details:
        return None
    meanings: dict[str, str] = {}
    for label, value in details:
        meaning = _NAMES.get(re.sub(r"[^a-z]", "", label.lower()))
        if meaning and value:
            meanings.setdefault(meaning, value)
    return LabelText(
        details=tuple(details),
        gtin=gtin14(meanings.get("gtin", "")),
        batch_number=meanings.get("batch_number"),
        serial=meanings.get("serial"),
        expires_on=label_date(meanings.get("expires_on", ""), as_of_year),
        produced_on=label_date(meanings.get("produced_on", ""), as_of_year),
    )


def _text_pairs(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for piece in _BREAKS.split(text):
        found = _PAIR.fullmatch(piece)
        if found:
            pairs.append((found[1], found[2]))
        elif pairs and piece.strip(" "):
            label, value = pairs[-1]
            pairs[-1] = (label, f"{value} {piece.strip(' ')}".strip(" "))
    return pairs


def _address_pairs(address: str) -> list[tuple[str, str]]:
    query = address.partition("?")[2].partition("#")[0]
    pairs = (part.partition("=") for part in query.split("&"))
    return [(unquote_plus(key), unquote_plus(value)) for key, equals, value in pairs if equals]
