"""Addresses of the sales screens."""

from django.urls import path

from theriac.surfaces.backoffice.sales.cases.screens import CaseList, SettleCase
from theriac.surfaces.backoffice.sales.closed_series import CloseSeries
from theriac.surfaces.backoffice.sales.detail import SaleDetail
from theriac.surfaces.backoffice.sales.favourites import (
    FavouriteList,
    FavouritePut,
    FavouriteRemove,
)
from theriac.surfaces.backoffice.sales.held_sales import HeldDecide, HeldList
from theriac.surfaces.backoffice.sales.lists import SaleList
from theriac.surfaces.backoffice.sales.missing_numbers import DeclareVoid, MissingList
from theriac.surfaces.backoffice.sales.purchases import PatientPurchases
from theriac.surfaces.backoffice.sales.receipt import CopyReceipt, ReceiptPage
from theriac.surfaces.backoffice.sales.saved_sales import SavedImport

urlpatterns = [
    path("sales/", SaleList.as_view(), name="sale_list"),
    path("sales/saved/", SavedImport.as_view(), name="saved_import"),
    path("sales/<uuid:sale_id>/", SaleDetail.as_view(), name="sale_detail"),
    path("sales/<uuid:sale_id>/receipt/", ReceiptPage.as_view(), name="sale_receipt"),
    path("sales/<uuid:sale_id>/copy/", CopyReceipt.as_view(), name="sale_copy"),
    path(
        "patients/<uuid:patient_id>/purchases/",
        PatientPurchases.as_view(),
        name="patient_purchases",
    ),
    path("favourites/", FavouriteList.as_view(), name="favourite_list"),
    path("favourites/<uuid:pack_id>/", FavouritePut.as_view(), name="favourite_put"),
    path(
        "favourites/<uuid:pack_id>/remove/",
        FavouriteRemove.as_view(),
        name="favourite_remove",
    ),
    path("cases/", CaseList.as_view(), name="case_list"),
    path("cases/held/", HeldList.as_view(), name="held_list"),
    path("cases/held/<uuid:held_id>/", HeldDecide.as_view(), name="held_decide"),
    path("cases/missing/", MissingList.as_view(), name="missing_list"),
    path(
        "cases/missing/<uuid:series_id>/<int:first>/",
        DeclareVoid.as_view(),
        name="missing_void",
    ),
    path(
        "cases/missing/<uuid:series_id>/close/",
        CloseSeries.as_view(),
        name="series_close",
    ),
    path("cases/<uuid:case_id>/", SettleCase.as_view(), name="case_settle"),
]
