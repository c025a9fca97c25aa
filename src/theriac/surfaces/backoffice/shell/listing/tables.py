"""Bases for the tables and filters of lists, with the classes that the style sheet knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter
from django_tables2 import Column, Table

from theriac.core.permissions import Permission
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.forms.days import take_days
from theriac.surfaces.backoffice.templatetags import theriac as shown


class ListTable(Table):  # type: ignore[misc]  # django_tables2 has no types
    """A table of a list: rows become cards below 992 px.

    ``missing`` stands where a row has no value; a card leaves such a cell out.
    """

    css = "t-stacked"
    missing = "\u2013"

    def __init__(self, *args: Any, **options: Any) -> None:
        # Not in a Meta: django_tables2 takes none from the class above.
        options.setdefault("attrs", {"class": self.css})
        options.setdefault("default", self.missing)
        super().__init__(*args, **options)


def columns_withheld(table: type[ListTable], may: Callable[[Permission], bool]) -> list[str]:
    """The names of the table's columns that who reads the list isn't given."""
    needed = {name: getattr(one, "permission", None) for name, one in table.base_columns.items()}
    return [name for name, permission in needed.items() if permission and not may(permission)]


class LedgerTable(ListTable):
    """A ledger: tight rows that scroll sideways, and on a phone are cards with numbers right."""

    css = "t-table-tight t-ledger"


class ListFilters(FilterSet):  # type: ignore[misc]  # django_filters has no types
    """The filters of a list, each drawn as a chip; a choice begins with all, or what it says."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for one in self.filters.values():
            if isinstance(one, ModelChoiceFilter):
                one.extra["empty_label"] = _("All")
            elif isinstance(one, ChoiceFilter):
                one.extra.setdefault("empty_label", _("All"))
            elif isinstance(one, DateFilter):
                take_days(one.field)


def _cell(*classes: str, label: Text | None = None) -> dict[str, Any]:
    cell: dict[str, Any] = {"class": " ".join(filter(None, classes))}
    if label is not None:
        cell["data-l"] = label
    return cell


class TextColumn(Column):  # type: ignore[misc]
    """A plain cell. ``label`` names the value where rows are cards, ``wide_only`` leaves it out.

    A ``whole`` one stands on one line.
    """

    def __init__(
        self,
        *,
        label: Text | None = None,
        wide_only: bool = False,
        whole: bool = False,
        **options: Any,
    ) -> None:
        classes = ("t-pick" if wide_only else "", "t-nowrap" if whole else "")
        options.setdefault("attrs", {"td": _cell(*classes, label=label)})
        super().__init__(**options)


LONGEST_NUMBER = 24


def _is_number(said: str) -> bool:
    """A document's or batch's: KMG-K1-26-005173 reads badly when it goes on below."""
    return " " not in said and len(said) <= LONGEST_NUMBER


class NameColumn(Column):  # type: ignore[misc]
    """The row's name as its link, and a smaller line below.

    ``url`` and ``note`` are functions of the row; an empty address is no link. ``before`` gives
    a mark in front.
    """

    def __init__(
        self,
        *,
        url: Callable[[Any], str] | None = None,
        note: Callable[[Any], str] | None = None,
        before: Callable[[Any], SafeString] | None = None,
        **options: Any,
    ) -> None:
        self._url, self._note, self._before = url, note, before
        options.setdefault("attrs", {"td": _cell("t-full")})
        super().__init__(**options)

    def render(self, value: Any, record: Any) -> SafeString:
        """Mark, name, line below."""
        said, note = conditional_escape(value), ""
        style = "t-name t-nowrap" if _is_number(said) else "t-name"
        if self._url is not None and (address := self._url(record)):
            name = f'<a class="{style}" href="{conditional_escape(address)}">{said}</a>'
        else:
            name = f'<span class="{style}">{said}</span>'
        if self._note is not None and (text := self._note(record)):
            note = f'<div class="t-2 t-sm">{conditional_escape(text)}</div>'
        if self._before is None:
            return SafeString(name + note)
        mark = conditional_escape(self._before(record))
        return SafeString(
            f'<div class="t-row t-top">{mark}<div class="min-w-0">{name}{note}</div></div>'
        )


class NumberColumn(Column):  # type: ignore[misc]
    """A whole number, to the right."""

    def __init__(
        self, *, label: Text | None = None, wide_only: bool = False, **options: Any
    ) -> None:
        pick = "t-pick" if wide_only else ""
        cell = _cell("num", pick, label=label)
        options.setdefault("attrs", {"td": cell, "th": {"class": "num"}})
        super().__init__(**options)

    def render(self, value: Any) -> str:
        """With the country's separators."""
        return shown.number(value)


class MoneyColumn(NumberColumn):
    """An amount, to the right; the cell's value is Money.

    ``permission`` is whom the column is given to besides those who see the list.
    """

    def __init__(self, *, permission: Permission | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.permission = permission

    def render(self, value: Any) -> str:
        """With the currency's sign."""
        return shown.money(value)


class MomentColumn(TextColumn):
    """An instant on the branch's clock."""

    def render(self, value: Any) -> SafeString:
        """20 Nov 2026, 10:42."""
        return format_html("<time>{}</time>", shown.local_moment(value))


class DateColumn(TextColumn):
    """Of an instant, the day on the pharmacy's clock."""

    def render(self, value: Any) -> SafeString:
        """20 Nov 2026."""
        return format_html("<time>{}</time>", shown.local_date(value))


class CodeColumn(TextColumn):
    """A batch, barcode or number, in the type that tells 0 from O."""

    def render(self, value: Any) -> SafeString:
        """In the type for codes."""
        return format_html('<span class="t-code">{}</span>', value)
