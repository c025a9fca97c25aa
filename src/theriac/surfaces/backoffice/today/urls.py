"""The address of the first page, and the one that leads on after the sign-in."""

from django.urls import path

from theriac.surfaces.backoffice.today.screen import Today
from theriac.surfaces.backoffice.today.start import Start
from theriac.surfaces.backoffice.today.tour import Tour, TourLeave, TourRestart, TourStep

urlpatterns = [
    path("", Today.as_view(), name="today"),
    path("start/", Start.as_view(), name="start"),
    path("tour/", Tour.as_view(), name="tour"),
    path("tour/leave/", TourLeave.as_view(), name="tour_leave"),
    path("tour/again/", TourRestart.as_view(), name="tour_restart"),
    path("tour/<slug:step>/", TourStep.as_view(), name="tour_step"),
]
