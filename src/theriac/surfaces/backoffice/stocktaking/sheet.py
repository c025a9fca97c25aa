"""A sheet to be filled in: by keyboard, by scanner, or typed from paper; and the paper itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.formatting import UnreadableNumber, read_number
from theriac.core.ids import new_id
from theriac.core.problems import Problem, Text, Unprocessable
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail, product_details
from theriac.domains.stocktaking.commands.enter import CountFound, enter_counts
from theriac.domains.stocktaking.permissions import COUNT_STOCK
from theriac.domains.stocktaking.queries.sheets import SheetLine
from theriac.surfaces.backoffice.catalog.words import in_words, pack_title
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import NUMBER_WORDS
from theriac.surfaces.backoffice.stocktaking.base import CountPart, sheet_words
from theriac.surfaces.backoffice.stocktaking.looks import look_moment, told_saved
from theriac.surfaces.backoffice.stocktaking.words import LINES

ON_A_PAGE = 100


@dataclass(slots=True)
class SheetRow:
    """A line with a box for each pack; what was typed stays, with why it can't be taken."""

    line: SheetLine
    product: ProductDetail | None
    typed: Mapping[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def boxes(self) -> list[tuple[str, str, str]]:
        """Name, what stands in it and the pack's name, the largest pack first."""
        packs = self.product.packs if self.product else ()
        return [
            (name := self.box(pack), self.typed.get(name, ""), pack_title(pack.name))
            for pack in reversed(packs)
        ]

    def box(self, pack: PackDetail) -> str:
        """The name of a pack's box."""
        return f"n-{self.line.id}-{pack.factor}"

    @property
    def codes(self) -> str:
        """The barcodes that lead to this row."""
        packs = self.product.packs if self.product else ()
        return " ".join(code for pack in packs for code in pack.barcodes)

    @property
    def mine(self) -> str:
        """What the reader entered, in packs."""
        if self.line.mine is None or self.product is None:
            return ""
        return in_words(self.line.mine, self.product)

    @property
    def badge(self) -> Any:
        """The line's state."""
        return LINES.badge(self.line.state)

    def units(self) -> int | None:
        """Base units typed; None where nothing is. Raises UnreadableNumber."""
        total: int | None = None
        country = frame.pharmacy().country
        for pack in self.product.packs if self.product else ():
            text = self.typed.get(self.box(pack), "").strip()
            if text:
                total = (total or 0) + read_number(text, country) * pack.factor
        return total


class _SheetPart(CountPart):
    @cached_property
    def sheet(self) -> str | None:
        """The sheet that the address names; None for all."""
        return self.request.GET.get("sheet")

    @cached_property
    def chosen(self) -> list[SheetLine]:
        """The sheet's lines."""
        if self.sheet is None:
            return self.lines
        return [one for one in self.lines if one.sheet == self.sheet]

    def page_title(self) -> Text:
        if self.sheet is None:
            return _("All sheets")
        return _("Sheet %(name)s") % {"name": sheet_words(self.sheet)}

    def rows(self, lines: Sequence[SheetLine], typed: Mapping[str, str]) -> list[SheetRow]:
        found = product_details(
            actor=self.actor, product_ids=list({one.product_id for one in lines}), priced=False
        )
        products = {one.id: one for one in found}
        return [SheetRow(one, products.get(one.product_id), typed) for one in lines]


LONGEST_TIME = 80


class CountSheetScreen(_SheetPart):
    """A sheet on the screen: each row is counted in packs; an empty row stays uncounted."""

    permission = COUNT_STOCK
    template_name = "backoffice/stocktaking/sheet.html"

    @property
    def start(self) -> int:
        """The first line of this page."""
        text = self.request.GET.get("start", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
        return number if number < max(1, len(self.chosen)) else 0

    @property
    def page_lines(self) -> list[SheetLine]:
        return self.chosen[self.start : self.start + ON_A_PAGE]

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return self.draw(rows=self.rows(self.page_lines, {}))

    def context(self) -> dict[str, Any]:
        """How far it is, and where its other pages are."""
        following = self.start + ON_A_PAGE
        name = self.sheet
        return {
            "count": self.count,
            "when": self.request.POST.get("looked_at", "")[:LONGEST_TIME],
            "is_open": self.is_open,
            "done": sum(1 for one in self.chosen if one.state == "counted"),
            "total": len(self.chosen),
            "found_url": self.found_url(name or ""),
            "typed_url": self.typed_url,
            "paper": self.sheet_url(name, "count_paper") if name is not None else "",
            "before": self._from(max(0, self.start - ON_A_PAGE)) if self.start else "",
            "after": self._from(following) if following < len(self.chosen) else "",
        }

    def _from(self, line: int) -> str:
        """Where the page stands that begins with this line."""
        sheet = {} if self.sheet is None else {"sheet": self.sheet}
        return f"?{urlencode({**sheet, 'start': line})}"

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Keep what was typed; nothing is kept while something can't be."""
        data: QueryDict = request.POST
        rows = self.rows(self.page_lines, {key: str(data.get(key, "")) for key in data})
        looked_at, when_error = None, ""
        try:
            looked_at = look_moment(str(data.get("looked_at", "")), self.at_branch)
        except Unprocessable as problem:
            when_error = str(problem.detail)
        found = [one for row in rows if (one := _found(row, looked_at)) is not None]
        wrong = any(row.error for row in rows) or bool(when_error)
        if not found and not wrong:
            when_error = _("Enter the counted quantity. 0 means none.")
        if wrong or when_error:
            return self.draw(422, rows=rows, when_error=when_error)
        try:
            kept = enter_counts(
                actor=self.actor,
                branch_id=self.at_branch,
                count_id=self.count.id,
                found=found,
                way="paper" if looked_at else "screen",
            )
        except Problem as problem:
            return self.draw(problem.status, rows=rows, when_error=str(problem.detail))
        messages.success(request, told_saved(kept))
        return HttpResponseRedirect(request.get_full_path())


class CountPaper(_SheetPart):
    """The sheet on paper: what to look for, and empty boxes."""

    permission = COUNT_STOCK
    template_name = "backoffice/stocktaking/paper.html"
    lead = gettext_lazy("Enter the quantity in packs and loose units, and the time of counting.")

    def context(self) -> dict[str, Any]:
        return {"count": self.count, "rows": self.rows(self.chosen, {})}


def _found(row: SheetRow, looked_at: datetime | None) -> CountFound | None:
    try:
        units = row.units()
    except UnreadableNumber as problem:
        row.error = str(NUMBER_WORDS[problem.reason])
        return None
    if units is None:
        return None
    if not 0 <= units <= 10**9:
        row.error = _("Enter a count of 0 or more.")
        return None
    return CountFound(id=new_id(), line_id=row.line.id, counted=units, looked_at=looked_at)
