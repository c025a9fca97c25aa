"""Finding what a transfer sends: by typing, by barcode, by GS1 code with the batch in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from theriac.core.ids import parse_id
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.transfers.permissions import TRANSFER
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.product_search import found_products, products_by_id
from theriac.surfaces.backoffice.transfers.lines import batches_here, new_line, scanned


class TransferFind(Screen):
    """The products that fit what is being typed, each a button that adds a line."""

    permission = TRANSFER
    template_name = "backoffice/transfers/found.html"

    def context(self) -> dict[str, Any]:
        return {"found": found_products(self, self.request.GET.get("q", ""))}


class TransferAdd(Screen):
    """A new line: of the product pressed, of the code scanned, or of the only one that fits."""

    permission = TRANSFER
    template_name = "backoffice/transfers/added.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The line; a sentence below the search where nothing fits."""
        typed = request.GET.get("q", "").strip()[:200]
        if self.branch_id is None:
            return self.draw(line=None, typed=typed, none_left="")
        product, factor, number = self._product(typed)
        if product is None:
            found = found_products(self, typed)
            if len(found) != 1:
                return self.draw(line=None, typed=typed, none_left="", found=found)
            product = found[0]
        batches = batches_here(self.actor, self.branch_id, product.id)
        if not batches:
            return self.draw(line=None, typed=typed, none_left=product.name)
        chosen = next((str(b.batch_id) for b in batches if number and b.number == number), "")
        line = new_line(product, batches, batch_id=chosen, factor=factor)
        line.fields["packs"].widget.attrs["autofocus"] = True
        return self.draw(line=line, typed="", none_left="")

    def _product(self, typed: str) -> tuple[ProductDetail | None, int | None, str]:
        wanted = parse_id(self.request.GET.get("product", ""))
        if wanted is not None:
            return products_by_id(self.actor, [wanted], self.branch_id).get(wanted), None, ""
        code, number = scanned(typed)
        opened = find_pack(actor=self.actor, code=code) if code else None
        if opened is not None:
            products = products_by_id(self.actor, [opened.product_id], self.branch_id)
            return products.get(opened.product_id), opened.factor, number
        return None, None, ""


class TransferNothing(Screen):
    """What a line is replaced by when it is taken away."""

    permission = TRANSFER

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return HttpResponse("")
