"""Rows of a list that are selected, and what the bar below them does to all of them at once.

    class ExpiryList(SelectableList):
        def acts(self): return [RowAct(_("Move to quarantine"), "…", reverse(…), HOLD_STOCK)]
        def row_name(self, row): return row.product.name

    class QuarantineSelected(SelectionScreen):
        calls = Calls(quarantine_batches, reason=at_most(120))
        takes = "batch_ids"
        list_name = "backoffice:stock_expiry"
        counted = ngettext_lazy("%(count)s batch moved.", "%(count)s batches moved.", "count")

It is a plain form around the table, so it works without scripts too; a script counts what is
selected and selects the page. Each command checks each id by itself and says what it left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2 import Column

from theriac.core.ids import parse_id
from theriac.core.listing.selection import MOST, Outcome
from theriac.core.permissions import Permission
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.forms.button import MOST_WORDS, ButtonScreen
from theriac.surfaces.backoffice.shell.listing.tables import columns_withheld
from theriac.surfaces.backoffice.shell.lists import PLACE, ListScreen
from theriac.surfaces.backoffice.shell.screens import Screen

ROW, BACK, SELECT, PAGE = "row", "back", "select", "page"
LONGEST_BACK = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act asks: a text of at most ``most`` letters, or one of the ``choices``."""

    name: str
    label: Text
    choices: Sequence[tuple[str, Text]] = ()
    most: int = 120
    hint: Text = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button of the bar, for whom its permission allows."""

    label: Text
    icon: str
    url: str
    permission: Permission
    asks: Asked | None = None


class SelectColumn(Column):  # type: ignore[misc]  # django_tables2 has no types
    """A box in front of each row; the head's selects the page."""

    def __init__(self, screen: SelectableList) -> None:
        self._screen = screen
        cell = {"td": {"class": "t-tick"}, "th": {"class": "t-tick"}}
        super().__init__(attrs=cell, empty_values=(), orderable=False)

    @property
    def header(self) -> SafeString:
        """The box for the whole page; shown where scripts run."""
        return format_html(
            '<label><input class="form-check-input" type="checkbox" data-t-select-page '
            'aria-label="{}" hidden></label>',
            _("Select all on this page"),
        )

    def render(self, record: Any) -> SafeString:
        """The row's box."""
        screen = self._screen
        return format_html(
            '<label><input class="form-check-input" type="checkbox" name="{}" value="{}" '
            'aria-label="{}"{}></label>',
            ROW,
            screen.row_key(record),
            gettext("Select %(name)s") % {"name": screen.row_name(record)},
            SafeString(" checked" if screen.selects_page else ""),
        )


class SelectableList(ListScreen):
    """A list with ``acts`` on the rows that are selected; without one that is given, a list."""

    permission: ClassVar[Permission | None] = None
    table_class: ClassVar[Any] = None

    def acts(self) -> Sequence[RowAct]:
        """What the bar offers."""
        raise NotImplementedError

    def row_key(self, row: Any) -> str:
        """The id that the acts take."""
        return str(row.pk)

    def row_name(self, row: Any) -> str:
        """What the row is called, for who hears the page."""
        raise NotImplementedError

    @cached_property
    def visible_acts(self) -> list[RowAct]:
        """The acts that the person may do here."""
        return self.granted(self.acts())

    @property
    def selects_page(self) -> bool:
        """Whether the address asks for every box of the page."""
        return self.request.GET.get(SELECT) == PAGE

    @property
    def select_url(self) -> str:
        """The address of this page with every box selected, where no script does it."""
        address = self.address_with()
        return f"{address}{'&' if '?' in address else '?'}{SELECT}={PAGE}"

    @property
    def back(self) -> str:
        """The list's state, to come back to."""
        return self.address_with().partition("?")[2]

    def address_with(self, **changes: str | None) -> str:
        """This list's address; that boxes are selected isn't kept."""
        if SELECT in self.request.GET:
            place = None if changes else self.request.GET.get(PLACE)
            changes = {PLACE: place, SELECT: None, **changes}
        return super().address_with(**changes)

    def table(self, rows: Sequence[Any]) -> Any:
        """The table with a box in front of each row."""
        if not self.visible_acts:
            return super().table(rows)
        return self.table_class(
            rows,
            orderable=False,
            exclude=columns_withheld(self.table_class, self.may),
            extra_columns=[(SELECT, SelectColumn(self))],
            sequence=(SELECT, "..."),
        )


class SelectedIds(Screen):
    """A screen to which the bar of the list ``list_name`` sends what is selected."""

    permission: ClassVar[Permission | None] = None
    list_name: ClassVar[str]

    def selection(self) -> list[UUID]:
        """The ids that were sent, one more than is taken at most."""
        sent = self.request.POST.getlist(ROW)[: MOST + 1]
        return [key for key in map(parse_id, sent) if key is not None]

    def address(self) -> str:
        """The list as it was left."""
        state = QueryDict(self.request.POST.get(BACK, "")[:LONGEST_BACK]).urlencode()
        address = reverse(self.list_name)
        return f"{address}?{state}" if state else address


class SelectionScreen(SelectedIds, ButtonScreen):
    """An act on the selected rows; its command ``takes`` their ids and gives an ``Outcome``."""

    takes: ClassVar[str]
    counted: ClassVar[Any]
    """What is said of how many were done, as ``ngettext_lazy`` of ``count``."""

    def given(self) -> Mapping[str, Any]:
        return {self.takes: self.selection()}

    def said(self, result: Outcome) -> Text:
        """How many were done; first what was left out, with why."""
        for words in result.left_out[:MOST_WORDS]:
            messages.error(self.request, words)
        if (more := len(result.left_out) - MOST_WORDS) > 0:
            words = gettext("%(count)s more were left out.") % {"count": more}
            messages.error(self.request, words)
        return str(self.counted % {"count": result.done})
