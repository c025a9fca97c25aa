"""Substances, generics, and the products that are one medicine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.medicines.recognition import Recognised
from theriac.domains.catalog.medicines.substance_names import keys_named
from theriac.domains.catalog.medicines.suggestion import suggested
from theriac.domains.catalog.models import Generic, Ingredient, Product, Substance
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.rules import SOLD
from theriac.domains.catalog.search.engine import SearchOutcome
from theriac.domains.catalog.search.stored.live_index import search_entries

GENERICS: Listing[Generic] = Listing(
    name="catalog.generics",
    sorts={"name": SortFields(("name",))},
    default_sort="name",
    filters={
        "dose_form": lambda rows, form: rows.filter(dose_form=form),
        "substance": lambda rows, name: rows.filter(ingredients__substance__name=name),
    },
)
"""What may be asked of the list of generics."""

MOST_BRANDS = 1000


@dataclass(frozen=True, slots=True)
class IngredientDetail:
    """A substance with its strength."""

    substance: str
    strength: str


@dataclass(frozen=True, slots=True)
class GenericDetail:
    """A generic with its ingredients in order, and how many products are one."""

    id: UUID
    name: str
    dose_form: str
    ingredients: tuple[IngredientDetail, ...]
    product_count: int
    atc: str


@query(permission=VIEW_CATALOG)
def list_generics(*, actor: Actor) -> QuerySet[Generic]:
    """Every generic, in no order; ``product_count`` on each."""
    return Generic.objects.annotate(product_count=Count("products", distinct=True)).order_by()


@query(permission=VIEW_CATALOG)
def generic_details(*, actor: Actor, generic_ids: Sequence[UUID]) -> list[GenericDetail]:
    """The generics in the order of their ids; unknown ids are left out."""
    rows: dict[UUID, Any] = {
        row.id: row for row in list_generics(actor=actor).filter(id__in=generic_ids)
    }
    parts: dict[UUID, list[IngredientDetail]] = defaultdict(list)
    for generic_id, substance, strength in (
        Ingredient.objects.filter(generic_id__in=generic_ids)
        .order_by("generic_id", "position")
        .values_list("generic_id", "substance__name", "strength")
    ):
        parts[generic_id].append(IngredientDetail(substance, strength))
    return [
        GenericDetail(
            id=key,
            name=rows[key].name,
            dose_form=rows[key].dose_form,
            ingredients=tuple(parts[key]),
            product_count=rows[key].product_count,
            atc=rows[key].atc,
        )
        for key in generic_ids
        if key in rows
    ]


@query(permission=VIEW_CATALOG)
def products_of_generic(*, actor: Actor, generic_id: UUID) -> list[UUID]:
    """The products for sale that are this generic, in no order."""
    rows = Product.objects.filter(generic_id=generic_id, status__in=SOLD)
    return list(rows.values_list("id", flat=True)[:MOST_BRANDS])


def known_generics(generic_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these there are."""
    ids = set(generic_ids)
    return set(Generic.objects.filter(id__in=ids).values_list("id", flat=True)) if ids else set()


def products_of_generics(generic_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The products of each generic, by name; one statement."""
    found: dict[UUID, list[UUID]] = {one: [] for one in generic_ids}
    rows = Product.objects.filter(generic_id__in=list(found), status__in=SOLD)
    for product_id, generic_id in rows.order_by("name", "id").values_list("id", "generic_id"):
        found[generic_id].append(product_id)
    return found


def generics_of(product_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """The generic of each of these products, None where it has none."""
    return dict(Product.objects.filter(id__in=product_ids).values_list("id", "generic_id"))


@dataclass(frozen=True, slots=True)
class ProductContents:
    """A product's name, and by its generic: form, ATC code, (substance's key, strength).

    No ``parts`` where nobody said which generic it is. ``base_unit`` is what a quantity counts.
    """

    name: str
    base_unit: str
    dose_form: str
    atc: str
    parts: tuple[tuple[str, str], ...]


def contents_of(product_ids: Sequence[UUID]) -> dict[UUID, ProductContents]:
    """The contents of these products, in two statements; unknown ids are left out."""
    rows = list(
        Product.objects.filter(id__in=product_ids).values_list(
            "id", "name", "base_unit", "generic_id", "generic__dose_form", "generic__atc"
        )
    )
    parts: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    generics = {row[3] for row in rows if row[3]}
    ingredients = Ingredient.objects.filter(generic_id__in=generics)
    for generic_id, key, strength in ingredients.order_by("generic_id", "position").values_list(
        "generic_id", "substance__key", "strength"
    ):
        parts[generic_id].append((key, strength))
    return {
        product_id: ProductContents(
            name, base_unit, form or "", atc or "", tuple(parts.get(generic_id, ()))
        )
        for product_id, name, base_unit, generic_id, form, atc in rows
    }


@query(permission=VIEW_CATALOG)
def equivalents_of(*, actor: Actor, product_id: UUID) -> list[UUID]:
    """Other products for sale with the same substances, strengths and form, in no order.

    None where the product's generic isn't known.
    """
    generic_id = Product.objects.filter(id=product_id).values_list("generic_id", flat=True).first()
    if generic_id is None:
        return []
    found = products_of_generic(actor=actor, generic_id=generic_id)
    return [key for key in found if key != product_id]


@query(permission=VIEW_CATALOG)
def products_named(*, actor: Actor, text: str, outcome: SearchOutcome | None = None) -> list[UUID]:
    """The products for sale that hold the substance which ``text`` names, in no order.

    Further words narrow ("amoxicillin 500"); a text that names no substance finds none. A
    misspelled one is read as the search reads it; ``outcome`` is what it found already.
    """
    found = outcome or search_entries(text, limit=MOST_BRANDS)
    known = list(Substance.objects.values_list("key", flat=True))
    for read in (text, found.corrected):
        keys = keys_named(read or "", known)
        if keys:
            members = Product.objects.filter(
                id__in=found.product_ids,
                generic__ingredients__substance__key__in=keys,
                status__in=SOLD,
            )
            return list(members.values_list("id", flat=True).distinct())
    return []


@query(permission=VIEW_CATALOG)
def list_open_products(*, actor: Actor) -> QuerySet[Product]:
    """Products without a generic that say something of one, in no order."""
    says = ~Q(substance="") | ~Q(generic_name="") | ~Q(strength="") | ~Q(dose_form="")
    return Product.objects.filter(says, generic=None).order_by()


@query(permission=VIEW_CATALOG)
def suggested_generics(
    *, actor: Actor, product_ids: Sequence[UUID]
) -> dict[UUID, Recognised | None]:
    """What each product seems to be, from its name and texts; None where nothing can be said."""
    rows = Product.objects.filter(id__in=product_ids).values_list(
        "id", "name", "substance", "generic_name", "strength", "dose_form"
    )
    known = dict(Substance.objects.values_list("key", "name")) if product_ids else {}
    return {row[0]: suggested(*row[1:], substances=known) for row in rows}
