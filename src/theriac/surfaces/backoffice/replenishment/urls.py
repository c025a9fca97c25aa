"""Addresses of what lacks, what expires, and how long stock lasts."""

from django.urls import path

from theriac.surfaces.backoffice.replenishment.alert import (
    AcknowledgeAlert,
    AlertDetail,
    AssignAlert,
)
from theriac.surfaces.backoffice.replenishment.alerts import AcknowledgeSelected, AlertList
from theriac.surfaces.backoffice.replenishment.coverage import StockCover
from theriac.surfaces.backoffice.replenishment.expiry_board import ExpiryList, QuarantineSelected
from theriac.surfaces.backoffice.replenishment.minimum import SetMinimum
from theriac.surfaces.backoffice.replenishment.want import (
    AddWanted,
    EditWant,
    FindWanted,
    WantDetail,
    WriteWanted,
)
from theriac.surfaces.backoffice.replenishment.want_acts import GiveWantBack, RemoveWant, TakeWant
from theriac.surfaces.backoffice.replenishment.wants import (
    RemoveSelectedWants,
    TakeSelectedWants,
    WantList,
)

_ALERT = "stock/alerts/<uuid:alert_id>/"
_WANT = "stock/wants/<uuid:want_id>/"
urlpatterns = [
    path("stock/expiry/", ExpiryList.as_view(), name="stock_expiry"),
    path("stock/expiry/quarantine/", QuarantineSelected.as_view(), name="expiry_quarantine"),
    path("stock/minimum/<uuid:product_id>/", SetMinimum.as_view(), name="stock_minimum"),
    path("stock/cover/", StockCover.as_view(), name="stock_cover"),
    path("stock/alerts/", AlertList.as_view(), name="alert_list"),
    path("stock/alerts/acknowledge/", AcknowledgeSelected.as_view(), name="alerts_acknowledge"),
    path(_ALERT, AlertDetail.as_view(), name="alert_detail"),
    path(f"{_ALERT}acknowledge/", AcknowledgeAlert.as_view(), name="alert_acknowledge"),
    path(f"{_ALERT}assign/", AssignAlert.as_view(), name="alert_assign"),
    path("stock/wants/", WantList.as_view(), name="want_list"),
    path("stock/wants/take/", TakeSelectedWants.as_view(), name="wants_take"),
    path("stock/wants/remove/", RemoveSelectedWants.as_view(), name="wants_remove"),
    path("stock/wants/find/", FindWanted.as_view(), name="want_find"),
    path("stock/wants/write/", WriteWanted.as_view(), name="want_write"),
    path("stock/wants/add/<uuid:product_id>/", AddWanted.as_view(), name="want_add"),
    path(_WANT, WantDetail.as_view(), name="want_detail"),
    path(f"{_WANT}edit/", EditWant.as_view(), name="want_edit"),
    path(f"{_WANT}take/", TakeWant.as_view(), name="want_take"),
    path(f"{_WANT}back/", GiveWantBack.as_view(), name="want_back"),
    path(f"{_WANT}remove/", RemoveWant.as_view(), name="want_remove"),
]
