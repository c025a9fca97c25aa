"""Our own form: every kind of line, with texts in English and Bahasa Indonesia."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from theriac.domains.clinical.formats.rows import LONGEST_TEXT, Cells, RowUnread, term_of
from theriac.domains.clinical.rules.kinds import Kind, Tier
from theriac.domains.clinical.rules.knowledge import Line

HEAD = ("kind", "first", "second", "source")
_CODED = (Kind.PREGNANCY, Kind.CONDITION)
_ALONE = (Kind.DOSE, Kind.AGE)
MICROGRAMS = 1000
MOST_MONTHS = 1500
LONGEST_CODE = 8


def lines_of(cells: Cells) -> list[Line]:
    """The row's one line. Raises RowUnread."""
    try:
        kind = Kind(cells["kind"])
    except ValueError:
        raise RowUnread("shape") from None
    line = Line(
        kind=kind,
        first=term_of(cells["first"]),
        second=_second(kind, cells["second"]),
        rule=cells.get("rule", "")[:80],
        tier=_tier(cells.get("tier", "")),
        said=_texts(cells, "said"),
        to_do=_texts(cells, "to do"),
        source=cells["source"][:300],
        amount=_micrograms(cells.get("amount mg", "")),
        by_weight=cells.get("per kg", "") == "1",
        from_months=_months(cells.get("from months", "")),
        to_months=_months(cells.get("to months", "")),
    )
    if kind is Kind.DOSE and not line.amount:
        raise RowUnread("amount")
    if kind is Kind.AGE and not line.to_months:
        raise RowUnread("age")
    return [line]


def _second(kind: Kind, written: str) -> str:
    if kind in _ALONE:
        return ""
    if kind in _CODED:
        code = written.strip().upper()
        if not code or len(code) > LONGEST_CODE or not code.isascii():
            raise RowUnread("term")
        return code
    return term_of(written)


def _tier(written: str) -> Tier:
    if not written:
        return Tier.WARN
    if written not in {"1", "2", "3"}:
        raise RowUnread("tier")
    return Tier(int(written))


def _texts(cells: Cells, name: str) -> dict[str, str]:
    texts = {"en": cells.get(name, ""), "id": cells.get(f"{name} id", "")}
    return {language: text[:LONGEST_TEXT] for language, text in texts.items() if text}


def _micrograms(written: str) -> int | None:
    if not written:
        return None
    try:
        amount = Decimal(written) * MICROGRAMS
        whole = int(amount)
    except (InvalidOperation, ValueError, OverflowError):
        raise RowUnread("amount") from None
    if whole != amount or not 0 < whole < 2**53:
        raise RowUnread("amount")
    return whole


def _months(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and int(written) <= MOST_MONTHS):
        raise RowUnread("age")
    return int(written)
