"""Addresses of the screens of tills."""

from django.urls import path

from theriac.surfaces.backoffice.tills import detail, held, lists, refunds, work

_AT = "tills/<uuid:session_id>/"
urlpatterns = [
    path("tills/", lists.TillList.as_view(), name="till_list"),
    path("tills/check/", work.TillWorkList.as_view(), name="till_work"),
    path("tills/refunds/", refunds.OwedList.as_view(), name="till_refunds"),
    path("tills/held/<uuid:held_till_id>/", held.HeldTill.as_view(), name="till_held"),
    path(_AT, detail.TillDetail.as_view(), name="till_detail"),
    path(f"{_AT}settle/", detail.SettleTill.as_view(), name="till_settle"),
]
