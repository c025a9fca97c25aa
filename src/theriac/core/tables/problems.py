"""Why a table isn't read. Each sentence says what happened, then what to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text, Unprocessable


class TableRefused(Unprocessable):
    """The table can't be read; ``field`` names where the file was given."""

    type = "tables.refused"
    title = gettext_lazy("This table can't be read")

    def __init__(self, detail: Text, *, field: str = "file", **facts: Any) -> None:
        super().__init__(detail, field=field, **facts)


class TableTooLarge(TableRefused):
    """More rows, columns, letters or bytes than are taken; the facts hold ``limit``."""

    type = "tables.too_large"
    title = gettext_lazy("This table is too large")


class TableBroken(TableRefused):
    """The file is damaged, or isn't what it says it is."""

    type = "tables.broken"
    title = gettext_lazy("This table is damaged")


class TableEmpty(TableRefused):
    """There is no row below the column names."""

    type = "tables.empty"
    title = gettext_lazy("This table is empty")


class SheetMissing(TableRefused):
    """The workbook has no sheet of that name; the facts hold ``sheets``."""

    type = "tables.sheet_missing"
    title = gettext_lazy("This sheet doesn't exist")


def broken_workbook() -> TableBroken:
    """The workbook's parts can't be read."""
    return TableBroken(_("The workbook is damaged and can't be read. Save it again."))
