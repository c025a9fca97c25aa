"""The next number of each kind of document, before the first is given out in a year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.organisation.commands.document_numbers import set_first_numbers
from theriac.domains.organisation.numbering import MOST_NUMBER
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.document_numbers import (
    DocumentNumbers,
    document_numbers,
)
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class FirstNumbersForm(ScreenForm):
    """A field for each kind of document whose year has no number yet; the screen adds them."""


class FirstNumbers(FormScreen):
    """Every kind of document with its next number; those that have begun are only shown."""

    permission = MANAGE_ORGANISATION
    form_class = FirstNumbersForm
    template_name = "backoffice/books/first_numbers.html"
    title = _("Next document numbers")
    lead = _(
        "Continue the numbers of your earlier records. A type’s next number can be set until its "
        "first document of the year. Sales are numbered by their terminals."
    )
    done = _("Next document numbers saved.")

    def crumbs(self) -> Sequence[Crumb]:
        settings = Crumb(_("Settings"), reverse("backoffice:settings"))
        if not self.actor.may(VIEW_BOOKS, self.branch):
            return [settings]
        return [Crumb(_("Opening balances"), reverse("backoffice:opening_balances"))]

    @cached_property
    def known(self) -> Sequence[DocumentNumbers]:
        """How far each kind is numbered here."""
        return document_numbers(actor=self.actor, branch_id=self.branch)

    def initial(self) -> dict[str, Any]:
        """The numbers as they are."""
        return {one.document: one.next_number for one in self.known if not one.is_begun}

    def form(self, **options: Any) -> ScreenForm:
        """With a field for each kind that hasn't begun."""
        form = super().form(**options)
        for one in self.known:
            if not one.is_begun:
                form.fields[one.document] = WholeNumberField(
                    label=one.title, least=1, most=MOST_NUMBER
                )
        return form

    def act(self, form: Any) -> str:
        wanted = {
            mark: number
            for mark, number in form.cleaned_data.items()
            if number != self.initial()[mark]
        }
        set_first_numbers(actor=self.actor, branch_id=self.branch, numbers=wanted)
        return reverse("backoffice:first_numbers")

    def draw(self, status: int = 200, **context: Any) -> Any:
        """Each kind beside its field."""
        form = context["form"]
        rows = [
            {"told": one, "field": form[one.document] if one.document in form.fields else None}
            for one in self.known
        ]
        return super().draw(status, rows=rows, **context)
