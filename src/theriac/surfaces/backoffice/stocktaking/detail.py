"""One count: its sheets and how far they are; cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.stocktaking.commands.recount import cancel_count
from theriac.domains.stocktaking.permissions import (
    COUNT_STOCK,
    POST_COUNT,
    REVIEW_COUNT,
    VIEW_COUNTS,
    VIEW_VARIANCES,
)
from theriac.domains.stocktaking.queries.sheets import progress_by_sheet
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.stocktaking.base import CountScreen, sheet_words
from theriac.surfaces.backoffice.stocktaking.words import STATES, scope_words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with how far it is."""

    name: str
    url: str
    paper: str
    lines: int
    done: int
    again: int


class CountDetail(CountScreen):
    """The sheets; differences and posting for those who may."""

    permission = VIEW_COUNTS
    template_name = "backoffice/stocktaking/detail.html"

    def context(self) -> dict[str, Any]:
        count, people = self.count, names_of([self.count.begun_by])
        return {
            "count": count,
            "state": STATES.badge(count.state),
            "scope": scope_words(count.scope, count.scope_of),
            "person": people.get(count.begun_by, ""),
            "sheets": self._sheets(),
            "lines": len(self.lines),
            "done": sum(1 for one in self.lines if one.state == "counted"),
            "again": sum(1 for one in self.lines if one.state == "again"),
            "may_count": self.may(COUNT_STOCK),
            "may_look": self.may(VIEW_VARIANCES),
            "may_review": self.may(REVIEW_COUNT),
            "may_post": self.may(POST_COUNT) and self.is_open,
            **history_beside(self, count.id),
        }

    def _sheets(self) -> list[Sheet]:
        far = progress_by_sheet(self.lines)
        return [
            Sheet(
                sheet_words(name),
                self.sheet_url(name),
                self.sheet_url(name, "count_paper"),
                whole,
                done,
                sum(1 for one in self.lines if one.sheet == name and one.state == "again"),
            )
            for name, (whole, done) in far.items()
        ]


class CancelCount(CountScreen, ButtonScreen):
    """A count given up."""

    calls = Calls(cancel_count, reason=at_most(120))
    done = gettext_lazy("Stock count cancelled. Stock is unchanged.")
