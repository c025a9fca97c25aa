"""Branches: what their receipts say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.problems import Problem, Text, Unprocessable
from theriac.countries.india.states import STATES
from theriac.countries.registry import profile_for
from theriac.domains.organisation.commands.branches import change_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_ORGANISATION
from theriac.domains.organisation.queries.places import branches_of
from theriac.surfaces.backoffice.organisation.words import NAMES
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.organisation.models import Branch

LICENCE = "licence_"


class BranchTable(ListTable):
    """Name with address, code, telephone."""

    name = NameColumn(
        verbose_name=gettext_lazy("Name"),
        url=lambda branch: branch.address_to_change,
        note=lambda branch: branch.address,
    )
    code = CodeColumn(verbose_name=gettext_lazy("Code"), label=gettext_lazy("Code"))
    phone = TextColumn(verbose_name=gettext_lazy("Telephone"), label=gettext_lazy("Telephone"))


class BranchList(ListScreen):
    """The branches that the person may see."""

    permission = VIEW_ORGANISATION
    title = gettext_lazy("Branches")
    counted = ngettext_lazy("%(count)s branch", "%(count)s branches", "count")
    table_class = BranchTable
    sorts = {
        "code": Sort(gettext_lazy("Code"), ("code",)),
        "name": Sort(gettext_lazy("Name"), ("name",)),
    }
    default_sort = "code"
    exports = (
        Export(gettext_lazy("Name"), "name"),
        Export(gettext_lazy("Code"), "code"),
        Export(NAMES["address"], "address"),
        Export(gettext_lazy("Telephone"), "phone"),
    )

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the settings, for whoever may open them."""
        if not self.actor.may_anywhere(MANAGE_ORGANISATION):
            return []
        return [Crumb(gettext_lazy("Settings"), reverse("backoffice:settings"))]

    def rows(self) -> QuerySet[Branch]:
        """Branches, in no order."""
        return branches_of(actor=self.actor)

    def load(self, ids: Any) -> Any:
        """Branches; a name leads on for whoever may change its branch."""
        rows: dict[UUID, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in rows.values():
            may = self.actor.may(MANAGE_ORGANISATION, row.pk)
            row.address_to_change = (
                reverse("backoffice:branch_detail", args=[row.pk]) if may else ""
            )
        return rows


class BranchForm(ScreenForm):
    """What stands on the branch's receipts; licences as its country wants them."""

    name = forms.CharField(label=NAMES["name"], max_length=120)
    address = forms.CharField(label=NAMES["address"], max_length=250, required=False)
    phone = forms.CharField(label=NAMES["phone"], max_length=40, required=False)
    tax_registered = forms.BooleanField(
        label=NAMES["tax_registered"],
        help_text=gettext_lazy("Leave empty if the shop isn't registered for tax."),
        required=False,
    )
    tax_state = forms.ChoiceField(label=NAMES["tax_state"], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def take_country(self, country: str) -> None:
        """Add the country's licences; India alone asks for the state."""
        fields: Any = self.fields
        for field in profile_for(country).licences:
            fields[LICENCE + field.code] = forms.CharField(
                label=field.label, max_length=120, required=False
            )
        if country == "in":
            fields["tax_state"].choices = [("", "–"), *STATES.items()]
        else:
            del fields["tax_state"]
        self.order_fields([*(name for name in fields if name != "version"), "version"])

    def licences(self) -> dict[str, str]:
        """The licences that were typed, by code."""
        return {
            name.removeprefix(LICENCE): value.strip()
            for name, value in self.cleaned_data.items()
            if name.startswith(LICENCE) and value.strip()
        }

    def take(self, problem: Problem) -> None:
        """A licence's refusal names its code; its field stands under another name."""
        if isinstance(problem, Unprocessable):
            problem.errors = {
                LICENCE + name if LICENCE + name in self.fields else name: words
                for name, words in problem.errors.items()
            }
        super().take(problem)


class ChangeBranch(FormScreen):
    """One branch; who may not change it reads it."""

    permission = MANAGE_ORGANISATION
    template_name = "backoffice/organisation/branch.html"
    form_class = BranchForm
    submit_label = gettext_lazy("Save branch")
    done = gettext_lazy("Saved. The changes appear on the next receipt.")

    row: One[Branch] = One(
        "branch_id",
        lambda at, key: branches_of(actor=at.actor).filter(id=key).first(),
        missing=gettext_lazy("This branch doesn't exist. Choose one from the list."),
    )

    def page_title(self) -> Text:
        return self.row.name

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Settings"), reverse("backoffice:settings")),
            Crumb(gettext_lazy("Branches"), reverse("backoffice:branch_list")),
        ]

    def context(self) -> dict[str, Any]:
        return {"branch": self.row}

    def initial(self) -> dict[str, Any]:
        now = self.row
        licences: Mapping[str, str] = now.licences
        return {
            "name": now.name,
            "address": now.address,
            "phone": now.phone,
            "tax_registered": now.tax_registered,
            "tax_state": now.tax_state,
            "version": now.version,
            **{LICENCE + code: value for code, value in licences.items()},
        }

    def form(self, **options: Any) -> ScreenForm:
        form = BranchForm(initial=self.initial(), **options)
        form.take_country(self.row.pharmacy.country)
        return form

    def act(self, form: ScreenForm) -> str:
        """Change it and keep before and after."""
        licences = cast("BranchForm", form).licences()
        data = form.cleaned_data
        names = ("name", "address", "phone", "tax_registered", "tax_state")
        change_branch(
            actor=self.actor,
            branch_id=BranchId(UUID(str(self.row.id))),
            version=data["version"],
            changes={
                **{name: data[name] for name in names if name in data},
                "licences": {**_other_licences(self.row), **licences},
            },
        )
        return reverse("backoffice:branch_detail", args=[self.row.id])


def _other_licences(branch: Branch) -> dict[str, str]:
    """What is kept under a code that the country's form doesn't ask for."""
    asked = {field.code for field in profile_for(branch.pharmacy.country).licences}
    return {code: value for code, value in branch.licences.items() if code not in asked}
