"""What a recall names, as it is typed or scanned: one code, or a code or name with lots, a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.gs1.problems import UnreadableCode

MOST_LINES = 2000
_PARTS = re.compile(r"[\t;|]")


@dataclass(frozen=True, slots=True)
class Sought:
    """One line of what is recalled: a code or a product's name, and a lot; "" is every lot."""

    line: int
    code: str = ""
    name: str = ""
    lot: str = ""


def lot_key(number: str) -> str:
    """A lot for comparing: no spaces, no case."""
    return "".join(number.split()).upper()


def read_lines(text: str) -> list[Sought]:
    """The lines of a text, each a GS1 code, or ``code; lot``, ``code lot``, ``name; lot``."""
    found: list[Sought] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found += _read(number, line.strip())
    return found[: MOST_LINES + 1]


def write_lines(sought: Sequence[Sought]) -> str:
    """The lines as ``read_lines`` reads them."""
    return "\n".join(f"{one.code or one.name};{one.lot}" for one in sought)


def _read(number: int, line: str) -> Iterator[Sought]:
    first, *lots = (part.strip() for part in _PARTS.split(line))
    if lots:
        for lot in [lot for lot in lots if lot] or [""]:
            yield _sought(number, first, lot)
        return
    try:
        code = read_code(line)
    except UnreadableCode:
        yield Sought(number, name=line)
        return
    if code.gtin:
        yield Sought(number, code=code.gtin, lot=code.batch_number or "")
        return
    head, *rest = line.split()
    if gtin14(head):
        for lot in rest:
            yield Sought(number, code=head, lot=lot)
        return
    yield _sought(number, line, "")


def _sought(number: int, first: str, lot: str) -> Sought:
    """By its code, and where no product has that code, by its name."""
    return Sought(number, code=first, name="" if gtin14(first) else first, lot=lot)
