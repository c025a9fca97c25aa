"""The REST API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """``/api/v1``."""

    name = "theriac.surfaces.api"
    label = "api"
