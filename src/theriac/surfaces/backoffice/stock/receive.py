"""Receiving goods: products are searched or scanned, each becomes a line, all on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Problem
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.receive import receive_stock
from theriac.domains.stock.permissions import RECEIVE_STOCK
from theriac.surfaces.backoffice.shell.forms import FormScreen, ScreenForm
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.receiving import (
    LineForm,
    new_line,
    products_by_id,
    read_lines,
)

FOUND = 8


class ReceiptForm(ScreenForm):
    """What concerns the whole delivery."""

    number = forms.CharField(
        label=gettext_lazy("Number of the delivery note or invoice"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(label=gettext_lazy("Note"), max_length=120, required=False)


class ReceiveStock(FormScreen):
    """One page: nothing that was typed is lost, every refusal stands beside its field."""

    permission = RECEIVE_STOCK
    form_class = ReceiptForm
    template_name = "backoffice/stock/receive.html"
    title = gettext_lazy("Receive goods")
    submit_label = gettext_lazy("Receive")
    done = gettext_lazy("The goods are on the shelf. Every counter can sell them.")

    def crumbs(self) -> Sequence[Crumb]:
        """Back to stock."""
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """An empty page, or with a line of the products in the address."""
        wanted = [key for key in map(parse_id, request.GET.getlist("product")) if key]
        products = products_by_id(self.actor, wanted, self.branch_id)
        lines = [new_line(products[key], takes_focus=True) for key in wanted if key in products]
        return self.draw(form=self.form(), lines=lines)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Check every line, then receive all of them or none."""
        form = self.form(data=request.POST)
        lines = read_lines(self.actor, request.POST, self.branch_id)
        whole = form.is_valid() and bool(lines)
        if not lines:
            form.add_error(None, _("Nothing was entered. Search for a product and add it."))
        verdicts = [line.is_valid() for line in lines]
        if not all(verdicts) or not whole:
            return self.draw(422, form=form, lines=lines)
        try:
            target = self._receive(form, lines)
        except Problem as problem:
            _take(problem, form, lines)
            return self.draw(problem.status, form=form, lines=lines)
        messages.success(request, str(self.done))
        return HttpResponseRedirect(target)

    def _receive(self, form: ScreenForm, lines: Sequence[LineForm]) -> str:
        if self.branch_id is None:
            raise NotFound(_("Choose a branch first."))
        receipt = receive_stock(
            actor=self.actor,
            branch_id=BranchId(self.branch_id),
            lines=[line.line() for line in lines],
            number=form.cleaned_data["number"].strip(),
            reason=form.cleaned_data["reason"].strip(),
        )
        return reverse("backoffice:stock_document", args=[receipt.id])


def _take(problem: Problem, form: ScreenForm, lines: Sequence[LineForm]) -> None:
    """Put a refusal at the line that it names (``lines.2.quantity``), else on top."""
    _lines, _mark, rest = (problem.field or "").partition(".")
    number, _mark, name = rest.partition(".")
    if number.isdecimal() and int(number) < len(lines):
        field = {"quantity": "packs", "product_id": "packs"}.get(name, name)
        line = lines[int(number)]
        line.add_error(field if field in line.fields else None, str(problem.detail))
        return
    form.add_error(None, str(problem.detail or problem.title))


class ReceiveFind(Screen):
    """The products that fit what is being typed, each a button that adds a line."""

    permission = RECEIVE_STOCK
    template_name = "backoffice/stock/receive_found.html"

    def context(self) -> dict[str, Any]:
        """The best fits."""
        return {"found": found_products(self, self.request.GET.get("q", ""))}


class ReceiveLine(Screen):
    """A new line: of the product that was pressed, of the code scanned, or of the best fit."""

    permission = RECEIVE_STOCK
    template_name = "backoffice/stock/receive_line.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The line; a sentence below the search where nothing fits."""
        typed = request.GET.get("q", "").replace("\0", "").strip()[:200]
        product, factor = self._product(typed)
        if product is None:
            return self.draw(line=None, typed=typed)
        line = new_line(product, takes_focus=True)
        if factor:
            line.initial["factor"] = str(factor)
        return self.draw(line=line, typed="")

    def _product(self, typed: str) -> tuple[ProductDetail | None, int | None]:
        wanted = parse_id(self.request.GET.get("product", ""))
        if wanted is not None:
            return products_by_id(self.actor, [wanted], self.branch_id).get(wanted), None
        opened = find_pack(actor=self.actor, code=typed) if typed else None
        if opened is not None:
            products = products_by_id(self.actor, [opened.product_id], self.branch_id)
            return products.get(opened.product_id), opened.factor
        best = found_products(self, typed)
        return (best[0] if best else None), None


class ReceiveNothing(Screen):
    """What a line is replaced by when it is taken away."""

    permission = RECEIVE_STOCK

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Nothing."""
        return HttpResponse("")


def found_products(screen: Screen, typed: str) -> list[ProductDetail]:
    """The best fits of what was typed."""
    text = typed.replace("\0", "").strip()[:200]
    if not text:
        return []
    found = search_products(actor=screen.actor, text=text, limit=FOUND, only_active=False)
    ids: list[UUID] = list(found.product_ids)
    products = products_by_id(screen.actor, ids, screen.branch_id)
    return [products[key] for key in ids if key in products]
