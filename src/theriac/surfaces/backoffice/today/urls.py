"""The address of the first page, and the one that leads on after the sign-in."""

from django.urls import path

from theriac.surfaces.backoffice.today.screen import Today
from theriac.surfaces.backoffice.today.start import Start

urlpatterns = [
    path("", Today.as_view(), name="today"),
    path("start/", Start.as_view(), name="start"),
]
