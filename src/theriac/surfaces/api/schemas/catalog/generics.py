"""Generics, and the products of one medicine with what a branch has of them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from theriac.core.facts.types import Text60, Text120, storable
from theriac.surfaces.api.schemas.catalog.products import Product
from theriac.surfaces.api.schemas.stock.batches import Level
from theriac.surfaces.api.schemas.types import Answer, Body, Here, Page, Wanted

Words = Annotated[
    str, StringConstraints(min_length=1, max_length=120, pattern=r"\S"), AfterValidator(storable)
]
Strength = Annotated[
    str, StringConstraints(min_length=1, max_length=60, pattern=r"\S"), AfterValidator(storable)
]


class Ingredient(Answer):
    """A substance with its strength, as written."""

    substance: str
    strength: str


class Generic(Answer):
    """Substances with strengths in one dose form; its products stand for each other."""

    id: UUID
    name: str
    dose_form: str
    ingredients: list[Ingredient]
    product_count: int
    atc: str = Field(description="ATC code of seven characters; empty where nobody said one.")


class GenericAtc(Body):
    """A generic's ATC code; empty takes it back."""

    atc: Annotated[str, StringConstraints(strict=True, pattern=r"^([A-Z]\d\d[A-Z]{2}\d\d)?$")]


class GenericPage(Page[Generic]):
    """A page of generics."""


class GenericsWanted(Wanted):
    """Filters of the list of generics."""

    substance: Text120 | None = Field(default=None, description="Name of a substance in it.")
    dose_form: Text60 | None = None


class IngredientNamed(Body):
    """A substance and its strength, such as `500 mg` or `125 mg/5 ml`."""

    substance: Words
    strength: Strength


class GenericNamed(Body):
    """What a product is; without ingredients nothing is known of it."""

    ingredients: list[IngredientNamed] = Field(default=[], max_length=8)
    dose_form: Text60 = ""


class BrandsWanted(Here):
    """Which medicine, and where."""

    text: Words = Field(description="The name of a substance as people type it; words narrow.")


class Brand(Answer):
    """A product of a medicine, and what the branch has of it."""

    product: Product
    level: Level


class Brands(Answer):
    """What can be sold here first, of that the earliest expiry."""

    items: list[Brand]
