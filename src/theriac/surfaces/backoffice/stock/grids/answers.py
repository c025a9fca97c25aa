"""What a grid in the browser asks its document: what a text means, and the rows of a sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from theriac.core.problems import Problem
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.stock.grids.products import LONGEST, SHORTEST, ProductGrid
from theriac.surfaces.backoffice.stock.product_search import found_products, is_code


class GridAnswer(Screen):
    """What the grid in the browser asks; answered as facts, a refusal as a sentence."""

    def grid(self) -> ProductGrid:
        """The document's grid."""
        raise NotImplementedError


class GridFind(GridAnswer):
    """What the text of a product's cell means, else the products that fit it."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        text = request.GET.get("q", "").strip()[:LONGEST]
        grid = self.grid()
        try:
            coded = grid.coded(text) if text else None
        except Problem as problem:
            return JsonResponse({"problem": str(problem.detail or problem.title)})
        if coded is not None and coded.product is not None:
            return JsonResponse(
                {
                    "taken": grid.filled(coded.product, coded.values).told(),
                    "cautions": [str(words) for words in coded.cautions],
                }
            )
        is_name = len(text) >= SHORTEST and not is_code(text)
        found = found_products(self, text) if is_name else []
        grid.learn(found)
        return JsonResponse(
            {
                "found": [
                    {
                        "name": one.name,
                        "note": one.manufacturer,
                        "row": grid.filled(one, {}).told(),
                    }
                    for one in found
                ],
                "problem": ""
                if found
                else str(_("No product matches “%(text)s”.") % {"text": text[:60]}),
            }
        )


class GridPaste(GridAnswer):
    """The rows of a pasted piece of a sheet, checked."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        grid = self.grid()
        try:
            rows, unread = grid.pasted(request.POST.get("text", ""))
        except Problem as problem:
            return JsonResponse({"problem": str(problem.detail or problem.title)}, status=422)
        said = _("These columns are not used: %(names)s.") % {"names": ", ".join(unread)[:200]}
        return JsonResponse(
            {"rows": [row.told() for row in rows], "cautions": [said] if unread else []}
        )
