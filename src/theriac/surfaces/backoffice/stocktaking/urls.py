"""Addresses of the screens of counts."""

from django.urls import path

from theriac.surfaces.backoffice.stocktaking.begin import BeginCount
from theriac.surfaces.backoffice.stocktaking.detail import CancelCount, CountDetail
from theriac.surfaces.backoffice.stocktaking.found_batch import AddFoundBatch
from theriac.surfaces.backoffice.stocktaking.grid import CountFind, CountPaste, TypeCounts
from theriac.surfaces.backoffice.stocktaking.lists import CountList, PlanCounts
from theriac.surfaces.backoffice.stocktaking.phone import (
    CountPhone,
    CountPhoneData,
    CountPhoneEntries,
    CountPhoneManifest,
    CountPhoneWorker,
)
from theriac.surfaces.backoffice.stocktaking.sheet import CountPaper, CountSheetScreen
from theriac.surfaces.backoffice.stocktaking.variances import (
    AskAnotherLook,
    CountReport,
    CountVariancesScreen,
    PostCount,
)

_COUNT = "stock/counts/<uuid:count_id>/"
_PHONE = "stock/counts/phone/"
urlpatterns = [
    path("stock/counts/", CountList.as_view(), name="count_list"),
    path("stock/counts/begin/", BeginCount.as_view(), name="count_begin"),
    path("stock/counts/plan/", PlanCounts.as_view(), name="count_plan"),
    path(_PHONE, CountPhone.as_view(), name="count_phone"),
    path(f"{_PHONE}data/", CountPhoneData.as_view(), name="count_phone_data"),
    path(f"{_PHONE}entries/", CountPhoneEntries.as_view(), name="count_phone_entries"),
    path(f"{_PHONE}manifest/", CountPhoneManifest.as_view(), name="count_phone_manifest"),
    path(f"{_PHONE}worker.js", CountPhoneWorker.as_view(), name="count_phone_worker"),
    path(_COUNT, CountDetail.as_view(), name="count_detail"),
    path(f"{_COUNT}sheet/", CountSheetScreen.as_view(), name="count_sheet"),
    path(f"{_COUNT}typed/", TypeCounts.as_view(), name="count_typed"),
    path(f"{_COUNT}typed/find/", CountFind.as_view(), name="count_find"),
    path(f"{_COUNT}typed/paste/", CountPaste.as_view(), name="count_paste"),
    path(f"{_COUNT}paper/", CountPaper.as_view(), name="count_paper"),
    path(f"{_COUNT}found/", AddFoundBatch.as_view(), name="count_found"),
    path(f"{_COUNT}differences/", CountVariancesScreen.as_view(), name="count_variances"),
    path(f"{_COUNT}again/", AskAnotherLook.as_view(), name="count_again"),
    path(f"{_COUNT}report/", CountReport.as_view(), name="count_report"),
    path(f"{_COUNT}post/", PostCount.as_view(), name="count_post"),
    path(f"{_COUNT}cancel/", CancelCount.as_view(), name="count_cancel"),
]
