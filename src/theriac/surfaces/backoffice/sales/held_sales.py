"""Sales that arrived and aren't booked until somebody decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import get_terminal
from theriac.domains.sales.commands.decide_push import book_held_push, dismiss_held_push
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.cases import list_held_pushes
from theriac.domains.sales.queries.held import HeldSale, sale_in, sale_in_its_place
from theriac.surfaces.backoffice.catalog.words import counted
from theriac.surfaces.backoffice.sales.words import DECISIONS, HELD, IF_BOOKED, LEAVE
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


class HeldTable(ListTable):
    """What was held unbooked."""

    number = NameColumn(
        verbose_name=gettext_lazy("Number"),
        url=lambda push: reverse("backoffice:held_decide", args=[push.pk]),
    )
    reason_words = TextColumn(verbose_name=gettext_lazy("Reason"), label=gettext_lazy("Reason"))
    received_at = MomentColumn(
        verbose_name=gettext_lazy("Received"), label=gettext_lazy("Received")
    )


class HeldList(ListScreen):
    """Sales that arrived and aren't booked until somebody decides."""

    permission = VIEW_SALES
    title = gettext_lazy("Sales on hold")
    counted = ngettext_lazy("%(count)s sale on hold", "%(count)s sales on hold", "count")
    table_class = HeldTable
    sorts = {"received_at": Sort(gettext_lazy("Received"), ("received_at",))}
    default_sort = "received_at"
    exports = (
        Export(gettext_lazy("Number"), "number"),
        Export(gettext_lazy("Reason"), lambda push: push.reason_words),
        Export(gettext_lazy("Received"), "received_at"),
    )
    empty = Empty(
        gettext_lazy("No sales on hold"),
        gettext_lazy("Sales from a revoked terminal, or with a used number, wait here unbooked."),
    )

    def rows(self) -> QuerySet[Any]:
        """Undecided ones of the branch that is worked in."""
        return list_held_pushes(actor=self.actor, branch_id=self.branch_id)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Discrepancies"), reverse("backoffice:case_list"))]

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The reason in words."""
        for row in rows:
            row.reason_words = HELD[row.reason]
        return rows


class DecisionForm(ScreenForm):
    """Book it or leave it, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=list(DECISIONS.items()),
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For later reference."),
        max_length=250,
    )


class HeldDecide(FormScreen):
    """One held sale: what was sent, and booking it or leaving it unbooked for good."""

    permission = VIEW_SALES
    form_class = DecisionForm
    template_name = "backoffice/sales/held.html"
    submit_label = gettext_lazy("Save decision")

    held: One[Any] = One(
        "held_id",
        lambda at, key: list_held_pushes(actor=at.actor).filter(id=key).first(),
        missing=gettext_lazy("This sale is no longer on hold. Check the list."),
    )

    def page_title(self) -> Text:
        return str(self.held.number) or _("Sale on hold")

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Discrepancies"), reverse("backoffice:case_list")),
            Crumb(gettext_lazy("Sales on hold"), reverse("backoffice:held_list")),
        ]

    def context(self) -> dict[str, Any]:
        """What was sent, as far as it can be read."""
        may_settle = self.actor.may(SETTLE_CASE, self.held.branch_id)
        sale, other = sale_in(self.held, opens=may_settle), sale_in_its_place(self.held)
        people = names_of([sale.person_id]) if sale else {}
        return {
            "held": self.held,
            "sale": sale,
            "other": other,
            "other_total": Money(other.total, other.currency) if other else None,
            "reason": HELD[self.held.reason],
            "next": IF_BOOKED[self.held.reason],
            "total": Money(sale.total, sale.currency) if sale else None,
            "person": people.get(sale.person_id, "") if sale else "",
            "lines": _lines(sale) if sale else [],
            "terminal": get_terminal(self.held.terminal_id),
            "prescriptions": sale.prescriptions if sale else [],
            "may_settle": may_settle,
        }

    def act(self, form: ScreenForm) -> str:
        """Book it, and show the sale; or leave it unbooked."""
        decide = dismiss_held_push if form.cleaned_data["decision"] == LEAVE else book_held_push
        done = decide(
            actor=self.actor,
            branch_id=BranchId(self.held.branch_id),
            held_id=self.held.id,
            note=form.cleaned_data["note"],
        )
        if done is None:
            messages.success(self.request, _("Left unbooked. The original data is saved."))
            return reverse("backoffice:held_list")
        messages.success(
            self.request, _("Sale booked. Any differences are listed as discrepancies.")
        )
        return reverse("backoffice:sale_detail", args=[done.sale_id])


def _lines(sale: HeldSale) -> list[dict[str, Any]]:
    return [
        {
            "product": line.product,
            "count": counted(line.pack, line.packs),
            "total": Money(line.total, sale.currency),
        }
        for line in sale.lines
    ]
