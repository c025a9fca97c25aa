"""Addresses of the cold chain."""

from django.urls import path

from theriac.surfaces.backoffice.cold_chain.detail import SensorDetail
from theriac.surfaces.backoffice.cold_chain.excursions import (
    AssessExcursion,
    ExcursionDetail,
    ExcursionList,
)
from theriac.surfaces.backoffice.cold_chain.forms import AddSensor, ChangeSensor, ReadSensor
from theriac.surfaces.backoffice.cold_chain.logger_files import BringReadings
from theriac.surfaces.backoffice.cold_chain.places import ColdList
from theriac.surfaces.backoffice.cold_chain.readings import ReadingList

_SENSOR = "stock/cold/<uuid:sensor_id>/"
_EXCURSION = "stock/excursions/<uuid:excursion_id>/"
urlpatterns = [
    path("stock/cold/", ColdList.as_view(), name="cold_list"),
    path("stock/cold/new/", AddSensor.as_view(), name="cold_new"),
    path("stock/cold/import/", BringReadings.as_view(), name="cold_import"),
    path(_SENSOR, SensorDetail.as_view(), name="cold_detail"),
    path(f"{_SENSOR}edit/", ChangeSensor.as_view(), name="cold_edit"),
    path(f"{_SENSOR}read/", ReadSensor.as_view(), name="cold_read"),
    path(f"{_SENSOR}readings/", ReadingList.as_view(), name="cold_readings"),
    path("stock/excursions/", ExcursionList.as_view(), name="excursion_list"),
    path(_EXCURSION, ExcursionDetail.as_view(), name="excursion_detail"),
    path(f"{_EXCURSION}assess/", AssessExcursion.as_view(), name="excursion_assess"),
]
