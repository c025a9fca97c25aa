"""A line: corrected, matched to a product, or another product given instead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import altered, given
from theriac.core.ids import parse_id
from theriac.core.problems import NotFound
from theriac.domains.prescriptions.commands.lines import correct_line
from theriac.domains.prescriptions.commands.outcomes import substitute_line
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.permissions import (
    OPEN_PRESCRIPTIONS,
    PREPARE_PRESCRIPTIONS,
    RECEIVE_PRESCRIPTIONS,
)
from theriac.domains.prescriptions.rules.facts import SubstituteWritten
from theriac.domains.prescriptions.rules.reasons import WHY_SUBSTITUTED
from theriac.surfaces.backoffice.prescriptions.base import OF_ANOTHER_BRANCH, OnePrescription
from theriac.surfaces.backoffice.prescriptions.detail import MATCHABLE
from theriac.surfaces.backoffice.prescriptions.line_form import (
    CopiedLineForm,
    PrescriptionLineForm,
    line_given,
    same_line,
    typed_of,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    typed_text,
)


class OneLine(OnePrescription):
    """A screen of a line of the prescription."""

    @cached_property
    def line(self) -> Any:
        """The line. Raises NotFound."""
        wanted = UUID(str(self.kwargs["line_id"]))
        for one in self.opened.lines:
            if one.id == wanted:
                return one
        raise NotFound(_now("This line isn’t on the prescription. Reload the page."))

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.opened.prescription.code, self.address())]


class ChooseProduct(OneLine):
    """Which product a line is, or which is given instead, by a search that begins as written."""

    permission = OPEN_PRESCRIPTIONS
    title = _("Choose the product")
    template_name = "backoffice/prescriptions/choose.html"

    def context(self) -> dict[str, Any]:
        """What the search found; matched before the approval, substituted after it."""
        text = typed_text(self.request) or str(self.line.content["written"])
        found = found_products(self, text, limit=FOUND_ON_A_PAGE, only_active=True)
        state = self.opened.prescription.state
        return {
            "text": text,
            "line": self.line,
            "written": self.line.content["written"],
            "prescription": self.opened.prescription,
            "found": found,
            "may_match": state in MATCHABLE and self.may(RECEIVE_PRESCRIPTIONS),
            "may_instead": state in ("approved", "preparing") and self.may(PREPARE_PRESCRIPTIONS),
            "reasons": list(WHY_SUBSTITUTED.items()),
        }


class MatchLine(OneLine, ButtonScreen):
    """The line is this product."""

    unsaid = OF_ANOTHER_BRANCH
    calls = Calls(correct_line)
    done = _("Matched.")

    def given(self) -> dict[str, Any]:
        product = parse_id(self.request.POST.get("product_id", "")) or UUID(int=0)
        return {"line": same_line(self.line, product)}


class SubstituteLine(OneLine, ButtonScreen):
    """This product is given instead."""

    unsaid = OF_ANOTHER_BRANCH
    calls = Calls(substitute_line)
    done = _("Substituted.")

    def given(self) -> dict[str, Any]:
        sent = self.request.POST
        return {
            "line_id": self.line.id,
            "instead": given(
                SubstituteWritten,
                product_id=parse_id(sent.get("product_id", "")) or UUID(int=0),
                reason_code=sent.get("reason_code", "")[:20],
                note=sent.get("note", "")[:120],
            ),
        }


class CorrectLine(OneLine, FormScreen):
    """The line as it is read now."""

    permission = RECEIVE_PRESCRIPTIONS
    form_class = PrescriptionLineForm
    title = _("Correct the line")
    done = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return typed_of(self.line)

    def form(self, **options: Any) -> ScreenForm:
        kind = CopiedLineForm if self.opened.prescription.is_copy else PrescriptionLineForm
        return kind(initial=self.initial(), **options)

    def act(self, form: ScreenForm) -> str:
        line = self.line
        told = line_given(form.cleaned_data, product_id=line.product_id, generic_id=line.generic_id)
        kept = line.content["directions"]
        directions = altered(
            told.directions, period=kept["period"], period_unit=kept["period_unit"]
        )
        correct_line(
            actor=self.actor,
            branch_id=self.branch,
            prescription_id=PrescriptionId(self.opened.prescription.id),
            version=self.opened.prescription.version,
            line_id=PrescriptionLineId(line.id),
            line=altered(told, directions=directions, note=line.content["note"]),
        )
        return self.address()

    def cancel_url(self) -> str:
        """Back to the prescription."""
        return self.address()
