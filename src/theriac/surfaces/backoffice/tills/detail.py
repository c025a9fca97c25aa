"""A session: its X or Z report line by line, what came late, and settling it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.pricing.rules.payments import METHODS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.tills.commands.settle import Settlement, settle_session
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.permissions import SETTLE_TILL, VIEW_TILLS
from theriac.domains.tills.queries.sessions import TillReport, session_waits_for, till_report
from theriac.domains.tills.rules import WHY_VARIANCE, MoveKind, reason_of_move
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.tills.words import MOVES, STATES, WHY_CHOICES, reason_of
from theriac.surfaces.backoffice.tills.work import waits_words

AMONG = ((_("Till sessions"), "backoffice:till_list"),)


class OneTill(OneScreen):
    """A screen of the session that the address names."""

    own_page = "backoffice:till_detail"
    among = AMONG
    report: One[TillReport] = One(
        "session_id",
        lambda at, key: till_report(actor=at.actor, session_id=key),
        missing=_("This till session isn’t at this branch. Reload the page."),
    )

    def name(self) -> Text:
        return self.report.session.code

    def money(self, amount: int | None) -> Money | None:
        """Minor units of the session's currency."""
        return None if amount is None else Money(amount, self.report.session.currency)


class TillDetail(OneTill):
    """The report as it is now: an X report while it is open, a Z report once it is closed."""

    permission = VIEW_TILLS
    template_name = "backoffice/tills/detail.html"

    def context(self) -> dict[str, Any]:
        found = self.report
        session, sales = found.session, found.sales
        people = self._people()
        waits = (
            session_waits_for(actor=self.actor, branch_id=session.branch_id, session=session)
            if session.state in ("closed", "interrupted")
            else None
        )
        return {
            "session": session,
            "state": STATES.badge(session.state),
            "opened_by": people.get(session.opened_by, ""),
            "closed_by": people.get(session.closed_by, "") if session.closed_by else "",
            "settled_by": people.get(session.settled_by, "") if session.settled_by else "",
            "is_z": session.is_closed,
            "expected_lines": self._expected(),
            "expected": self.money(found.expected.total),
            "told": self.money(session.told_expected),
            "told_differs": session.told_expected not in (None, found.expected.total),
            "counted": self.money(session.counted),
            "to_safe": self.money(session.to_safe),
            "left": self.money((session.counted or 0) - session.to_safe),
            "variance": self.money(found.variance),
            "why": WHY_VARIANCE.get(session.why, ""),
            "cash": [
                (self.money(one.value), one.pieces, self.money(one.value * one.pieces))
                for one in found.cash
            ],
            "sums": self._sums(),
            "payments": [
                (METHODS.get(one.method, one.method), one.count, self.money(one.amount))
                for one in sales.payments
            ],
            "other_money": self._other_money(),
            "taxes": [(one.code, one.rate_bp, self.money(one.amount)) for one in sales.taxes],
            "numbers": sales.numbers,
            "sales_count": sales.count,
            "moves": [
                {
                    "kind": MOVES[one.kind],
                    "reason": reason_of(one),
                    "person": people.get(one.person_id, ""),
                    "amount": self.money(one.amount),
                    "row": one,
                }
                for one in found.moves
            ],
            "late": [(one, self.money(one.total)) for one in found.late],
            "corrections": [(one, self.money(one.amount)) for one in found.corrections],
            "waits": waits_words(waits) if waits else "",
            "sees_sales": self.may(VIEW_SALES),
            "may_settle": self.may(SETTLE_TILL) and session.state in ("closed", "interrupted"),
            **history_beside(self, session.id),
        }

    def _people(self) -> Any:
        session = self.report.session
        named = {session.opened_by, session.closed_by, session.settled_by}
        named |= {one.person_id for one in self.report.moves}
        return names_of({one for one in named if one})

    def _expected(self) -> Sequence[tuple[Text, Money | None, bool]]:
        """Each line that makes the expected cash, and whether it takes from it."""
        lines = self.report.expected
        return [
            (_("Float"), self.money(lines.opening), False),
            (_("Cash received"), self.money(lines.received), False),
            (_("Change given"), self.money(lines.change), True),
            (_("Refunds to customers"), self.money(lines.refunds), True),
            (_("Cash in"), self.money(lines.put_in), False),
            (_("Cash out"), self.money(lines.taken_out), True),
            (_("Safe drops"), self.money(lines.dropped), True),
        ]

    def _other_money(self) -> Sequence[Mapping[str, Any]]:
        """What came for accounts and gift cards, but cash."""
        return [
            {
                "method": METHODS.get(one.method, one.method),
                "reason": reason_of_move(MoveKind.CASH_IN, one.reason).title,
                "count": one.count,
                "amount": self.money(one.amount),
                "undone": one.undone,
                "undone_amount": self.money(one.undone_amount),
            }
            for one in self.report.other_money
        ]

    def _sums(self) -> Sequence[tuple[Text, Money | None]]:
        sales = self.report.sales
        return [
            (_("Before discount"), self.money(sales.gross)),
            (_("Discount"), self.money(sales.discount)),
            (_("Rounding"), self.money(sales.rounding)),
            (_("Total"), self.money(sales.total)),
            (_("Tax in it"), self.money(sales.tax)),
        ]


class SettleTillForm(EditForm):
    """Why something differs, and what was found out."""

    counted = MoneyField(
        label=_("Cash in the till"),
        help_text=_("What was in it when this session ended. Its counter never sent a count."),
    )
    why = forms.ChoiceField(
        label=_("Reason for the variance"), required=False, choices=[("", "–"), *WHY_CHOICES]
    )
    note = text_of(
        Settlement,
        "note",
        _("Remark"),
        help_text=_("For later reference, for example who was asked."),
    )


class SettleTill(OneTill, FormScreen):
    """Settle a closed session with a reason; the variance is posted as it is now."""

    permission = SETTLE_TILL
    form_class = SettleTillForm
    template_name = "backoffice/tills/settle.html"
    title = _("Settle till session")
    submit_label = _("Settle session")
    done = _("Session settled. The variance is posted.")
    below = True

    def initial(self) -> dict[str, Any]:
        session = self.report.session
        return {"why": session.why, "note": session.note, "version": session.version}

    def form(self, **options: Any) -> ScreenForm:
        """Of an interrupted session its cash is asked too."""
        form: ScreenForm = super().form(**options)
        if self.report.session.state != "interrupted":
            del form.fields["counted"]
        return form

    def context(self) -> dict[str, Any]:
        found = self.report
        return {
            **super().context(),
            "expected": self.money(found.expected.total),
            "counted": self.money(found.session.counted),
            "variance": self.money(found.variance),
            "lacking": found.lacking,
        }

    def act(self, form: Any) -> str:
        counted: Money | None = form.cleaned_data.get("counted")
        settle_session(
            actor=self.actor,
            branch_id=BranchId(self.report.session.branch_id),
            session_id=TillSessionId(self.report.session.id),
            version=form.cleaned_data["version"],
            told=given(
                Settlement,
                why=form.cleaned_data["why"],
                note=form.cleaned_data["note"],
                counted=counted.amount if counted else None,
            ),
            confirmed=form.confirmed,
        )
        return reverse("backoffice:till_detail", args=[self.report.session.id])
