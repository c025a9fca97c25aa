"""Giving a manufacturer or a category another name, and products another category."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.listing.selection import Outcome, outcome, selected
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.models import Category, Manufacturer, Product
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import GroupRefused
from theriac.domains.catalog.queries.groups import names_of_groups

AT_ONCE = 500
LONGEST = 120


@command(
    name="catalog.rename_manufacturer",
    done=gettext_lazy("Renamed a manufacturer"),
    permission=MANAGE_CATALOG,
)
def rename_manufacturer(*, actor: Actor, manufacturer_id: UUID, name: str) -> int:
    """Give a manufacturer another name; tells how many products carry it.

    They are found by the new name at once and no longer by the old one, and every counter hears
    of them. Raises NotFound; GroupRefused for an empty or too long name, or one that another has.
    """
    renamed = _rename(Manufacturer, manufacturer_id, name)
    ids = _products_of("manufacturer_id", manufacturer_id)
    for start in range(0, len(ids), AT_ONCE):
        index_changed(ids[start : start + AT_ONCE])
    facts = {"products": len(ids), **renamed}
    current_unit().record("catalog.manufacturer", manufacturer_id, facts=facts)
    _tell(ids)
    return len(ids)


@command(
    name="catalog.rename_category",
    done=gettext_lazy("Renamed a category"),
    permission=MANAGE_CATALOG,
)
def rename_category(*, actor: Actor, category_id: UUID, name: str) -> int:
    """Give a category another name; tells how many products carry it. Every counter hears of them.

    No search looks at categories. Raises as ``rename_manufacturer`` does.
    """
    renamed = _rename(Category, category_id, name)
    ids = _products_of("category_id", category_id)
    facts = {"products": len(ids), **renamed}
    current_unit().record("catalog.category", category_id, facts=facts)
    _tell(ids)
    return len(ids)


@command(
    name="catalog.set_category",
    done=gettext_lazy("Changed the category of products"),
    permission=MANAGE_CATALOG,
)
def set_category(*, actor: Actor, product_ids: Sequence[UUID], category_id: UUID | None) -> Outcome:
    """Put many products into a category; None: into none. Every counter hears of them.

    Left out is what the catalogue doesn't have and what is in it already. Raises NotFound for an
    unknown category and where nothing is left, Unprocessable for no product or for more than
    ``core.listing.selection.MOST``.
    """
    wanted = selected(product_ids)
    name = names_of_groups([category_id]).get(category_id, "") if category_id else ""
    if category_id is not None and not name:
        raise NotFound(_("This category isn’t in the list. Choose one from the list."))
    rows = _locked(Product.objects.filter(id__in=wanted))
    moved = [row for row in rows if row.category_id != category_id]
    left_out: list[Text] = []
    if len(rows) < len(wanted):
        left_out.append(_("This product isn't in the catalogue."))
    if len(moved) < len(rows):
        left_out.append(_("Some products are in this category already."))
    found = outcome(len(moved), left_out)
    ids = [row.id for row in moved]
    Product.objects.filter(id__in=ids).update(category=category_id, version=F("version") + 1)
    names = names_of_groups(row.category_id for row in moved if row.category_id)
    for row in moved:
        before = names.get(row.category_id, "") if row.category_id else ""
        facts = {"before": {"category": before}, "after": {"category": name}}
        current_unit().record("catalog.product", row.id, facts=facts)
    _tell(ids)
    return found


def _rename(
    model: type[Manufacturer | Category], row_id: UUID, name: str
) -> dict[str, dict[str, str]]:
    """Give the row the name; the names before and after, as the trail keeps them."""
    row = model.objects.select_for_update().filter(id=row_id).first()
    if row is None:
        raise NotFound(_("This isn’t in the catalogue."))
    wanted = name.strip()
    if not wanted:
        raise GroupRefused(_("Enter the name."), field="name")
    if len(wanted) > LONGEST:
        raise GroupRefused(
            _("Enter a name of at most %(most)s characters.") % {"most": LONGEST},
            field="name",
        )
    if model.objects.filter(name=wanted).exclude(id=row_id).exists():
        raise GroupRefused(_("This name is already in use."), field="name")
    before, row.name = row.name, wanted
    row.save(update_fields=["name"])
    return {"before": {"name": before}, "after": {"name": wanted}}


def _products_of(column: str, row_id: UUID) -> list[UUID]:
    """Its products, locked in key order, each at its next version: what is read of them differs."""
    rows = Product.objects.filter(**{column: row_id})
    ids = list(_locked(rows).values_list("id", flat=True))
    rows.update(version=F("version") + 1)
    return ids


def _locked(rows: QuerySet[Product]) -> QuerySet[Product]:
    """The products locked in the order of their keys."""
    no_key = connection.features.has_select_for_no_key_update
    return rows.select_for_update(no_key=no_key).order_by("id")


def _tell(product_ids: Sequence[UUID]) -> None:
    for product_id in product_ids:
        current_unit().announce(
            ProductChanged(subject=str(product_id), data={"product_id": product_id})
        )
