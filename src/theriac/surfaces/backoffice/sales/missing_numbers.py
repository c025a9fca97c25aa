"""Numbers that are missing from their series, and declaring them void."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.commands.void_number import LONGEST_REASON, void_numbers
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.series import MissingNumbers, missing_numbers
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


def printed(missing: MissingNumbers) -> dict[str, str]:
    """The first and the last number as they would be printed; one number has no ``last``."""
    profile = profile_for(frame.pharmacy().country)
    first, last = (
        profile.format_number(missing.prefix, number) for number in (missing.first, missing.last)
    )
    return {"first": first, "last": last if last != first else ""}


def way_to_missing() -> list[Crumb]:
    """Cases, then the missing numbers."""
    return [
        Crumb(gettext_lazy("Discrepancies"), reverse("backoffice:case_list")),
        Crumb(gettext_lazy("Missing numbers"), reverse("backoffice:missing_list")),
    ]


class MissingList(Screen):
    """Every gap of the branch's series, each until its sale arrives or it is declared void."""

    permission = VIEW_SALES
    title = gettext_lazy("Missing numbers")
    template_name = "backoffice/sales/missing.html"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Discrepancies"), reverse("backoffice:case_list"))]

    def context(self) -> dict[str, Any]:
        """The gaps in words, each with the way to declare it void for who may."""
        branch_id = self.branch_id
        found = missing_numbers(actor=self.actor, branch_id=branch_id) if branch_id else []
        return {
            "gaps": [{"gap": gap, **printed(gap)} for gap in found],
            "may_void": self.may(SETTLE_CASE),
        }


class VoidForm(ScreenForm):
    """Which of them, and why."""

    first = WholeNumberField(label=gettext_lazy("From number"), least=1, most=2_000_000_000)
    last = WholeNumberField(label=gettext_lazy("To number"), least=1, most=2_000_000_000)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "For example: paper jam, test print, device lost. Inspectors read this."
        ),
        max_length=LONGEST_REASON,
    )


class DeclareVoid(FormScreen):
    """Declare that missing numbers have no sale and never had one."""

    permission = SETTLE_CASE
    form_class = VoidForm
    template_name = "backoffice/sales/void.html"
    submit_label = gettext_lazy("Declare void")
    done = gettext_lazy("Numbers declared void. The reason is saved permanently.")

    @cached_property
    def gap(self) -> MissingNumbers:
        """The gap that begins with the number in the address. Raises NotFound."""
        wanted = (UUID(str(self.kwargs["series_id"])), self.kwargs["first"])
        for gap in missing_numbers(actor=self.actor):
            if (gap.series_id, gap.first) == wanted:
                return gap
        raise NotFound(_("These numbers are no longer missing. Reload the list."))

    def page_title(self) -> Text:
        return " – ".join(number for number in printed(self.gap).values() if number)

    def crumbs(self) -> Sequence[Crumb]:
        return way_to_missing()

    def initial(self) -> dict[str, Any]:
        return {"first": self.gap.first, "last": self.gap.last}

    def context(self) -> dict[str, Any]:
        return {"gap": self.gap, **printed(self.gap)}

    def act(self, form: ScreenForm) -> str:
        void_numbers(
            actor=self.actor,
            branch_id=BranchId(self.gap.branch_id),
            series_id=self.gap.series_id,
            first=form.cleaned_data["first"],
            last=form.cleaned_data["last"],
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:missing_list")
