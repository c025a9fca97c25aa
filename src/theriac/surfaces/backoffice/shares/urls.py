"""Addresses of the screens by which staff make and end shares."""

from django.urls import path

from theriac.surfaces.backoffice.shares.entry import NewShare
from theriac.surfaces.backoffice.shares.screens import EndShare, ShareDetail, ShareList

urlpatterns = [
    path("shares/", ShareList.as_view(), name="share_list"),
    path("shares/new/", NewShare.as_view(), name="share_new"),
    path("shares/<uuid:share_id>/", ShareDetail.as_view(), name="share_detail"),
    path("shares/<uuid:share_id>/end/", EndShare.as_view(), name="share_end"),
]
