"""Addresses of device logs."""

from django.urls import path

from theriac.surfaces.backoffice.device_logs.screens import LogFindingList, SettleLogFinding

urlpatterns = [
    path("device-logs/", LogFindingList.as_view(), name="log_finding_list"),
    path(
        "device-logs/<uuid:log_finding_id>/",
        SettleLogFinding.as_view(),
        name="log_finding_settle",
    ),
]
