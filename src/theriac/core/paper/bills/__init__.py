"""A bill as data in words: who sells, to whom, what, for how much; drawn on rolls and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BillColumn:
    """A column of a sheet: its head and its share of the width; ``is_number`` stands right."""

    head: str
    share: int
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """One line: on a roll name, count and amount, on a sheet a cell for each column.

    The first cell is the name; ``notes`` stand below it on either.
    """

    name: str
    count: str
    amount: str
    notes: Sequence[str]
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class BillSum:
    """A sum with its label; ``is_total`` is drawn large."""

    label: str
    value: str
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class TaxTable:
    """A small table below the lines, such as the taxes by rate; all but the first are numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBill:
    """What stands on it, all of it in words of ``language``.

    ``mark`` says that it is a copy. ``code`` is the text of a QR code, "" for none. ``signature``
    are the lines above and below the room for one.
    """

    language: str
    title: str
    shop: str
    shop_lines: Sequence[str]
    facts: Sequence[tuple[str, str]]
    lines: Sequence[BillLine]
    columns: Sequence[BillColumn]
    sums: Sequence[BillSum]
    mark: str = ""
    header: Sequence[str] = ()
    buyer_label: str = ""
    buyer: Sequence[str] = ()
    taxes: TaxTable | None = None
    words: str = ""
    statements: Sequence[str] = ()
    signature: Sequence[str] = ()
    footer: Sequence[str] = ()
    code: str = ""
    logo: bytes = b""

    @property
    def number(self) -> str:
        """What the first fact tells: its number."""
        return self.facts[0][1]
