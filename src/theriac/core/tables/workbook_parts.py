"""A workbook's own parts: which sheets there are, where they lie, and which styles show dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from theriac.core.tables.bounds import TableBounds
from theriac.core.tables.markup import local, read_part
from theriac.core.tables.problems import TableEmpty, broken_workbook

_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, whether people see it, and the part that holds it."""

    name: str
    visible: bool
    part: ZipInfo


class _Relations:
    """Listens to a .rels part: targets by id, and by the last word of their type."""

    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


class _Contents:
    """Listens to workbook.xml: sheets in order, and whether dates count from 1904."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "sheet":
            relation = next((v for k, v in attributes.items() if local(k) == "id"), "")
            self.sheets.append(
                (attributes.get("name", ""), attributes.get("state", "visible"), relation)
            )

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


class _Styles:
    """Listens to styles.xml: for each cell format whether it shows a date."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._custom: dict[str, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.dates.append(self._is_date(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None:
        pass

    def _is_date(self, number: str) -> bool:
        if number in self._custom:
            shown = _NOT_FORMAT.sub("", self._custom[number])
            return "general" not in shown.lower() and bool(_DATE_LETTERS.search(shown))
        return number.isascii() and number.isdigit() and int(number) in _DATE_FORMATS


class WorkbookParts:
    """An XLSX file's parts by what they are. Raises TableBroken or TableEmpty."""

    def __init__(self, file: BinaryIO, bounds: TableBounds) -> None:
        file.seek(0)
        try:
            self.archive = ZipFile(file)
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise broken_workbook() from None
        self._bounds = bounds
        self._parts = {
            info.filename.replace("\\", "/").lower(): info for info in self.archive.infolist()
        }
        self._book = self._workbook_name()
        contents = _Contents()
        relations = _Relations()
        self._read(self._book, contents)
        self._read(_relations_of(self._book), relations)
        self.from_1904 = contents.from_1904
        self._relations = relations.targets
        self.sheets = self._sheets(contents)
        if not self.sheets:
            raise TableEmpty(_("The workbook has no sheet with rows. Choose another file."))

    def part_of_kind(self, kind: str) -> ZipInfo | None:
        """The part that the workbook names as its shared texts or styles."""
        for found, target in self._relations.values():
            if found == kind:
                return self._parts.get(self._path(target))
        return None

    def date_styles(self) -> list[bool]:
        """For each cell format whether it shows a date."""
        styles = _Styles()
        part = self.part_of_kind("styles")
        if part is not None:
            read_part(self.archive, part, styles, self._bounds)
        return styles.dates

    def _workbook_name(self) -> str:
        if "xl/workbook.xml" in self._parts:
            return "xl/workbook.xml"
        raise broken_workbook()

    def _read(self, name: str, listener: _Contents | _Relations) -> None:
        part = self._parts.get(name)
        if part is None:
            raise broken_workbook()
        read_part(self.archive, part, listener, self._bounds)

    def _sheets(self, contents: _Contents) -> tuple[SheetPart, ...]:
        found = []
        for name, state, relation in contents.sheets:
            kind, target = self._relations.get(relation, ("", ""))
            part = self._parts.get(self._path(target))
            if kind == "worksheet" and part is not None:
                found.append(SheetPart(name, state == "visible", part))
        return tuple(found)

    def _path(self, target: str) -> str:
        target = target.replace("\\", "/")
        if target.startswith("/"):
            return target[1:].lower()
        return posixpath.normpath(f"{posixpath.dirname(self._book)}/{target}").lower()


def _relations_of(name: str) -> str:
    folder, _slash, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"
