"""Addresses of the screens of single packs."""

from django.urls import path

from theriac.surfaces.backoffice.serials.life import GiveSerialBack, SerialLifeScreen
from theriac.surfaces.backoffice.serials.refusals import SerialRefusals

urlpatterns = [
    path("stock/serials/", SerialRefusals.as_view(), name="serial_refusals"),
    path("stock/serials/life/", SerialLifeScreen.as_view(), name="serial_life"),
    path("stock/serials/<uuid:sold_id>/back/", GiveSerialBack.as_view(), name="serial_back"),
]
