"""Two products side by side: which one stays, which pack each code opens, and the merge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.catalog.permissions import MERGE_PRODUCTS
from theriac.domains.catalog.queries.duplicates import MergePlan, list_merges, merge_plan
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.other_branches import units_everywhere
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.merges.words import compared
from theriac.surfaces.backoffice.catalog.words import in_words, pack_content
from theriac.surfaces.backoffice.shell.forms.fields import put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


class MergeForm(ScreenForm):
    """Why, and which pack the codes of a size that doesn't fit open."""

    reason = forms.CharField(
        label=gettext_lazy("Why these are duplicates"),
        help_text=gettext_lazy("It is recorded in the audit log and on each movement."),
        max_length=250,
    )

    def __init__(
        self, *args: Any, kept: ProductDetail, open_packs: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._open = [pack.id for pack in open_packs]
        choices = [(str(pack.id), pack_content(pack, kept.base_unit)) for pack in kept.packs]
        for pack in open_packs:
            field = forms.ChoiceField(
                label=_("Pack for the codes of “%(pack)s of %(factor)s”")
                % {"pack": pack.name, "factor": pack.factor},
                help_text=", ".join(pack.barcodes),
                choices=[("", _("Choose a pack")), *choices],
            )
            put_into_our_words(field)
            self.fields[f"pack_{pack.id}"] = field

    def ways(self) -> dict[UUID, UUID]:
        """The chosen packs."""
        return {key: UUID(self.cleaned_data[f"pack_{key}"]) for key in self._open}


class CompareProducts(ProductScreen, FormScreen):
    """The product of the address stays; the other is merged into it."""

    permission = MERGE_PRODUCTS
    form_class = MergeForm
    template_name = "backoffice/catalog/merges/compare.html"
    title = gettext_lazy("Merge two products")
    submit_label = gettext_lazy("Merge")

    other: One[ProductDetail] = One(
        "other_id",
        lambda at, key: get_product(actor=at.actor, product_id=key, at_branch=at.branch_id),
        missing=gettext_lazy("This product isn’t in the catalogue. Choose one from the list."),
    )

    @cached_property
    def plan(self) -> MergePlan:
        """What merging would meet."""
        found = merge_plan(actor=self.actor, kept_id=self.product.id, merged_id=self.other.id)
        if found is None:
            raise NotFound(_("This product isn’t in the catalogue. Choose one from the list."))
        return found

    def crumbs(self) -> Sequence[Crumb]:
        """Products, then those that are there twice."""
        title = gettext_lazy("Duplicate products")
        return [super().crumbs()[0], Crumb(title, reverse("backoffice:product_duplicates"))]

    def cancel_url(self) -> str:
        """Back to the pairs."""
        return reverse("backoffice:product_duplicates")

    def context(self) -> dict[str, Any]:
        """Both side by side, and what keeps them apart."""
        seen = self.actor.may_anywhere(VIEW_STOCK)
        units = units_everywhere([self.product.id, self.other.id]) if seen else None
        swapped = [self.other.id, self.product.id]
        return {
            "kept": self.product,
            "merged": self.other,
            "lines": compared(self.product, self.other, units),
            "hindrances": self.plan.hindrances,
            "swap_url": reverse("backoffice:product_compare", args=swapped),
        }

    def form(self, **options: Any) -> ScreenForm:
        """With a choice for each size that doesn't fit."""
        open_packs = [pack for pack in self.other.packs if pack.id in self.plan.open_packs]
        return MergeForm(kept=self.product, open_packs=open_packs, **options)

    def act(self, form: Any) -> str:
        """Merge, and open the one that stays."""
        merge_id = merge_products(
            actor=self.actor,
            kept_id=self.product.id,
            merged_id=self.other.id,
            reason=form.cleaned_data["reason"],
            packs=form.ways(),
        )
        carried = list_merges(actor=self.actor).get(id=merge_id).stock["units"]
        words = _("Merged: %(units)s moved from %(name)s.") % {
            "units": in_words(carried, self.product),
            "name": self.other.name,
        }
        messages.success(self.request, words)
        return self.product_url()


class UndoForm(ScreenForm):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Why these are two products"), max_length=250)


class UndoProductMerge(FormScreen):
    """Let a merged product stand by itself again."""

    permission = MERGE_PRODUCTS
    form_class = UndoForm
    title = gettext_lazy("Undo merge")
    lead = gettext_lazy(
        "The codes and the remaining stock return to the original product. Stock sold or "
        "moved since stays with the product that was kept."
    )
    submit_label = gettext_lazy("Undo merge")

    def crumbs(self) -> Sequence[Crumb]:
        title = gettext_lazy("Duplicate products")
        return [Crumb(title, reverse("backoffice:product_duplicates"))]

    def act(self, form: ScreenForm) -> str:
        """Undo it and open the product that stands again."""
        merge_id = UUID(str(self.kwargs["merge_id"]))
        left = unmerge_products(
            actor=self.actor, merge_id=merge_id, reason=form.cleaned_data["reason"]
        )
        merge = list_merges(actor=self.actor).get(id=merge_id)
        kept = get_product(actor=self.actor, product_id=merge.kept_id)
        messages.success(self.request, _("Merge undone."))
        if left and kept is not None:
            words = _("%(units)s have left stock since and stay with %(name)s.") % {
                "units": in_words(left, kept),
                "name": kept.name,
            }
            messages.info(self.request, words)
        return reverse("backoffice:product_detail", args=[merge.merged_id])
