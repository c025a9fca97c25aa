"""Addresses of duty."""

from django.urls import path

from theriac.surfaces.backoffice.duty.forms import BranchDuty, PlanShift
from theriac.surfaces.backoffice.duty.roster import (
    ComeOnDuty,
    CopyWeek,
    DutyRoster,
    EndSomebodysDuty,
    LeaveDuty,
    RemoveShift,
)
from theriac.surfaces.backoffice.duty.turns import TurnList

urlpatterns = [
    path("duty/", DutyRoster.as_view(), name="duty_roster"),
    path("duty/turns/", TurnList.as_view(), name="duty_turns"),
    path("duty/plan/", PlanShift.as_view(), name="duty_plan"),
    path("duty/rule/", BranchDuty.as_view(), name="duty_rule"),
    path("duty/on/", ComeOnDuty.as_view(), name="duty_on"),
    path("duty/off/", LeaveDuty.as_view(), name="duty_off"),
    path("duty/copy/", CopyWeek.as_view(), name="duty_copy"),
    path("duty/turns/<uuid:turn_id>/end/", EndSomebodysDuty.as_view(), name="duty_end"),
    path("duty/shifts/<uuid:shift_id>/remove/", RemoveShift.as_view(), name="duty_remove"),
]
