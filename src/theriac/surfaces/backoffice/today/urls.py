"""The address of the first page."""

from django.urls import path

from theriac.surfaces.backoffice.today.screen import Today

urlpatterns = [path("", Today.as_view(), name="today")]
