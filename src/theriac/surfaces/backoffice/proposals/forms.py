"""What a proposal is asked for, and what a person changes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import NotFound, Text, Unprocessable
from theriac.domains.capital.permissions import VIEW_CAPITAL
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.proposals.commands.propose import change_proposal, propose
from theriac.domains.proposals.permissions import PROPOSE
from theriac.domains.proposals.queries.product_offers import product_offers
from theriac.domains.proposals.rules.facts import ProposalChange, ProposalTerms
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.catalog.words import counted, money
from theriac.surfaces.backoffice.proposals.base import ProposalScreen
from theriac.surfaces.backoffice.shell.forms.button import whole
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import whole_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


class ProposeForm(ScreenForm):
    """The money, for how long, from whom."""

    limit = MoneyField(label=gettext_lazy("Limit"))
    cover_days = whole_of(
        ProposalTerms,
        "cover_days",
        gettext_lazy("Days until the next order"),
        help_text=gettext_lazy("The goods last until what you order then has arrived."),
    )
    most_days = whole_of(
        ProposalTerms,
        "most_days",
        gettext_lazy("Stock may last at most, days"),
        help_text=gettext_lazy("Nothing is bought beyond this."),
    )
    supplier_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Suppliers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None selected: all suppliers count."),
    )
    most_suppliers = whole_of(
        ProposalTerms,
        "most_suppliers",
        gettext_lazy("Buy from at most, suppliers"),
        required=False,
        help_text=gettext_lazy("Empty: any number."),
    )
    last_prices = forms.BooleanField(
        label=gettext_lazy("Last price paid counts as an offer"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supplier_ids"].choices = [  # type: ignore[attr-defined]
            (str(key), name) for key, name in active_suppliers()
        ]


class NewProposal(FormScreen):
    """Propose what to buy."""

    permission = PROPOSE
    form_class = ProposeForm
    title = gettext_lazy("Propose purchases")
    submit_label = gettext_lazy("Propose")
    lead = gettext_lazy(
        "Chooses from needs and valid offers what protects the most margin for the money. "
        "Nothing is ordered before another person approves."
    )
    done = gettext_lazy("Proposal created. Check the lines, then submit it.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Purchase proposals"), reverse("backoffice:proposal_list"))]

    def initial(self) -> dict[str, Any]:
        """What capital allows, and the record's own days."""
        free = capital_position().free if self.may(VIEW_CAPITAL) else None
        return {
            "limit": money(free),
            "cover_days": 7,
            "most_days": 90,
            "last_prices": True,
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if data["limit"] is None:
            raise Unprocessable(_("Enter the limit."), field="limit")
        terms = given(
            ProposalTerms,
            limit=data["limit"].amount,
            cover_days=data["cover_days"],
            most_days=data["most_days"],
            most_suppliers=data["most_suppliers"],
            supplier_ids=tuple(UUID(one) for one in data["supplier_ids"]),
            last_prices=data["last_prices"],
        )
        made = propose(actor=self.actor, branch_id=self.branch, terms=terms)
        return reverse("backoffice:proposal_detail", args=[made])


class LimitForm(ScreenForm):
    """Another limit."""

    limit = MoneyField(label=gettext_lazy("Limit"))
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=9)


class ChangeLimit(ProposalScreen, FormScreen):
    """The plan is made anew with more or less money."""

    permission = PROPOSE
    form_class = LimitForm
    below = True
    title = gettext_lazy("Change limit")
    submit_label = gettext_lazy("Plan again")
    done = gettext_lazy("Planned again.")

    def initial(self) -> dict[str, Any]:
        """The limit that the address names, or the one there is."""
        asked = self.request.GET.get("limit", "")
        amount = whole(asked) if asked else self.view.row.money_limit
        return {"limit": money(amount), "version": self.view.row.version}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if data["limit"] is None:
            raise Unprocessable(_("Enter the limit."), field="limit")
        change_proposal(
            actor=self.actor,
            branch_id=self.at_branch,
            proposal_id=self.view.row.id,
            version=whole(data["version"]),
            change=given(ProposalChange, limit=data["limit"].amount),
        )
        return self.address()


class LineForm(ScreenForm):
    """How many packs of which offer; 0 removes it, empty leaves it to the plan."""

    option_id = forms.ChoiceField(label=gettext_lazy("Supplier"), required=False)
    packs = whole_of(
        ProposalChange,
        "packs",
        gettext_lazy("Packs"),
        required=False,
        help_text=gettext_lazy("0 removes the product. Empty lets the plan decide."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=9)


class ChangeLine(ProposalScreen, FormScreen):
    """What is bought of a product is set, removed, or left to the plan again."""

    permission = PROPOSE
    form_class = LineForm
    below = True
    submit_label = gettext_lazy("Plan again")
    done = gettext_lazy("Planned again.")

    def page_title(self) -> Text:
        return str(self._offers().product)

    def _offers(self) -> Any:
        found = product_offers(self.view.row, UUID(str(self.kwargs["product_id"])))
        if found is None:
            raise NotFound(_("This product isn’t in the proposal. Choose one from its lines."))
        return found

    def form(self, **options: Any) -> ScreenForm:
        found = super().form(**options)
        found.fields["option_id"].choices = [  # type: ignore[attr-defined]
            (
                str(one.option_id),
                _("%(supplier)s: %(pack)s at %(cost)s")
                % {
                    "supplier": one.supplier,
                    "pack": counted(one.pack, 1),
                    "cost": shown.money(money(one.pack_cost)),
                },
            )
            for one in self._offers().options
        ]
        return found

    def initial(self) -> dict[str, Any]:
        """What the plan buys of it."""
        found = self._offers()
        return {
            "option_id": str(found.option_id) if found.option_id else "",
            "packs": found.packs,
            "version": self.view.row.version,
        }

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        change_proposal(
            actor=self.actor,
            branch_id=self.at_branch,
            proposal_id=self.view.row.id,
            version=whole(data["version"]),
            change=given(
                ProposalChange,
                product_id=UUID(str(self.kwargs["product_id"])),
                option_id=UUID(data["option_id"]) if data["option_id"] else None,
                packs=data["packs"],
            ),
        )
        return self.address()
