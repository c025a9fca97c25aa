"""Addresses of a customer's own pages. Each is an ``OwnScreen``."""

from django.urls import path

from theriac.surfaces.backoffice.customers.own.account import (
    ChangeEmail,
    ChangeName,
    OwnDevices,
    OwnHome,
    Privacy,
    Say,
)
from theriac.surfaces.backoffice.customers.own.data import EraseOwn, ExportOwn

app_name = "customer"

urlpatterns = [
    path("", OwnHome.as_view(), name="home"),
    path("name/", ChangeName.as_view(), name="name"),
    path("email/", ChangeEmail.as_view(), name="email"),
    path("consents/", Say.as_view(), name="say"),
    path("privacy/", Privacy.as_view(), name="privacy"),
    path("devices/", OwnDevices.as_view(), name="devices"),
    path("export/", ExportOwn.as_view(), name="export"),
    path("erase/", EraseOwn.as_view(), name="erase"),
]
