"""Closing the books until a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.books.commands.close import close_books
from theriac.domains.books.permissions import CLOSE_BOOKS
from theriac.domains.books.queries.journal import closed_on
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


class CloseBooksForm(ScreenForm):
    """Until which day, and why."""

    last_on = forms.DateField(
        label=_("Closed until"),
        help_text=_(
            "The last day that is closed. A day earlier than now opens the days after it again."
        ),
        localize=False,
    )
    reason = forms.CharField(label=_("Reason"), max_length=120)


class CloseBooks(FormScreen):
    """Nothing more goes into the days that are closed."""

    permission = CLOSE_BOOKS
    form_class = CloseBooksForm
    title = _("Close books")
    submit_label = _("Close books")
    lead = _(
        "From a minute after you save, entries for a closed day are recorded on the first open "
        "day, also sales that arrive late from a counter."
    )
    done = _("Saved. It takes effect in a minute.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Books"), reverse("backoffice:books"))]

    def initial(self) -> dict[str, Any]:
        """The last day of the month before."""
        month = shown.today().replace(day=1)
        before = closed_on(actor=self.actor)
        wanted = month - timedelta(days=1)
        return {"last_on": wanted if before is None or before < wanted else before}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        close_books(actor=self.actor, last_on=data["last_on"], reason=data["reason"])
        return reverse("backoffice:books")
