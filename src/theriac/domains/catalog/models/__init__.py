"""Models of the catalogue, gathered for Django."""

from theriac.domains.catalog.models.abbreviation import Abbreviation
from theriac.domains.catalog.models.favourite import Favourite
from theriac.domains.catalog.models.imports import Import, ImportProblem, SavedMapping
from theriac.domains.catalog.models.medicine import Generic, Ingredient, Substance
from theriac.domains.catalog.models.merge import DistinctProducts, ProductMerge
from theriac.domains.catalog.models.pack import Barcode, Pack, Price, PriceCeiling
from theriac.domains.catalog.models.product import Category, Manufacturer, Product
from theriac.domains.catalog.models.search import SearchEntry, SearchState
from theriac.domains.catalog.models.unknown_code import CodeSighting, UnknownCode

__all__ = [
    "Abbreviation",
    "Barcode",
    "Category",
    "CodeSighting",
    "DistinctProducts",
    "Favourite",
    "Generic",
    "Import",
    "ImportProblem",
    "Ingredient",
    "Manufacturer",
    "Pack",
    "Price",
    "PriceCeiling",
    "Product",
    "ProductMerge",
    "SavedMapping",
    "SearchEntry",
    "SearchState",
    "Substance",
    "UnknownCode",
]
