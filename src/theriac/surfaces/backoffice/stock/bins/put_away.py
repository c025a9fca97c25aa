"""Putting goods into a bin in two scans: the goods, then the bin's label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.stock.commands.put_in_bin import put_in_bin, set_home_bin
from theriac.domains.stock.permissions import ADJUST_STOCK
from theriac.domains.stock.queries.batches.batch_lines import batch_lines
from theriac.domains.stock.queries.bins import bin_scanned
from theriac.surfaces.backoffice.shell.screens import CameraScreen, Crumb
from theriac.surfaces.backoffice.stock.product_search import is_code

LONGEST = 200


@dataclass(frozen=True, slots=True)
class ScannedGoods:
    """What the first scan named: a product, and its batches on the shelf that are meant."""

    product_id: UUID
    product: str
    batches: tuple[Any, ...]
    missing: str = ""
    """The batch number that the code names, where the shelf has no such batch."""


class PutAway(CameraScreen):
    """One field that takes both scans; everything that it needs to know comes with the form."""

    permission = ADJUST_STOCK
    template_name = "backoffice/stock/bins/put.html"
    title = gettext_lazy("Put away")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Locations"), reverse("backoffice:bin_list"))]

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The goods are remembered by the form; the bin's label puts them there."""
        typed = request.POST.get("scan", "").strip()[:LONGEST]
        goods = self._remembered(request)
        target = bin_scanned(actor=self.actor, branch_id=self.branch, code=typed) if typed else None
        if target is None or (goods is None and not typed.upper().startswith("BIN-")):
            return self._goods_scanned(typed, goods)
        if goods is None:
            return self.draw(
                422, error=_("Scan the product first, then the location."), typed=typed
            )
        try:
            put_in_bin(
                actor=self.actor,
                branch_id=self.branch,
                batch_ids=[one.batch_id for one in goods.batches],
                bin_id=target.id,
            )
            if request.POST.get("home"):
                set_home_bin(
                    actor=self.actor,
                    branch_id=self.branch,
                    product_id=goods.product_id,
                    bin_id=target.id,
                )
        except Problem as problem:
            return self.draw(problem.status, goods=goods, error=str(problem.detail))
        done = _("%(product)s is now in %(bin)s. Scan the next product.")
        return self.draw(done=done % {"product": goods.product, "bin": target.code})

    def _goods_scanned(self, typed: str, before: ScannedGoods | None) -> HttpResponseBase:
        goods = self._find(typed) if typed else None
        if goods is None:
            words = _("No product or location at this branch has this code. Scan again.")
            return self.draw(422, goods=before, error=words, typed=typed)
        if goods.missing:
            words = _(
                "There is no batch %(batch)s of %(product)s in stock. Check the number on "
                "the pack. Receive the batch first, or search for the product."
            )
            facts = {"batch": goods.missing, "product": goods.product}
            return self.draw(422, error=words % facts, typed=typed)
        if not goods.batches:
            words = _("There is no %(product)s in stock. Receive it first.")
            return self.draw(422, error=words % {"product": goods.product}, typed=typed)
        return self.draw(goods=goods)

    def _find(self, typed: str) -> ScannedGoods | None:
        try:
            code = read_code(typed)
            pack = find_pack(actor=self.actor, code=code.lookup)
        except Problem:  # No barcode; perhaps a name.
            pack = None
        if pack is not None:
            return self._goods(pack.product_id, code.batch_number or "")
        if is_code(typed):
            return None
        found = search_products(
            actor=self.actor, text=typed, limit=1, only_active=False, branch_id=self.branch
        )
        ids = list(found.product_ids)
        return self._goods(ids[0], "") if ids else None

    def _goods(self, product_id: UUID, number: str) -> ScannedGoods | None:
        name = product_names([product_id]).get(product_id)
        if name is None:
            return None
        lines = batch_lines(actor=self.actor, branch_id=self.branch, product_id=product_id)
        here = [one for one in lines if one.place_kind == "shelf"]
        if not number:
            return ScannedGoods(product_id, name, tuple(here))
        named = [one for one in here if one.number.casefold() == number.casefold()]
        return ScannedGoods(product_id, name, tuple(named), "" if named else number)

    def _remembered(self, request: HttpRequest) -> ScannedGoods | None:
        product_id = parse_id(request.POST.get("product", ""))
        found = self._goods(product_id, "") if product_id else None
        if found is None:
            return None
        wanted = {parse_id(text) for text in request.POST.getlist("batch")}
        meant = tuple(one for one in found.batches if one.batch_id in wanted)
        return ScannedGoods(found.product_id, found.product, meant) if meant else None
