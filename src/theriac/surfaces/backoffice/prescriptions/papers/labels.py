"""The label of a line: asks what stands on it, and draws it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core.paper.sizes import PAPERS
from theriac.core.paper.slips import SlipTooFull
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.dosage.directions.phrasebook import LabelCaution
from theriac.domains.dosage.directions.said import PHRASEBOOKS
from theriac.domains.dosage.etiket import LabelColour, colour_of
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.papers.label import Etiket, labels_pdf, language_of_label
from theriac.domains.prescriptions.papers.sources import GivenLine, given_lines, paper_head
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.batch_lines import BatchLine, batch_lines
from theriac.surfaces.backoffice.compounding.beside import compounded_for
from theriac.surfaces.backoffice.prescriptions.lines import OneLine
from theriac.surfaces.backoffice.prescriptions.papers.sheets import PRINTED
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer

CAUTIONS = {
    LabelCaution.SHAKE: gettext_lazy("Shake before use"),
    LabelCaution.NO_DRIVING: gettext_lazy("May cause sleepiness, no driving"),
    LabelCaution.NO_ALCOHOL: gettext_lazy("No alcohol"),
    LabelCaution.FRIDGE: gettext_lazy("Keep in the fridge"),
    LabelCaution.FINISH: gettext_lazy("Finish the course"),
    LabelCaution.EXTERNAL: gettext_lazy("For external use only"),
    LabelCaution.DONT_CRUSH: gettext_lazy("Swallow whole"),
    LabelCaution.CHILDREN: gettext_lazy("Keep away from children"),
}
COLOURS = {
    "": gettext_lazy("By the directions"),
    LabelColour.WHITE.value: gettext_lazy("White, by mouth"),
    LabelColour.BLUE.value: gettext_lazy("Blue, external use"),
}
MOST_COPIES = 20


class EtiketForm(ScreenForm):
    """On which paper, in which language, with which batch and warnings."""

    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"), choices=[(one.code, one.title) for one in PAPERS.values()]
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Patient’s language"),
        choices=[(code, book.name) for code, book in PHRASEBOOKS.items()],
    )
    batch = forms.ChoiceField(label=gettext_lazy("Batch"), choices=(), required=False)
    colour = forms.ChoiceField(
        label=gettext_lazy("Label colour"), choices=list(COLOURS.items()), required=False
    )
    cautions = forms.MultipleChoiceField(
        label=gettext_lazy("Warnings"),
        choices=[(one.value, words) for one, words in CAUTIONS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    count = WholeNumberField(label=gettext_lazy("Copies"), least=1, most=MOST_COPIES, initial=1)
    skip = WholeNumberField(
        label=gettext_lazy("Labels already used on the first sheet"),
        help_text=gettext_lazy("For A4: number of labels already used."),
        least=0,
        most=64,
        required=False,
    )


class LabelledLine(OneLine):
    """A line whose label is printed, once it is approved."""

    permission: ClassVar[Permission | None] = OPEN_PRESCRIPTIONS

    @cached_property
    def given(self) -> GivenLine:
        """The line with its product. Raises NotFound."""
        if self.opened.prescription.state not in PRINTED:
            raise NotFound(_("No label is printed before the prescription is approved. Review it."))
        lines = given_lines(self.actor, self.opened)
        return next(one for one in lines if one.line.id == self.line.id)

    @cached_property
    def batches(self) -> Sequence[BatchLine]:
        """The product's batches that may be sold, what was compounded for the line in front.

        Behind it by the order in which they are sold.
        """
        product = self.given.product
        if product is None or self.branch_id is None or not self.may(VIEW_STOCK):
            return ()
        found = batch_lines(actor=self.actor, branch_id=self.branch_id, product_id=product.id)
        made = [one["row"] for one in self._compounded]
        own = {one.batch_id for one in made if one.state == "checked"}
        sold = [one for one in found if one.order is not None or one.batch_id in own]
        return sorted(sold, key=lambda one: one.batch_id not in own)

    @property
    def _compounded(self) -> Sequence[dict[str, Any]]:
        return compounded_for(self, self.opened.prescription.id).get(self.line.id, ())

    def asked(self, form: Any) -> Any:
        """The form with the batches of the line's product."""
        form.fields["batch"].choices = [
            *((str(one.batch_id), one.number) for one in self.batches),
            ("", "–"),
        ]
        return form


class LineLabel(LabelledLine, FormScreen):
    """Asks what stands on the label, and opens the PDF."""

    permission: ClassVar[Permission | None] = OPEN_PRESCRIPTIONS
    form_class: ClassVar[type[ScreenForm]] = EtiketForm
    title = gettext_lazy("Print label")
    submit_label = gettext_lazy("Create PDF")

    def initial(self) -> dict[str, Any]:
        language = (get_language() or "en")[:2]
        return {
            "paper": "58",
            "language": language if language in PHRASEBOOKS else "en",
            "batch": str(self.batches[0].batch_id) if self.batches else "",
        }

    def form(self, **options: Any) -> ScreenForm:
        form: ScreenForm = self.asked(super().form(**options))
        return form

    def act(self, form: ScreenForm) -> str:
        """Show the PDF. Raises Unprocessable where it can't be drawn so."""
        data = form.cleaned_data
        if language_of_label(data["language"]) != data["language"]:
            raise Unprocessable(
                _("This computer can’t print this language. Choose another one."), field="language"
            )
        dosage = self.given.dosage
        if not data["colour"] and (dosage is None or colour_of(dosage) is None):
            raise Unprocessable(
                _("The directions don’t say how it is used. Choose the label’s colour."),
                field="colour",
            )
        self.drawn(data)
        sent = {name: data[name] for name in ("paper", "language", "batch", "colour", "cautions")}
        numbers = {"count": data["count"], "skip": data["skip"] or 0}
        address = reverse(
            "backoffice:prescription_label_pdf",
            args=[self.kwargs["prescription_id"], self.kwargs["line_id"]],
        )
        return f"{address}?{urlencode(sent | numbers, doseq=True)}"

    def drawn(self, data: Any) -> bytes:
        return drawn_label(self, data)


class LineLabelPdf(LabelledLine):
    """The label that the address asks for."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it; what the address leaves out is one of 58 mm. Raises Unprocessable."""
        asked = request.GET.copy()
        for name, usual in (("paper", "58"), ("language", "en"), ("count", "1")):
            asked.setdefault(name, usual)
        form = self.asked(EtiketForm(data=asked))
        if not form.is_valid():
            raise Unprocessable(_("This address is not valid. Open the line and print again."))
        return pdf_answer(drawn_label(self, form.cleaned_data), f"label-{self.line.position}")


def drawn_label(screen: LabelledLine, data: Any) -> bytes:
    """The label as PDF. Raises Unprocessable where its words don't fit on the paper."""
    given, found = screen.given, screen.opened.prescription
    head = paper_head(found.branch_id)
    batch = next((one for one in screen.batches if str(one.batch_id) == data["batch"]), None)
    label = Etiket(
        pharmacy=head.shop,
        place=" · ".join(filter(None, (head.place, head.pharmacist_licence))),
        number=found.code,
        on=branch_date(found.branch_id),
        patient=screen.opened.patient,
        medicine=given.name,
        quantity=given.units,
        dosage=given.dosage,
        written=given.written,
        cautions=[LabelCaution(one) for one in data["cautions"]],
        batch=batch.number if batch else "",
        expires_on=batch.expires_on if batch else None,
        colour=LabelColour(data["colour"]) if data["colour"] else None,
    )
    try:
        return labels_pdf(
            [label] * data["count"], PAPERS[data["paper"]], data["language"], skip=data["skip"] or 0
        )
    except SlipTooFull as full:
        raise Unprocessable(
            _("The words don’t fit on this paper. Choose a larger one."), field="paper"
        ) from full
