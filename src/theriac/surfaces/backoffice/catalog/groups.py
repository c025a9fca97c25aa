"""Manufacturers and categories: how many products each has, and another name for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.domains.catalog.commands.groups import (
    rename_category,
    rename_manufacturer,
    set_category,
)
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.groups import list_categories, list_manufacturers
from theriac.surfaces.backoffice.shell.forms.button import NONE, Calls, chosen_id
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.selection import Asked, RowAct, SelectionScreen
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, TextColumn
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

LONGEST = 120


def _products() -> Crumb:
    return Crumb(gettext_lazy("Products"), reverse("backoffice:product_list"))


class GroupTable(ListTable):
    """A name, and its products as a link to them."""

    name = TextColumn(verbose_name=gettext_lazy("Name"), attrs={"td": {"class": "t-full"}})
    product_count = TextColumn(
        verbose_name=gettext_lazy("Products"), label=gettext_lazy("Products")
    )

    def render_name(self, value: str, record: Any) -> SafeString:
        """A link to where it gets another name, for who may give one."""
        if not record.rename_url:
            return format_html('<span class="t-name">{}</span>', value)
        return format_html('<a class="t-name" href="{}">{}</a>', record.rename_url, value)

    def render_product_count(self, value: int, record: Any) -> SafeString:
        """The number leads to the products."""
        return format_html('<a href="{}">{}</a>', record.products_url, shown.number(value))


class GroupList(ListScreen):
    """What both lists share."""

    permission = VIEW_CATALOG
    filter_name: ClassVar[str] = ""
    rename_name: ClassVar[str] = ""
    table_class = GroupTable
    search_hint = gettext_lazy("Name")
    sorts = {"name": Sort(gettext_lazy("Name"), ("name",))}
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Name"), "name"),
        Export(gettext_lazy("Products"), "product_count"),
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [_products()]

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Names that hold what was typed."""
        return rows.filter(name__icontains=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Rows with their addresses."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        may_rename = self.may(MANAGE_CATALOG)
        products = reverse("backoffice:product_list")
        for row in rows.values():
            row.products_url = f"{products}?{self.filter_name}={row.pk}"
            address = reverse(f"backoffice:{self.rename_name}", args=[row.pk])
            row.rename_url = address if may_rename else ""
        return rows


class ManufacturerList(GroupList):
    """Who makes what is sold."""

    permission = VIEW_CATALOG
    title = gettext_lazy("Manufacturers")
    counted = ngettext_lazy("%(count)s manufacturer", "%(count)s manufacturers", "count")
    filter_name = "manufacturer"
    rename_name = "manufacturer_rename"
    empty = Empty(
        gettext_lazy("No manufacturers yet"),
        gettext_lazy(
            "Manufacturers and categories are added with the first product that uses them."
        ),
        "building",
    )

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_manufacturers(actor=self.actor)


class CategoryList(GroupList):
    """The groups that products stand in."""

    permission = VIEW_CATALOG
    title = gettext_lazy("Categories")
    counted = ngettext_lazy("%(count)s category", "%(count)s categories", "count")
    filter_name = "category"
    rename_name = "category_rename"
    empty = Empty(
        gettext_lazy("No categories yet"),
        gettext_lazy(
            "Manufacturers and categories are added with the first product that uses them."
        ),
        "tags",
    )

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_categories(actor=self.actor)


class GroupNameForm(ScreenForm):
    """Another name."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST)


class GroupRename(FormScreen):
    """Another name, which its products carry at once, here and at every counter."""

    permission = MANAGE_CATALOG
    form_class = GroupNameForm
    submit_label = gettext_lazy("Save name")
    lead = gettext_lazy("Its products show the new name immediately, here and at all counters.")
    done = gettext_lazy("Name saved.")
    listed: ClassVar[Callable[..., QuerySet[Any]]]
    list_name: ClassVar[str] = ""
    list_title: Text = ""

    group: One[Any] = One(
        "group_id",
        lambda at, key: type(at).listed(actor=at.actor).filter(pk=key).first(),
        missing=gettext_lazy("This isn’t in the catalogue."),
    )

    def page_title(self) -> Text:
        return _("Rename %(name)s") % {"name": self.group.name}

    def crumbs(self) -> Sequence[Crumb]:
        """Products, then the list."""
        return [_products(), Crumb(self.list_title, reverse(f"backoffice:{self.list_name}"))]

    def initial(self) -> dict[str, Any]:
        return {"name": self.group.name}


class ManufacturerRename(GroupRename):
    """Another name for a manufacturer."""

    permission = MANAGE_CATALOG
    listed = staticmethod(list_manufacturers)
    list_name = "manufacturer_list"
    list_title = gettext_lazy("Manufacturers")

    def act(self, form: ScreenForm) -> str:
        name = form.cleaned_data["name"]
        rename_manufacturer(actor=self.actor, manufacturer_id=self.group.pk, name=name)
        return reverse("backoffice:manufacturer_list")


class CategoryRename(GroupRename):
    """Another name for a category."""

    permission = MANAGE_CATALOG
    listed = staticmethod(list_categories)
    list_name = "category_list"
    list_title = gettext_lazy("Categories")

    def act(self, form: ScreenForm) -> str:
        name = form.cleaned_data["name"]
        rename_category(actor=self.actor, category_id=self.group.pk, name=name)
        return reverse("backoffice:category_list")


def category_act(actor: Actor) -> RowAct:
    """Putting what is selected into a category that there is, or into none."""
    rows = list_categories(actor=actor).order_by("name").values_list("id", "name")
    choices = [("", _("Choose a category")), *((str(key), name) for key, name in rows)]
    asks = Asked("category_id", _("Category"), [*choices, (NONE, _("No category"))])
    url = reverse("backoffice:products_category")
    return RowAct(_("Set category"), "tags", url, MANAGE_CATALOG, asks)


class SetCategoryOfSelected(SelectionScreen):
    """The products that are selected in the list stand in another category."""

    calls = Calls(set_category, category_id=chosen_id)
    takes = "product_ids"
    list_name = "backoffice:product_list"
    counted = ngettext_lazy(
        "Category of %(count)s product changed.",
        "Category of %(count)s products changed.",
        "count",
    )
