"""Numbers, dates and bonuses as trade documents write them, as exact text.

A number is a decimal in canonical form (``12500``, ``12500.5``), never a float. Which of comma and
point is the decimal mark is decided for a column, by those of its numbers that leave no doubt.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from decimal import Decimal

_CURRENCY = re.compile(
    r"(?i)(?:\b(?:rp|idr|inr|rs|usd|eur)\b\.?|(?<![a-z])rp\.?(?=\d)|(?<![a-z])rs\.?(?=\d)|[₹$€£])"
)
_TAIL = re.compile(r"[,.](?:-+|=)$")
_NUMBER = re.compile(r"^[-+]?\d[\d.,' ]*$")
_GROUP = re.compile(r"^[-+]?[1-9]\d{0,2}[.,]")
GROUP = 3
"""Digits between two marks of a large number, or after the last."""
GROUPS = (2, GROUP)
"""India groups by two above the thousands."""
WHOLE = 0.9
"""Of a column's numbers."""
_RANGE = range(2000, 2100)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february peb pebruari",
            "mar maret march mrt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agustus ags aug august agt",
            "sep september sept",
            "okt oktober oct october",
            "nov november nop nopember",
            "des desember dec december",
        ),
        1,
    )
    for name in names.split()
}
_DAY = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NAMED = re.compile(r"(?i)(?<!\d)(?:(\d{1,2})[-/. ]*)?([a-z]{3,9})[-/.,' ]*(\d{4}|\d{2})(?!\d)")
_AMERICAN = re.compile(r"(?i)\b([a-z]{3,9})\.? (\d{1,2}),? (\d{4})\b")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?!\d)")
_BONUS = re.compile(
    r"(?i)(?:(?:beli|buy|min)\s*)?(\d{1,4})\s*(?:\w{2,4}\s*)?(?:\+|free|gratis|bonus|get|dapat)\s*"
    r"(?:free\s*)?(\d{1,4})"
)
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?")


def decimal_mark(texts: Iterable[str]) -> str:
    """Which of ``,`` and ``.`` begins the decimals in these numbers; "" where nothing tells."""
    votes = {",": 0, ".": 0}
    for text in texts:
        marks = re.findall(r"[.,]", _bare(text))
        if not marks:
            continue
        last, after = marks[-1], len(re.split(r"[.,]", _bare(text))[-1])
        other = "," if last == "." else "."
        if len(set(marks)) == 2 or (len(marks) > 1 and after != GROUP):
            votes[last] += 3
        elif len(marks) > 1:
            votes[other] += 2
        elif after != GROUP or not _GROUP.match(_bare(text)):
            votes[last] += 2
        else:
            votes[other] += 1
    if votes[","] == votes["."]:
        return ""
    return "," if votes[","] > votes["."] else "."


def _bare(text: str) -> str:
    return _TAIL.sub("", _CURRENCY.sub("", text).strip().rstrip("%").strip())


def number(text: str) -> str | None:
    """The number that a text is; None when it is none. One mark before three digits groups them.

    Where a mark groups digits and stands before two of them besides, the last one was read wrong.
    """
    bare = _bare(text)
    if not _NUMBER.match(bare):
        return None
    mark = decimal_mark([bare]) or "."
    parts = re.sub(r"[' ]", "", bare).replace("." if mark == "," else ",", "").split(mark)
    if len(parts[-1]) != GROUP and all(len(part) in GROUPS for part in parts[1:-1]):
        parts = ["".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts
    if len(parts) > 2:
        return None
    return canonical(Decimal(".".join(parts).rstrip(".")))


def are_whole(texts: Iterable[str]) -> bool:
    """Whether hardly one of these numbers can have decimals: three digits stand after each mark."""
    marked = [text for text in texts if re.search(r"[.,]", _bare(text))]
    return sum(grouped(text) is not None for text in marked) > WHOLE * len(marked)


def agrees(text: str, mark: str) -> bool:
    """Whether a number is written as its column is: no decimals after the wrong mark."""
    own = decimal_mark([text])
    return not own or not mark or own == mark


def grouped(text: str) -> str | None:
    """The whole number that a text is if each of its marks groups digits; None if none can be."""
    bare = _bare(text)
    parts = re.split(r"[.,]", bare)
    is_whole = _NUMBER.match(bare) and len(parts) > 1 and all(len(p) == GROUP for p in parts[1:])
    return canonical(Decimal("".join(parts))) if is_whole and parts[0].isdigit() else None


def canonical(value: Decimal) -> str:
    """Without exponent, and without zeros at the end of decimals."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def percent(text: str) -> str | None:
    """A percentage; one after the other (``10+5``) become the one that has the same effect."""
    bare = text.replace("%", " ").strip()
    if "+" not in bare:
        return number(bare) if _PERCENT.search(bare) else None
    left = Decimal(1)
    for part in bare.split("+"):
        one = number(part.strip())
        if one is None:
            return None
        left *= 1 - Decimal(one) / 100
    return canonical((1 - left) * 100)


def bonus(text: str) -> str | None:
    """``10+1``: how many are bought, and how many come free with them."""
    found = _BONUS.search(text)
    return f"{int(found[1])}+{int(found[2])}" if found and int(found[1]) else None


def date(text: str, *, is_expiry: bool = False, month_first: bool = False) -> str | None:
    """A date as ISO writes it; of an expiry without a day the last day of its month."""
    for found in _dates(text, month_first=month_first):
        if found is not None:
            return found
    return _month_end(text) if is_expiry else None


def _dates(text: str, *, month_first: bool) -> Iterable[str | None]:
    if found := _ISO.search(text):
        yield _date(found[1], int(found[2]), found[3])
    if found := _DAY.search(text):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if month_first or second > 12 else (first, second)
        yield _date(found[3], month, str(day))
    if found := _AMERICAN.search(text):
        yield _date(found[3], MONTHS.get(found[1].casefold(), 0), found[2])
    for found in _NAMED.finditer(text):
        if found[1]:
            yield _date(found[3], MONTHS.get(found[2].casefold(), 0), found[1])


def _month_end(text: str) -> str | None:
    if found := _YEAR_FIRST.search(text):
        return _date(found[1], int(found[2]))
    if found := _MONTH.search(text):
        return _date(found[2], int(found[1]))
    for found in _NAMED.finditer(text):
        if one := _date(found[3], MONTHS.get(found[2].casefold(), 0)):
            return one
    return None


def _date(year: str, month: int, day: str = "") -> str | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if full not in _RANGE or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(full, month)[1]
    chosen = int(day) if day else last
    return datetime.date(full, month, chosen).isoformat() if 1 <= chosen <= last else None


def is_month_first(texts: Iterable[str]) -> bool:
    """Whether the month comes first: a second part is above 12, and no first one."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _DAY.search(text))]
    return any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs)
