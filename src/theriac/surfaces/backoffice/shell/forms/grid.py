"""A grid of typed lines: which rows were sent, and what a piece of a spreadsheet says.

A row's fields are called ``row-3-packs``. Both are bounded before they are read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from theriac.core.problems import AsksFirst, Problem, Stale, Text, Unprocessable
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm

PREFIX = "row"
BLANK = f"{PREFIX}-__n__"
"""The prefix of the row that the browser copies; it puts the row's number into it."""
MOST_ROWS = 200
MOST_PASTED = 100_000
FIRST_ROWS = 3
_NAME = re.compile(rf"^({PREFIX}-\d{{1,6}})-(\w+)$")


class GridRefused(Unprocessable):
    """So much can't be read at once."""

    type = "grid.refused"


class GridRow(ScreenForm):
    """A row. Subclasses name the cells that are seen, in the order of Tab, and those of a sheet."""

    use_required_attribute = False
    cells: ClassVar[Sequence[str]] = ()
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {}
    """The cells that a sheet fills, in their order, each with the words of its heading."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs["data-cell"] = name
            if name in self.cells:
                field.widget.attrs.setdefault("autocomplete", "off")
                field.widget.attrs["aria-label"] = str(field.label)

    @property
    def seen(self) -> list[Any]:
        """The fields that are seen."""
        return [self[name] for name in self.cells]

    @property
    def unseen(self) -> list[Any]:
        """The fields that travel with the row."""
        return [self[name] for name in self.fields if name not in self.cells]

    def told(self) -> dict[str, Any]:
        """The row as the browser fills it in: values, choices, and what is wrong."""
        return {
            "values": {name: _as_typed(self[name]) for name in self.fields},
            "choices": {
                name: [[str(key), str(words)] for key, words in field.choices]
                for name, field in self.fields.items()
                if hasattr(field, "choices")
            },
            "errors": {
                name: " ".join(str(words) for words in faults)
                for name, faults in (self.errors if self.is_bound else {}).items()
            },
        }


def _as_typed(field: Any) -> str:
    value = field.value()
    return "" if value is None else str(value)


def rows_sent(data: Mapping[str, Any], typed: Sequence[str]) -> dict[str, dict[str, str]]:
    """The rows with something in one of the ``typed`` cells, by prefix, in their order.

    Raises GridRefused.
    """
    found: dict[str, dict[str, str]] = {}
    for key in data:
        if name := _NAME.match(key):
            found.setdefault(name[1], {})[name[2]] = str(data[key])
    rows = {
        prefix: row
        for prefix, row in found.items()
        if any(row.get(name, "").strip() for name in typed)
    }
    if len(rows) > MOST_ROWS:
        raise GridRefused(_too_many())
    return rows


def rows_pasted(text: str, row: type[GridRow]) -> tuple[list[dict[str, str]], list[str]]:
    """The rows of a piece of a sheet, and the headings that name no cell.

    The first line may be headings; else the cells stand in the row's order. Raises GridRefused.
    """
    if len(text) > MOST_PASTED:
        raise GridRefused(_too_many())
    lines = csv.reader(text.splitlines(), delimiter="\t")
    filled = (line for line in lines if any(map(str.strip, line)))
    table = [[cell.strip() for cell in line] for line in islice(filled, MOST_ROWS + 2)]
    names: list[str | None] = list(row.in_sheets)
    unread: list[str] = []
    if table and (heads := _headings(table[0], row.in_sheets)):
        names = heads
        unread = [cell for cell, name in zip(table[0], heads, strict=True) if cell and not name]
        table = table[1:]
    if len(table) > MOST_ROWS:
        raise GridRefused(_too_many())
    return [
        {name: cell for name, cell in zip(names, line, strict=False) if name} for line in table
    ], unread


def _headings(line: Sequence[str], known: Mapping[str, Sequence[str]]) -> list[str | None]:
    """The cells that a line of headings names; empty where it is none."""
    words = {word: name for name, several in known.items() for word in several}
    found = [words.get(" ".join(cell.casefold().replace(".", " ").split())) for cell in line]
    named = [name for name in found if name]
    return found if len(set(named)) == len(named) >= min(2, len(line)) else []


def _too_many() -> str:
    return _("Enter at most %(most)s rows at once, then save.") % {"most": MOST_ROWS}


def take_faults(problem: Problem, form: ScreenForm | None, rows: Sequence[GridRow]) -> list[Text]:
    """Show a refusal at the rows (``lines.2.packs``) and the form; what stands at neither."""
    if isinstance(problem, AsksFirst):
        if form is None:
            return [question.words for question in problem.questions]
        form.take(problem)
        return []
    if isinstance(problem, Stale) and isinstance(form, EditForm):
        form.take(problem)
        return []
    faults = problem.errors if isinstance(problem, Unprocessable) else {}
    left: list[Text] = []
    for path, words in (faults or {problem.field or "": problem.detail or problem.title}).items():
        _lines, _mark, rest = path.partition(".")
        number, _mark, name = rest.partition(".")
        if number.isdecimal() and int(number) < len(rows):
            row = rows[int(number)]
            name = row.named.get(name, name)
            row.add_error(name if name in row.cells else row.cells[0], str(words))
        elif form is not None:
            known = form.named.get(path, path)
            form.add_error(known if known in form.fields else None, str(words))
        else:
            left.append(words)
    return left
