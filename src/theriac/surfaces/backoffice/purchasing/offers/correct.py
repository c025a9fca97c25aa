"""Lines of an offer beside the page that they were read from, the unsure ones first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.files.page_pictures import MOST_PAGES
from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.offers.commands.correct import correct_offer
from theriac.domains.offers.permissions import DRAFT_OFFERS, VIEW_OFFERS
from theriac.domains.offers.queries.offers import lines_from, lines_to_check
from theriac.domains.offers.rules.certainty import is_sure
from theriac.domains.offers.rules.facts import OfferHead
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.offers.base import OfferPart, OfferScreen
from theriac.surfaces.backoffice.purchasing.offers.grid import OfferGrid, OfferGridRow, typed_of
from theriac.surfaces.backoffice.purchasing.paper import PagePicture, printed_of, show_beside
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.stock.grids.document import GridDocument
from theriac.surfaces.backoffice.stock.product_search import products_by_id

MOST_SHOWN = 25
"""Lines at once: what a person looks through before saving."""
AMOUNTS = ("freight", "freight_free_from", "minimum_order")
DAYS = ("issued_on", "valid_from", "valid_until")


class OfferHeadForm(ScreenForm):
    """What concerns the whole offer."""

    supplier_id = forms.ChoiceField(label=gettext_lazy("Supplier"), choices=(), required=False)
    number = text_of(OfferHead, "number", gettext_lazy("Number"))
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), required=False, localize=False)
    valid_from = forms.DateField(label=gettext_lazy("Valid from"), required=False, localize=False)
    issued_on = forms.DateField(label=gettext_lazy("Date"), required=False, localize=False)
    freight = MoneyField(label=gettext_lazy("Freight per order"), required=False)
    freight_free_from = MoneyField(label=gettext_lazy("No freight from"), required=False)
    minimum_order = MoneyField(label=gettext_lazy("Minimum order"), required=False)
    note = text_of(OfferHead, "note", gettext_lazy("Note"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4_000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["supplier_id"]
        known = ((str(key), name) for key, name in active_suppliers())
        field.choices = [("", gettext_lazy("Choose")), *known]

    def facts(self) -> OfferHead:
        """The head as the command takes it."""
        data = self.cleaned_data
        amounts = {name: data[name].amount if data[name] else None for name in AMOUNTS}
        return given(
            OfferHead,
            supplier_id=parse_id(data["supplier_id"]),
            number=data["number"],
            note=data["note"],
            **{name: data[name] for name in DAYS},
            freight=amounts["freight"] or 0,
            freight_free_from=amounts["freight_free_from"],
            minimum_order=amounts["minimum_order"] or 0,
        )


class CorrectOffer(OfferPart, GridDocument):
    """One page of lines; saving them shows the next, until none asks for a look."""

    permission = DRAFT_OFFERS
    form_class = OfferHeadForm
    template_name = "backoffice/purchasing/offers/correct.html"
    submit_label = gettext_lazy("Save as checked")
    done = gettext_lazy("Lines saved as checked.")
    needs_rows = False

    def page_title(self) -> Text:
        return gettext_lazy("Check lines")

    def initial(self) -> dict[str, Any]:
        offer = self.view.offer
        return {
            **{name: getattr(offer, name) for name in (*DAYS, "number", "note", "version")},
            **{name: money(getattr(offer, name) or None) for name in AMOUNTS},
            "supplier_id": str(offer.supplier_id or ""),
            "shown": " ".join(line.id.hex for line in self.lines),
        }

    @cached_property
    def lines(self) -> list[Any]:
        """Those that ask for a look; with ``?from=`` those from a position on."""
        text = self.request.GET.get("from", "")
        if text.isascii() and text.isdigit() and len(text) < 7:
            return lines_from(self.view.offer, int(text), MOST_SHOWN)
        return lines_to_check(self.view.offer, MOST_SHOWN)

    def new_grid(self, data: Mapping[str, Any]) -> OfferGrid:
        return OfferGrid(self)

    def begin(self, grid: OfferGrid) -> None:
        """The lines as they were read."""
        keys = [line.product_id for line in self.lines if line.product_id]
        products = products_by_id(self.actor, keys, self.branch_id)
        for at, line in enumerate(self.lines):
            product = products.get(line.product_id) if line.product_id else None
            values = typed_of(line, OfferGridRow(product))
            prefix = f"{PREFIX}-{at}"
            row = (
                grid.filled(product, values, prefix=prefix)
                if product
                else grid.made(None, initial=values, prefix=prefix)
            )
            if isinstance(row, OfferGridRow):
                show_beside(row, line, printed_of(line.code, line.text, line.pack_text))
                row.is_unsure = not (line.is_checked or is_sure(line))
            grid.rows.append(row)

    def context(self) -> dict[str, Any]:
        offer = self.view.offer
        pages = int(offer.marks.get("pages", 0)) if isinstance(offer.marks, dict) else 0
        return {
            **super().context(),
            "offer": offer,
            "view": self.view,
            "pages": range(1, min(pages, MOST_PAGES) + 1),
            "page_url": reverse("backoffice:offer_page", args=[offer.id]) + "?number=",
        }

    def write(self, form: Any) -> str:
        """Keep head and lines; on to those that still ask, else the offer's own page."""
        shown = [parse_id(text) for text in form.cleaned_data["shown"].split()]
        correct_offer(
            actor=self.actor,
            branch_id=self.at_branch,
            offer_id=self.view.offer.id,
            version=form.cleaned_data["version"],
            facts=form.facts(),
            lines=[row.facts() for row in self.grid.offer_rows],
            shown=[key for key in shown if key and key not in self.grid.skipped],
        )
        is_more = bool(lines_to_check(self.view.offer, 1)) and not self.grid.skipped
        return self.request.path if is_more else self.address()


class OfferPage(OfferScreen, PagePicture):
    """A page of the offer as a picture, drawn here."""

    permission = VIEW_OFFERS

    def file_id(self) -> UUID | None:
        """The offer's."""
        return self.view.offer.file_id
