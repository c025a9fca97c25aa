"""Categories and manufacturers with how many products each has."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.models import Category, Generic, Manufacturer, Product
from theriac.domains.catalog.permissions import VIEW_CATALOG

CATEGORIES: Listing[Category] = Listing(
    name="catalog.categories", sorts={"name": SortFields(("name",))}, default_sort="name"
)
MANUFACTURERS: Listing[Manufacturer] = Listing(
    name="catalog.manufacturers", sorts={"name": SortFields(("name",))}, default_sort="name"
)


@query(permission=VIEW_CATALOG)
def list_categories(*, actor: Actor) -> QuerySet[Category]:
    """Every category; ``product_count`` on each."""
    return Category.objects.annotate(product_count=Count("products")).order_by()


@query(permission=VIEW_CATALOG)
def list_manufacturers(*, actor: Actor) -> QuerySet[Manufacturer]:
    """Every manufacturer; ``product_count`` on each."""
    return Manufacturer.objects.annotate(product_count=Count("products")).order_by()


def names_of_groups(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of categories, manufacturers and generics by id; unknown ids are left out."""
    wanted = sorted(set(ids))
    names: dict[UUID, str] = {}
    for model in (Category, Manufacturer, Generic) if wanted else ():
        names.update(model.objects.filter(id__in=wanted).values_list("id", "name"))
    return names


def categories_of(product_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The category by product; those without one are left out."""
    rows = Product.objects.filter(id__in=list(product_ids), category_id__isnull=False)
    return {key: of for key, of in rows.values_list("id", "category_id") if of is not None}


def is_category(category_id: UUID) -> bool:
    """Whether there is this category."""
    return Category.objects.filter(id=category_id).exists()


def category_names() -> list[tuple[UUID, str]]:
    """Id and name of every category, by name."""
    return list(Category.objects.order_by("name").values_list("id", "name"))
