"""A till document that a device sent and that waits for somebody's decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.money import CURRENCIES, Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.tills.commands.decide_held import dismiss_held, take_held
from theriac.domains.tills.documents import CashMoveTold, TillOpening, read_document
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.permissions import SETTLE_TILL, VIEW_TILLS
from theriac.domains.tills.queries.sessions import find_held_document
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.tills.words import DOCUMENTS, HELD

TAKE, DISMISS = "take", "dismiss"


class HeldTillForm(ScreenForm):
    """Take it or leave it out, and why."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[(TAKE, _("Accept it as it was sent")), (DISMISS, _("Dismiss it"))],
    )
    note = forms.CharField(label=_("Reason"), help_text=_("For later reference."), max_length=120)


class HeldTill(FormScreen):
    """What was sent, why it waits, and the decision."""

    permission = SETTLE_TILL
    form_class = HeldTillForm
    template_name = "backoffice/tills/held.html"
    submit_label = _("Save decision")
    done = _("Decision saved.")
    held: One[Any] = One(
        "held_till_id",
        lambda at, key: find_held_document(actor=at.actor, held_id=key),
        missing=_("This document isn’t at this branch. Reload the page."),
    )

    def page_title(self) -> Text:
        return DOCUMENTS[self.held.kind]

    def crumbs(self) -> Sequence[Crumb]:
        if not self.may(VIEW_TILLS):
            return [Crumb(_("Conflicts"), self.queue_url)]
        return [
            Crumb(_("Till sessions"), reverse("backoffice:till_list")),
            Crumb(_("Tills to check"), self.queue_url),
        ]

    @property
    def queue_url(self) -> str:
        """The list from which it is opened: of tills, else of all that the person may settle."""
        name = "till_work" if self.may(VIEW_TILLS) else "conflict_list"
        return reverse(f"backoffice:{name}")

    def context(self) -> dict[str, Any]:
        document = read_document(self.held.content)
        people = names_of({document.person_id}) if document else {}
        return {
            **super().context(),
            "held": self.held,
            "why": HELD[self.held.reason],
            "document": document,
            "amount": _amount(document),
            "number": document.number if isinstance(document, CreditNoteTold) else "",
            "person": people.get(document.person_id, "") if document else "",
        }

    def act(self, form: Any) -> str:
        decide = take_held if form.cleaned_data["decision"] == TAKE else dismiss_held
        decide(
            actor=self.actor,
            branch_id=BranchId(self.held.branch_id),
            held_id=HeldTillId(self.held.id),
            note=form.cleaned_data["note"],
        )
        return self.queue_url


def _amount(document: Any) -> Money | None:
    """The float, what moved, was refunded or counted."""
    if document is None:
        return None
    if isinstance(document, TillOpening):
        known = document.currency in CURRENCIES
        return Money(document.cash, document.currency) if known else None
    return Money(_told_amount(document), pharmacy_currency())


def _told_amount(document: Any) -> int:
    if isinstance(document, CreditNoteTold):
        return document.total
    told: int = document.amount if isinstance(document, CashMoveTold) else document.counted
    return told
