"""Letters to the patients who received recalled units: printed, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.recalls.commands.letters import note_outcome, prepare_letters
from theriac.surfaces.backoffice.recalls.base import RecallScreen
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.screens import Crumb


class PrintLetters(RecallScreen):
    """Prepared when the button is pressed: each patient's record is read, and that is recorded."""

    permission = VIEW_PATIENTS
    template_name = "backoffice/recalls/letters.html"
    http_method_names = ("post",)

    def page_title(self) -> Text:
        return _("Letters")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.recall.number, self.address())]

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        found = prepare_letters(actor=self.actor, branch_id=self.branch, recall_id=self.recall.id)
        names = product_names({line.product_id for one in found.letters for line in one.received})
        letters = [
            {
                "letter": one,
                "received": [(names.get(line.product_id, ""), line) for line in one.received],
            }
            for one in found.letters
        ]
        response = self.draw(
            found=found, letters=letters, recall=self.recall, branch=get_branch(self.branch)
        )
        response["Cache-Control"] = "no-store"
        return response


class NoteOutcome(RecallScreen, ButtonScreen):
    """A patient was told, or couldn't be reached; said on the recall's page, letter by letter."""

    calls = Calls(note_outcome, outcome=str)
    done = gettext_lazy("Outcome saved.")

    def address(self) -> str:
        """The letters on the recall's page."""
        return f"{super().address()}#letters"
