"""Addresses of the waitlist."""

from django.urls import path

from theriac.surfaces.backoffice.waitlist import detail, join, lists

_ONE = "waitlist/<uuid:wait_id>/"

urlpatterns = [
    path("waitlist/", lists.WaitList.as_view(), name="wait_list"),
    path("waitlist/find/", join.FindToWait.as_view(), name="wait_find"),
    path("waitlist/hold/", join.HoldHours.as_view(), name="wait_hold"),
    path("waitlist/add/<uuid:product_id>/", join.AddWait.as_view(), name="wait_add"),
    path(_ONE, detail.WaitDetail.as_view(), name="wait_detail"),
    path(f"{_ONE}edit/", detail.ChangeWait.as_view(), name="wait_edit"),
    path(f"{_ONE}tell/", detail.TellWait.as_view(), name="wait_tell"),
    path(f"{_ONE}extend/", detail.ExtendWait.as_view(), name="wait_extend"),
    path(f"{_ONE}pass/", detail.PassWait.as_view(), name="wait_pass"),
    path(f"{_ONE}leave/", detail.LeaveWait.as_view(), name="wait_leave"),
]
