"""Addresses of what is reserved."""

from django.urls import path

from theriac.surfaces.backoffice.stock.reservations.detail import (
    ExtendReservation,
    FindToReserve,
    ReleaseReservation,
    ReservationDetail,
    Reserve,
)
from theriac.surfaces.backoffice.stock.reservations.lists import ReservationList

_ONE = "stock/reserved/<uuid:reservation_id>/"
urlpatterns = [
    path("stock/reserved/", ReservationList.as_view(), name="reservation_list"),
    path("stock/reserved/find/", FindToReserve.as_view(), name="reservation_find"),
    path("stock/reserved/add/<uuid:product_id>/", Reserve.as_view(), name="reservation_add"),
    path(_ONE, ReservationDetail.as_view(), name="reservation_detail"),
    path(f"{_ONE}extend/", ExtendReservation.as_view(), name="reservation_extend"),
    path(f"{_ONE}release/", ReleaseReservation.as_view(), name="reservation_release"),
]
