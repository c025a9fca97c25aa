"""Packs of a product and the codes that open them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.commands.barcodes import add_barcode, move_barcode, remove_barcode
from theriac.domains.catalog.commands.change import add_pack
from theriac.domains.catalog.pack_words import known_pack_words
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail, get_product
from theriac.domains.catalog.rules import MERGED
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.detail import product_head
from theriac.surfaces.backoffice.catalog.words import money, pack_content, pack_title, per_unit
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.stock.product_search import (
    FOUND_ON_A_PAGE,
    found_products,
    typed_text,
)

PACK_WORDS = "pack-words"
"""The id of the list of usual pack names that a field suggests."""


class ProductPacks(ProductScreen, ExportedScreen):
    """The tab "Packs and codes"."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/packs.html"
    exports = (
        Export(_("Pack"), lambda row: row["title"]),
        Export(_("Base units"), lambda row: row["pack"].factor),
        Export(_("Barcodes"), lambda row: ", ".join(row["pack"].barcodes)),
        Export(_("Sold only as a whole pack"), lambda row: row["pack"].sellable),
        Export(_("Price here"), lambda row: row["price"]),
    )

    def page_title(self) -> Text:
        return self.product.name

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:1]

    def context(self) -> dict[str, Any]:
        return product_head(self) | {"packs": self.exported_rows()}

    def exported_rows(self) -> list[dict[str, Any]]:
        """Each pack with its price at the branch."""
        return [
            {
                "pack": pack,
                "title": pack_title(pack.name),
                "content": pack_content(pack, self.product.base_unit),
                "price": money(pack.price),
                "each": per_unit(pack.price, pack.factor, self.product.base_unit),
            }
            for pack in reversed(self.product.packs)
        ]


class PackForm(ScreenForm):
    """Name and content of a pack."""

    name = forms.CharField(
        label=_("Pack name"),
        help_text=_("For example strip, box, bottle."),
        max_length=24,
        widget=forms.TextInput(attrs={"list": PACK_WORDS, "autocomplete": "off"}),
    )
    factor = WholeNumberField(
        label=_("Base units per pack"),
        help_text=_(
            "A whole multiple of the next smaller pack. It can’t be changed after stock was booked."
        ),
        least=2,
        most=1_000_000,
    )
    sellable = forms.BooleanField(
        label=_("Sold only as a whole pack"), required=False, initial=True
    )


class AddPack(ProductScreen, FormScreen):
    """Add a pack level."""

    permission = MANAGE_CATALOG
    form_class = PackForm
    template_name = "backoffice/catalog/form_words.html"
    title = _("Add a pack")
    submit_label = _("Add pack")
    done = _("Pack added.")

    def context(self) -> dict[str, Any]:
        return {"pack_words": known_pack_words()}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        add_pack(
            actor=self.actor,
            product_id=self.product.id,
            name=data["name"],
            factor=data["factor"],
            sellable=data["sellable"],
        )
        return self.product_url("product_packs")


class BarcodeForm(ScreenForm):
    """The code and the pack that it opens."""

    pack_id = forms.ChoiceField(label=_("Pack"), choices=())
    code = forms.CharField(
        label=_("Barcode"),
        help_text=_("Scan the code, or type the number below the bars."),
        max_length=60,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


class AddBarcode(ProductScreen, FormScreen):
    """Let a code open a pack."""

    permission = MANAGE_CATALOG
    form_class = BarcodeForm
    title = _("Add a barcode")
    submit_label = _("Add barcode")
    done = _("Barcode added.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        packs: Any = form.fields["pack_id"]
        packs.choices = [
            (str(pack.id), pack_content(pack, self.product.base_unit))
            for pack in self.product.packs
        ]
        return form

    def initial(self) -> dict[str, Any]:
        return {"pack_id": self.request.GET.get("pack", "")}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        add_barcode(actor=self.actor, pack_id=UUID(data["pack_id"]), code=data["code"])
        return self.product_url("product_packs")


class CodeScreen(ProductScreen):
    """What the pages of one code share: the code, and the pack that it opens."""

    permission = MANAGE_CATALOG
    pack: One[PackDetail] = One(
        "pack_id",
        lambda at, key: next((one for one in at.product.packs if one.id == key), None),
        missing=_("This pack isn't in the catalogue."),
    )

    @property
    def code(self) -> str:
        """The code that the address names."""
        return self.request.GET.get("code", "")[:60]

    def code_url(self, screen: str, **more: str) -> str:
        """Another page of the same code."""
        address = reverse(f"backoffice:{screen}", args=[self.product.id, self.pack.id])
        return f"{address}?{urlencode({'code': self.code, **more})}"

    def cancel_url(self) -> str:
        """Back to the packs."""
        return self.product_url("product_packs")

    def context(self) -> dict[str, Any]:
        """The code, and what it opens now."""
        return {"code": self.code, "opens": pack_content(self.pack, self.product.base_unit)}


class RemoveCodeForm(ScreenForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), help_text=_("For later reference."), max_length=120)


class RemoveCode(CodeScreen, FormScreen):
    """Take a code away."""

    permission = MANAGE_CATALOG
    form_class = RemoveCodeForm
    template_name = "backoffice/catalog/code.html"
    title = _("Remove barcode")
    lead = _("The code will then belong to no pack, at any counter. Past sales stay unchanged.")
    submit_label = _("Remove barcode")
    done = _("Barcode removed.")

    def act(self, form: ScreenForm) -> str:
        remove_barcode(
            actor=self.actor,
            pack_id=self.pack.id,
            code=self.code,
            reason=form.cleaned_data["reason"],
        )
        return self.cancel_url()


class MoveCodeForm(RemoveCodeForm):
    """The pack that it shall open, and why."""

    to_pack_id = forms.ChoiceField(label=_("New pack for this code"), choices=())
    field_order = ("to_pack_id", "reason")


class MoveCode(CodeScreen, FormScreen):
    """Let a code open another pack of this product, or of the one that the address names."""

    permission = MANAGE_CATALOG
    form_class = MoveCodeForm
    template_name = "backoffice/catalog/code_move.html"
    title = _("Move barcode")
    lead = _("All counters will then find the other pack. Past sales stay unchanged.")
    submit_label = _("Move barcode")
    done = _("Barcode moved.")

    @cached_property
    def target(self) -> ProductDetail:
        """The product whose pack it shall open. Raises NotFound."""
        key = parse_id(self.request.GET.get("to", ""))
        if key is None:
            return self.product
        found = get_product(actor=self.actor, product_id=key, at_branch=self.branch_id)
        if found is None:
            raise NotFound(_("This product isn’t in the catalogue. Choose one from the list."))
        return found

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        packs: Any = form.fields["to_pack_id"]
        packs.choices = [
            (str(pack.id), pack_content(pack, self.target.base_unit))
            for pack in self.target.packs
            if pack.id != self.pack.id
        ]
        return form

    def context(self) -> dict[str, Any]:
        """Which product's packs are offered, and the way to another's."""
        other = self.code_url("code_target")
        return super().context() | {"target": self.target, "other_url": other}

    def act(self, form: ScreenForm) -> str:
        move_barcode(
            actor=self.actor,
            pack_id=self.pack.id,
            code=self.code,
            to_pack_id=UUID(form.cleaned_data["to_pack_id"]),
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:product_packs", args=[self.target.id])


class FindCodeTarget(CodeScreen):
    """Search for the other product whose pack a code shall open."""

    title = _("Move barcode")
    permission = MANAGE_CATALOG
    template_name = "backoffice/catalog/code_target.html"

    def context(self) -> dict[str, Any]:
        """What was found."""
        text = typed_text(self.request)
        found = [
            (one, self.code_url("code_move", to=str(one.id)))
            for one in found_products(self, text, limit=FOUND_ON_A_PAGE)
            if one.id != self.product.id and one.status != MERGED
        ]
        return super().context() | {"text": text, "found": found}
