"""The lots that a public list names in one cell: pure.

A regulator writes a batch's number, expiry and maker in one text: openFDA's ``code_info`` says
``Lot # A12, Exp 12/2026; B34, Exp 01/2027``, a national list ``B.No. T-1 Exp. 03/2027``. Each lot
is taken apart with the expiry that follows it. What isn't understood is given back, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from theriac.core.tables.dates import UnreadableDay, read_day

_DAY = (
    r"(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[-/.]\d{2,4}"
    r"|\d{0,2}[\s/.-]?[A-Za-z]{3,9}\.?[\s/.,'-]{0,2}(?:\d{1,2},\s*)?\d{2,4})"
)
_EXPIRY = re.compile(
    r"\(?\s*\b(?:exp(?:iry|iration|ires|iring|\.)?|use by|best before|bud|kedaluwarsa|ed|e\.d)\b"
    rf"[\s.]*(?:dates?|dt)?[\s.:#-]*(?P<day>{_DAY})\s*\)?",
    re.IGNORECASE,
)
_MADE = re.compile(
    rf"\b(?:mfg|mfd|manufactur(?:e|ed|ing)|prod(?:uction)?)\b[\s.]*(?:dates?|dt)?[\s.:#-]*{_DAY}",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:ndc|upc|gtin)\b[\s#:.]*(?:code|no\.?)?[\s#:]*[\d][\d\s-]{6,18}\d"
    r"|\b(?:mfd|mfg|manufactured|marketed|distributed)\.?\s*(?:by|for)\b[^;\n]*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:[a-z0-9]\)\s*)?(?:(?:and|dan|all|the|or)\s+)*"
    r"(?:lots?|batch(?:es)?|bets|serial|b\.?\s?n(?:o|r)?|l)\b[\s.]*"
    r"(?:numbers?|nos?|nomor|codes?|#)?[\s.:#]*(?:\(s\))?[\s.:#]*",
    re.IGNORECASE,
)
_LOT = re.compile(r"[A-Z0-9][A-Z0-9/_.+-]{0,29}", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,|\n\r&()\x00]|\band\b|\bdan\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_LONGEST = 200
_MARK = "\x00{}\x00"
_COUNTED = re.compile(r"(?:^|(?<=[;,\s]))[a-z0-9]\)\s*", re.IGNORECASE)
_TAIL = re.compile(r"^(?P<lot>.+?)[\s(]+(?P<rest>(?:exp\w*|ed|kedaluwarsa)\b.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedLot:
    """A lot's number, and its expiry as 2026-12-31 or ""."""

    number: str
    expires: str = ""


@dataclass(frozen=True, slots=True)
class ListedLots:
    """The lots of a text, and the pieces of it that aren't understood."""

    lots: tuple[ListedLot, ...]
    unread: tuple[str, ...] = ()


def read_lots(text: str, order: str = "dmy") -> ListedLots:
    """The lots that the text names; ``order`` is that of day and month in its dates.

    A text without separators and words is one lot, as it stands.
    """
    days: list[str] = []
    even = _SPACE.sub(lambda found: "\n" if "\n" in found[0] else " ", text)
    marked = _EXPIRY.sub(lambda found: _marked(found, order, days), _COUNTED.sub(" ", even))
    marked = _OTHER.sub("; ", _MADE.sub("; ", marked))
    lots: list[ListedLot] = []
    open_from = 0
    unread: list[str] = []
    for piece in _BETWEEN.split(marked):
        plain = piece.strip(" \t.:-")
        if plain.startswith("\x01"):
            lots[open_from:] = [
                ListedLot(lot.number, days[int(plain[1:])]) for lot in lots[open_from:]
            ]
            open_from = len(lots)
            continue
        numbers = _numbers(plain)
        tail = _TAIL.match(plain[:_LONGEST]) if numbers is None else None
        if tail is not None and (numbers := _numbers(tail["lot"])):
            plain = tail["rest"]
        if numbers is None or tail is not None:
            unread.append(plain[:120])
        lots += [ListedLot(number) for number in numbers or ()]
    if text.strip() and not lots and not unread:
        unread.append(text.strip()[:120])
    return ListedLots(tuple(dict.fromkeys(lots)), tuple(unread))


def read_expiry(text: str, order: str = "dmy") -> str | None:
    """A day or month as 2026-12-31; "" for nothing, None for what can't be read."""
    plain = text.strip().strip(".")
    if not plain:
        return ""
    try:
        return read_day(plain, order).isoformat()
    except UnreadableDay:
        return None


def _marked(found: re.Match[str], order: str, days: list[str]) -> str:
    """A mark in place of an expiry that is understood; else the text as it stands."""
    day = read_expiry(found["day"], order)
    if not day:
        return found[0]
    days.append(day)
    return _MARK.format(f"\x01{len(days) - 1}")


def _numbers(piece: str) -> Sequence[str] | None:
    """The lot numbers of a piece: none for an empty one, None where it is something else.

    Numbers with a space between may be one or several: then each is looked for, and the whole.
    """
    if len(piece) > _LONGEST:
        return None
    bare = _LABEL.sub("", piece).strip(" \t.:-#")
    if not bare:
        return []
    if not _has_digit(bare):
        return None if len(bare.split()) > 1 or bare != piece else [bare]
    parts = bare.split()
    if len(parts) > 1 and all(_LOT.fullmatch(part) and _has_digit(part) for part in parts):
        whole = [bare] if len(bare) <= 30 else []
        return [*whole, *(part for part in parts if len(part) > 2)]
    if _LOT.fullmatch("".join(parts)) and (len(parts) == 1 or len(bare) <= 12):
        return [bare]
    return None


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
