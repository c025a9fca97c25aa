"""Addresses of the catalogue's screens."""

from django.urls import path, register_converter

from theriac.core.files.store import Variant
from theriac.surfaces.backoffice.catalog.abbreviations import (
    AbbreviationList,
    AddAbbreviation,
    ChangeAbbreviation,
    RemoveAbbreviation,
)
from theriac.surfaces.backoffice.catalog.detail import ProductDetailScreen
from theriac.surfaces.backoffice.catalog.documents import ProductDocument
from theriac.surfaces.backoffice.catalog.entry import AddProduct
from theriac.surfaces.backoffice.catalog.groups import (
    CategoryList,
    CategoryRename,
    ManufacturerList,
    ManufacturerRename,
    SetCategoryOfSelected,
)
from theriac.surfaces.backoffice.catalog.lists import ProductList
from theriac.surfaces.backoffice.catalog.medicines.generics import (
    ChangeAtc,
    GenericDetailScreen,
    GenericList,
)
from theriac.surfaces.backoffice.catalog.medicines.product import ProductEquivalents, ProductGeneric
from theriac.surfaces.backoffice.catalog.medicines.unnamed import OpenProducts
from theriac.surfaces.backoffice.catalog.merges.comparison import CompareProducts, UndoProductMerge
from theriac.surfaces.backoffice.catalog.merges.duplicates import (
    ProductDuplicates,
    SameProduct,
    SetAlike,
    SetSelectedDistinct,
)
from theriac.surfaces.backoffice.catalog.merges.pack import PackEdit
from theriac.surfaces.backoffice.catalog.packs import (
    AddBarcode,
    AddPack,
    FindCodeTarget,
    MoveCode,
    ProductPacks,
    RemoveCode,
)
from theriac.surfaces.backoffice.catalog.particulars import ChangeProduct
from theriac.surfaces.backoffice.catalog.pictures import PictureContent, PictureNew
from theriac.surfaces.backoffice.catalog.price_changes.screen import ChangePrices, PricesOfSelected
from theriac.surfaces.backoffice.catalog.prices.entry import AddCeiling, AddPrice
from theriac.surfaces.backoffice.catalog.prices.listed import ProductPrices
from theriac.surfaces.backoffice.catalog.unknown_codes.code import (
    LinkUnknownCode,
    PutUnknownCodeBack,
    SetUnknownCodeAside,
    UnknownCodeDetail,
)
from theriac.surfaces.backoffice.catalog.unknown_codes.codes import UnknownCodeList


class VariantConverter:
    """The forms of a picture in an address."""

    regex = "|".join(variant.value for variant in Variant)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(VariantConverter, "picture_variant")

_ONE = "products/<uuid:product_id>/"
_ABBREVIATION = "products/abbreviations/<uuid:abbreviation_id>/"
_UNKNOWN = "products/codes/<uuid:unknown_code_id>/"
urlpatterns = [
    path("products/", ProductList.as_view(), name="product_list"),
    path("products/new/", AddProduct.as_view(), name="product_new"),
    path("products/abbreviations/", AbbreviationList.as_view(), name="abbreviation_list"),
    path("products/abbreviations/new/", AddAbbreviation.as_view(), name="abbreviation_new"),
    path(_ABBREVIATION, ChangeAbbreviation.as_view(), name="abbreviation_edit"),
    path(f"{_ABBREVIATION}delete/", RemoveAbbreviation.as_view(), name="abbreviation_remove"),
    path("products/codes/", UnknownCodeList.as_view(), name="unknown_code_list"),
    path(_UNKNOWN, UnknownCodeDetail.as_view(), name="unknown_code_detail"),
    path(f"{_UNKNOWN}link/", LinkUnknownCode.as_view(), name="unknown_code_link"),
    path(f"{_UNKNOWN}aside/", SetUnknownCodeAside.as_view(), name="unknown_code_aside"),
    path(f"{_UNKNOWN}back/", PutUnknownCodeBack.as_view(), name="unknown_code_back"),
    path("products/prices/", ChangePrices.as_view(), name="price_change"),
    path("products/prices/selected/", PricesOfSelected.as_view(), name="prices_selected"),
    path("products/category/", SetCategoryOfSelected.as_view(), name="products_category"),
    path("products/twice/", ProductDuplicates.as_view(), name="product_duplicates"),
    path("products/twice/distinct/", SetSelectedDistinct.as_view(), name="products_distinct"),
    path(
        "products/twice/<uuid:one_id>/<uuid:other_id>/alike/",
        SetAlike.as_view(),
        name="products_alike",
    ),
    path("products/merges/<uuid:merge_id>/undo/", UndoProductMerge.as_view(), name="merge_undo"),
    path(f"{_ONE}same/", SameProduct.as_view(), name="product_same"),
    path(f"{_ONE}same/<uuid:other_id>/", CompareProducts.as_view(), name="product_compare"),
    path(f"{_ONE}packs/<uuid:pack_id>/", PackEdit.as_view(), name="pack_edit"),
    path("manufacturers/", ManufacturerList.as_view(), name="manufacturer_list"),
    path(
        "manufacturers/<uuid:group_id>/name/",
        ManufacturerRename.as_view(),
        name="manufacturer_rename",
    ),
    path("categories/", CategoryList.as_view(), name="category_list"),
    path("categories/<uuid:group_id>/name/", CategoryRename.as_view(), name="category_rename"),
    path("generics/", GenericList.as_view(), name="generic_list"),
    path("generics/open/", OpenProducts.as_view(), name="generic_open"),
    path("generics/<uuid:generic_id>/", GenericDetailScreen.as_view(), name="generic_detail"),
    path("generics/<uuid:generic_id>/atc/", ChangeAtc.as_view(), name="generic_atc"),
    path(f"{_ONE}equivalents/", ProductEquivalents.as_view(), name="product_equivalents"),
    path(f"{_ONE}generic/", ProductGeneric.as_view(), name="product_generic"),
    path(_ONE, ProductDetailScreen.as_view(), name="product_detail"),
    path(f"{_ONE}edit/", ChangeProduct.as_view(), name="product_edit"),
    path(f"{_ONE}prices/", ProductPrices.as_view(), name="product_prices"),
    path(f"{_ONE}prices/new/", AddPrice.as_view(), name="price_new"),
    path(f"{_ONE}ceiling/", AddCeiling.as_view(), name="ceiling_new"),
    path(f"{_ONE}packs/", ProductPacks.as_view(), name="product_packs"),
    path(f"{_ONE}packs/new/", AddPack.as_view(), name="pack_new"),
    path(f"{_ONE}barcodes/new/", AddBarcode.as_view(), name="barcode_new"),
    path(f"{_ONE}packs/<uuid:pack_id>/code/move/", MoveCode.as_view(), name="code_move"),
    path(f"{_ONE}packs/<uuid:pack_id>/code/target/", FindCodeTarget.as_view(), name="code_target"),
    path(f"{_ONE}packs/<uuid:pack_id>/code/remove/", RemoveCode.as_view(), name="code_remove"),
    path(f"{_ONE}document/", ProductDocument.as_view(), name="product_document"),
    path(f"{_ONE}picture/", PictureNew.as_view(), name="picture_new"),
    path(
        f"{_ONE}picture/<picture_variant:variant>/",
        PictureContent.as_view(),
        name="product_picture",
    ),
]
