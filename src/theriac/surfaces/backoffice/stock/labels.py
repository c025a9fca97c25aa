"""The form that asks which labels and how many, and the PDF that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.paper.labels import drawn_labels
from theriac.core.paper.sizes import MOST_LABELS, PAPERS
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.catalog.commands.own_codes import give_own_code
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.permissions import LABEL_GOODS
from theriac.domains.stock.labels import LabelKind, labels_of_batches
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.card import movement_lines, movements_of
from theriac.surfaces.backoffice.catalog.words import pack_content
from theriac.surfaces.backoffice.compounding.beside import codes_on_batches
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.base import BatchScreen

KINDS = {
    LabelKind.BATCH: gettext_lazy("Batch: name, batch and expiry"),
    LabelKind.SHELF: gettext_lazy("Shelf: name and place"),
    LabelKind.PRICE: gettext_lazy("Price: name and price"),
}


class LabelForm(ScreenForm):
    """Which label, on what, how many."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Label"), choices=[(kind.value, words) for kind, words in KINDS.items()]
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"), choices=[(one.code, one.title) for one in PAPERS.values()]
    )
    count = WholeNumberField(
        label=gettext_lazy("Copies of each"), least=1, most=MOST_LABELS, initial=1
    )
    skip = WholeNumberField(
        label=gettext_lazy("Labels already used on the first sheet"),
        help_text=gettext_lazy("For A4: number of labels already used."),
        least=0,
        most=64,
        required=False,
    )

    def asked(self) -> dict[str, str]:
        """As the address of the PDF says it."""
        data = self.cleaned_data
        found = {name: str(data[name]) for name in ("kind", "paper", "count")}
        return found | ({"skip": str(data["skip"])} if data["skip"] else {})


class PackLabelForm(LabelForm):
    """Also the pack whose code and price stand on it."""

    pack = forms.ChoiceField(label=gettext_lazy("Pack"), choices=(), required=False)
    field_order = ("kind", "pack", "paper", "count", "skip")

    def asked(self) -> dict[str, str]:
        """With the pack that was chosen."""
        pack = self.cleaned_data["pack"]
        return super().asked() | ({"pack": pack} if pack else {})


class BatchLabels(BatchScreen, FormScreen):
    """Asks what stands on them and how many, and opens the PDF."""

    permission = LABEL_GOODS
    form_class: ClassVar[type[ScreenForm]] = PackLabelForm
    title = gettext_lazy("Print labels")
    submit_label = gettext_lazy("Create PDF")
    lead = gettext_lazy(
        "Scan the label in the back office search to open the batch. Products without a GTIN "
        "get a code from the pharmacy."
    )

    @property
    def coded_packs(self) -> list[Any]:
        """The packs that a label can name."""
        return [pack for pack in self.product.packs if any(map(gtin14, pack.barcodes))]

    def form(self, **options: Any) -> ScreenForm:
        """With the packs that have a GTIN."""
        form = super().form(**options)
        packs: Any = form.fields["pack"]
        packs.choices = [
            (str(pack.id), pack_content(pack, self.product.base_unit)) for pack in self.coded_packs
        ]
        if not packs.choices:
            del form.fields["pack"]
            form.cleaned_data = {"pack": ""}
        return form

    def act(self, form: Any) -> str:
        """Give the product a code where it has none, then show the PDF."""
        if not self.coded_packs:
            give_own_code(actor=self.actor, product_id=self.product.id)
            form.cleaned_data["pack"] = ""
        address = reverse("backoffice:stock_labels_pdf", args=[self.batch.id])
        return f"{address}?{urlencode(form.asked())}"


class DocumentScreen(Screen):
    """A page of a document that brought something in."""

    @cached_property
    def moved(self) -> list[Any]:
        """What came in. Raises NotFound."""
        document_id = UUID(str(self.kwargs["document_id"]))
        found = movements_of(actor=self.actor, document_id=document_id)
        came = [
            line for line in movement_lines(actor=self.actor, movements=found) if line.change > 0
        ]
        if not came:
            raise NotFound(_("This document received no goods. Check the stock card."))
        return came

    @property
    def batch_ids(self) -> list[UUID]:
        """Its batches in their order, each once."""
        return list(dict.fromkeys(line.batch_id for line in self.moved))


class DocumentLabels(DocumentScreen, FormScreen):
    """Labels of everything that a document brought in, such as a receipt."""

    permission: ClassVar[Permission | None] = LABEL_GOODS
    form_class = LabelForm
    title = gettext_lazy("Print labels of received goods")
    submit_label = gettext_lazy("Create PDF")

    def context(self) -> dict[str, Any]:
        """A document of nothing has no labels."""
        return {"moved": self.moved}

    def crumbs(self) -> Sequence[Crumb]:
        here = reverse("backoffice:stock_document", args=[self.kwargs["document_id"]])
        return [
            Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list")),
            Crumb(gettext_lazy("Document"), here),
        ]

    def act(self, form: Any) -> str:
        """Codes for products that have none, then the PDF."""
        for product_id in dict.fromkeys(line.product_id for line in self.moved):
            give_own_code(actor=self.actor, product_id=product_id)
        address = reverse("backoffice:stock_document_pdf", args=[self.kwargs["document_id"]])
        return f"{address}?{urlencode(form.asked())}"


class BatchLabelsPdf(BatchScreen):
    """The PDF of one batch, to be printed by the browser or a label program."""

    permission = VIEW_STOCK
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it; what the address leaves out is one label of 40 by 30 mm."""
        return printed(self, [self.batch.id])


class DocumentLabelsPdf(DocumentScreen):
    """The PDF of all batches that a document brought in."""

    permission = VIEW_STOCK
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return printed(self, self.batch_ids)


def printed(screen: Screen, batch_ids: Sequence[UUID]) -> HttpResponse:
    """The labels that the address asks for. Raises Unprocessable for one that can't be read."""
    request = screen.request
    asked = {"kind": "batch", "paper": "40x30", "count": "1"} | request.GET.dict()
    form = LabelForm(data=asked)
    if not form.is_valid() or screen.branch_id is None:
        raise Unprocessable(_("This address is not valid. Open the batch and print again."))
    data = form.cleaned_data
    if data["count"] * len(batch_ids) > MOST_LABELS:
        raise Unprocessable(_("Print at most %(most)s labels at once.") % {"most": MOST_LABELS})
    labels = labels_of_batches(
        actor=screen.actor,
        branch_id=screen.branch_id,
        batch_ids=batch_ids,
        kind=LabelKind(data["kind"]),
        pack_id=parse_id(request.GET.get("pack", "")),
    )
    codes = codes_on_batches(screen, batch_ids)
    every = [
        replace(label, note=codes.get(batch_id, "")).drawn
        for batch_id, label in zip(batch_ids, labels, strict=True)
        for _one in range(data["count"])
    ]
    content = drawn_labels(every, PAPERS[data["paper"]], skip=data["skip"] or 0, title=_("Labels"))
    headers = {
        "Content-Disposition": 'inline; filename="labels.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
