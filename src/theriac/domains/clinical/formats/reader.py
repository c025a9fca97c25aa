"""A file of knowledge as lines: which of the known forms it has, and what isn't understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from theriac.core.problems import Unprocessable
from theriac.core.tables.cells import Row, text_of
from theriac.core.tables.heads import find_head, name_key
from theriac.core.tables.reader import open_table, unpacked
from theriac.domains.clinical.formats import ansm, crescenddi, oscar, own
from theriac.domains.clinical.formats.rows import Cells, RowUnread, UnreadRow
from theriac.domains.clinical.rules.knowledge import Line

MOST_LINES = 100_000
_FORMS: tuple[tuple[str, tuple[str, ...], Callable[[Cells], list[Line]]], ...] = (
    ("own", own.HEAD, own.lines_of),
    ("ansm", ansm.HEAD, ansm.lines_of),
    ("ansm_classes", ansm.CLASS_HEAD, ansm.classes_of),
    ("oscar", oscar.HEAD, oscar.lines_of),
    ("crescenddi", crescenddi.HEAD, crescenddi.lines_of),
)
_KNOWN = frozenset(name for _form, head, _read in _FORMS for name in head)


@dataclass(frozen=True, slots=True)
class ReadKnowledge:
    """The lines of a file, each once, its form, and what isn't understood."""

    form: str
    lines: tuple[Line, ...]
    unread: tuple[UnreadRow, ...]


def read_knowledge(file: BinaryIO) -> ReadKnowledge:
    """Read a CSV, TSV or XLSX file, packed by gzip or not; its columns are found by their names.

    Raises TableRefused for what is no table, Unprocessable for one of another form.
    """
    rows = _rows_of(file)
    start = find_head(rows, lambda name: name in _KNOWN)
    head = next((row for row in rows if row.number == start), None)
    names = [name_key(text_of(cell)) for cell in head.cells] if head else []
    known = [(form, read) for form, wanted, read in _FORMS if set(wanted) <= set(names)]
    if not known:
        raise Unprocessable(
            _(
                "The columns of this file aren’t known. Use the standard columns (kind, first, "
                "second, source), or a file of ANSM, OSCAR or CRESCENDDI."
            ),
            field="file",
        )
    form, read = known[0]
    lines: list[Line] = []
    unread: list[UnreadRow] = []
    for row in rows:
        if row.number <= start:
            continue
        texts = [text_of(cell).strip() for cell in row.cells]
        cells = dict(zip(names, texts + [""] * (len(names) - len(texts)), strict=False))
        try:
            lines += read(cells)
        except RowUnread as refused:
            text = " · ".join(text for text in texts if text)[:200]
            unread.append(UnreadRow(row.number, text, refused.why))
    if len(lines) > MOST_LINES:
        raise Unprocessable(
            _("The file has more than %(most)s lines. Split it.") % {"most": MOST_LINES},
            field="file",
        )
    return ReadKnowledge(form, _each_once(lines), tuple(unread))


def _rows_of(file: BinaryIO) -> list[Row]:
    plain = unpacked(file)
    try:
        return list(open_table(plain).rows())
    finally:
        if plain is not file:
            plain.close()


def _each_once(lines: list[Line]) -> tuple[Line, ...]:
    """The lines without those that say the same again."""
    found: dict[tuple[object, ...], Line] = {}
    for line in lines:
        key = (line.kind, line.first, line.second, line.rule, line.tier, line.amount)
        found.setdefault((*key, line.from_months, line.to_months), line)
    return tuple(found.values())
