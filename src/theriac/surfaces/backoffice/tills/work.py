"""What somebody must look at: sessions and documents that wait, sales and numbers that stray."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.tills.permissions import VIEW_TILLS
from theriac.domains.tills.queries.held_notes import missing_notes, unmatched_exchanges
from theriac.domains.tills.queries.sessions import (
    SessionWaits,
    list_held_documents,
    missing_z,
    session_waits_for,
    stray_sales,
    waiting_sessions,
)
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.tills.words import DOCUMENTS, HELD


@dataclass(frozen=True, slots=True)
class TillWork:
    """One thing to look at; ``url`` opens it."""

    pk: str
    what: str
    why: str
    terminal: str
    at: datetime | None
    url: str


class TillWorkTable(ListTable):
    """What, why, where, since when."""

    name = NameColumn(verbose_name=_("To check"), accessor="what", url=lambda row: row.url)
    why = TextColumn(verbose_name=_("Reason"), label=_("Reason"))
    terminal = TextColumn(verbose_name=_("Terminal"), label=_("Terminal"))
    at = MomentColumn(verbose_name=_("When"), label=_("When"))


class TillWorkList(GatheredList):
    """Everything of the branch's tills that nobody dealt with yet."""

    permission = VIEW_TILLS
    title = _("Tills to check")
    counted = ngettext_lazy("%(count)s item to check", "%(count)s items to check", "count")
    table_class = TillWorkTable
    sorts = {"at": Sort(_("When"), (), descending=True), "terminal": Sort(_("Terminal"), ())}
    orders = {
        "at": lambda row: row.at.isoformat() if row.at else "",
        "terminal": lambda row: row.terminal,
    }
    default_sort = "at"
    exports = (
        Export(_("To check"), lambda row: row.what),
        Export(_("Reason"), lambda row: row.why),
        Export(_("Terminal"), lambda row: row.terminal),
        Export(_("When"), lambda row: row.at),
    )
    empty = Empty(
        _("Nothing to check"),
        _("Sessions that wait for sales or a decision are listed here."),
        "check2-circle",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Till sessions"), reverse("backoffice:till_list"))]

    def gathered(self) -> Sequence[TillWork]:
        if self.branch_id is None:
            return []
        return [*self._sessions(), *self._held(), *self._strays(), *self._missing()]

    def _sessions(self) -> Iterator[TillWork]:
        for row in waiting_sessions(actor=self.actor, branch_id=self.branch):
            waits = session_waits_for(actor=self.actor, branch_id=self.branch, session=row)
            yield TillWork(
                str(row.pk),
                row.code,
                str(waits_words(waits)),
                row.terminal.name,
                row.closed_at or row.opened_at,
                reverse("backoffice:till_detail", args=[row.pk]),
            )

    def _held(self) -> Iterator[TillWork]:
        for row in list_held_documents(actor=self.actor, branch_id=self.branch):
            yield TillWork(
                str(row.pk),
                str(DOCUMENTS[row.kind]),
                str(HELD[row.reason]),
                row.terminal.name,
                row.received_at,
                reverse("backoffice:till_held", args=[row.pk]),
            )

    def _strays(self) -> Iterator[TillWork]:
        terminals = self._terminals()
        for one in stray_sales(actor=self.actor, branch_id=self.branch):
            yield TillWork(
                f"{one.session_id}{one.terminal_id}",
                one.first,
                ngettext(
                    "%(count)s sale is in no till: its session isn’t of this terminal",
                    "%(count)s sales are in no till: their session isn’t of this terminal",
                    one.count,
                )
                % {"count": one.count},
                terminals.get(one.terminal_id, ""),
                None,
                f"{reverse('backoffice:sale_list')}?q={one.first}",
            )

    def _missing(self) -> Iterator[TillWork]:
        terminals = self._terminals()
        for gap in missing_z(actor=self.actor, branch_id=self.branch):
            span = str(gap.first) if gap.first == gap.last else f"{gap.first} – {gap.last}"
            yield TillWork(
                f"{gap.terminal_id}{gap.first}",
                f"Z {span}",
                _now("This Z number is missing"),
                terminals.get(gap.terminal_id, ""),
                None,
                f"{reverse('backoffice:till_list')}?terminal={gap.terminal_id}",
            )
        for sale in unmatched_exchanges(actor=self.actor, branch_id=self.branch):
            yield TillWork(
                f"E{sale.sale_id}",
                sale.number,
                _now("Paid by an exchange whose credit note is missing"),
                terminals.get(sale.terminal_id, ""),
                None,
                reverse("backoffice:sale_detail", args=[sale.sale_id]),
            )
        for notes in missing_notes(actor=self.actor, branch_id=self.branch):
            span = str(notes.first)
            if notes.first != notes.last:
                span = f"{notes.first} – {notes.last}"
            yield TillWork(
                f"C{notes.terminal_id}{notes.first}",
                f"C {span}",
                _now("This credit note hasn’t arrived"),
                terminals.get(notes.terminal_id, ""),
                None,
                reverse("backoffice:customer_return_list"),
            )

    def _terminals(self) -> dict[UUID, str]:
        rows: Any = list_terminals([self.branch])
        return {one.id: one.name for one in rows}


def waits_words(waits: SessionWaits) -> Text:
    """What a session waits for."""
    if waits.reason == "sales":
        return ngettext(
            "%(count)s sale hasn’t arrived yet",
            "%(count)s sales haven’t arrived yet",
            waits.lacking,
        ) % {"count": waits.lacking}
    return WHYS[waits.reason]


WHYS: dict[str, Text] = {
    "count": _("Never counted: the till was opened again on another device"),
    "reason": _("The variance has no reason"),
    "limit": _("The variance is above the limit"),
    "soon": _("Settles within minutes"),
}
