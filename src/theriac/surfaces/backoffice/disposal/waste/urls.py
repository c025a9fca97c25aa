"""Addresses of the screens of old medicines."""

from django.urls import path

from theriac.surfaces.backoffice.disposal.waste.entry import CancelWaste, LogWaste
from theriac.surfaces.backoffice.disposal.waste.lists import TakenBackList, WasteMonthsScreen

urlpatterns = [
    path("stock/old-medicines/", TakenBackList.as_view(), name="waste_list"),
    path("stock/old-medicines/new/", LogWaste.as_view(), name="waste_new"),
    path("stock/old-medicines/months/", WasteMonthsScreen.as_view(), name="waste_months"),
    path("stock/old-medicines/<uuid:entry_id>/cancel/", CancelWaste.as_view(), name="waste_cancel"),
]
