"""Addresses of the screens of safety checks."""

from django.urls import path

from theriac.surfaces.backoffice.clinical.detail import (
    ForceSet,
    SafetyLineList,
    SafetySetScreen,
    TakeSetFile,
    WithdrawSafetySet,
)
from theriac.surfaces.backoffice.clinical.report import SafetyReport, WeighRule
from theriac.surfaces.backoffice.clinical.sets import AddSafetySet, AddShippedSet, SafetySetList

_ONE = "safety/<uuid:set_id>/"
urlpatterns = [
    path("safety/", SafetySetList.as_view(), name="safety_set_list"),
    path("safety/new/", AddSafetySet.as_view(), name="safety_set_new"),
    path("safety/shipped/", AddShippedSet.as_view(), name="safety_set_shipped"),
    path("safety/answers/", SafetyReport.as_view(), name="safety_report"),
    path("safety/rules/<uuid:rule_id>/", WeighRule.as_view(), name="safety_rule"),
    path(_ONE, SafetySetScreen.as_view(), name="safety_set"),
    path(f"{_ONE}lines/", SafetyLineList.as_view(), name="safety_lines"),
    path(f"{_ONE}file/", TakeSetFile.as_view(), name="safety_set_file"),
    path(f"{_ONE}force/", ForceSet.as_view(), name="safety_set_force"),
    path(f"{_ONE}withdraw/", WithdrawSafetySet.as_view(), name="safety_set_withdraw"),
]
