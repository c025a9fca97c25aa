"""Closing a series of numbers that no device counts in any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import find_series
from theriac.domains.sales.commands.close_series import close_series
from theriac.domains.sales.commands.void_number import LONGEST_REASON
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.sales.queries.series import last_sequences, missing_numbers
from theriac.surfaces.backoffice.sales.missing_numbers import printed, way_to_missing
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.organisation.models import DocumentSeries


class CloseForm(ScreenForm):
    """How far it came, and why it ends."""

    last_number = WholeNumberField(
        label=gettext_lazy("Last number"),
        help_text=gettext_lazy("The last number printed, without its prefix."),
        least=0,
        most=2_000_000_000,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For example: device lost, tablet replaced. Inspectors read this."),
        max_length=LONGEST_REASON,
    )


class CloseSeries(FormScreen):
    """Declare that a series ends, and that what it lacks has no sale."""

    permission = SETTLE_CASE
    form_class = CloseForm
    template_name = "backoffice/sales/closing.html"
    submit_label = gettext_lazy("Close series")
    done = gettext_lazy(
        "Series closed. If another sale arrives, it is booked and opens a discrepancy."
    )

    series: One[DocumentSeries] = One(
        "series_id",
        lambda at, key: find_series(key, at.branch_id) if at.branch_id else None,
        missing=gettext_lazy("This series doesn’t exist. Check its terminal."),
    )

    def page_title(self) -> Text:
        return _("Close %(series)s") % {"series": self.series.prefix}

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the missing numbers."""
        return way_to_missing()

    def initial(self) -> dict[str, Any]:
        """The last number that arrived."""
        return {"last_number": last_sequences([self.series.id]).get(self.series.id, 0)}

    def context(self) -> dict[str, Any]:
        """What the series lacks so far."""
        found = missing_numbers(actor=self.actor, branch_id=self._branch())
        own = [{"gap": one, **printed(one)} for one in found if one.series_id == self.series.id]
        return {"gaps": own, "series": self.series}

    def act(self, form: ScreenForm) -> str:
        close_series(
            actor=self.actor,
            branch_id=BranchId(self._branch()),
            series_id=self.series.id,
            last_number=form.cleaned_data["last_number"],
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:missing_list")

    def _branch(self) -> UUID:
        if self.branch_id is None:
            raise NotFound(_("This series doesn’t exist. Check its terminal."))
        return self.branch_id
