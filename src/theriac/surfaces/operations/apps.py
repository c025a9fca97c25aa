"""The operations surface as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Health, metrics, the jobs page and the daily backup."""

    name = "theriac.surfaces.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from theriac.integrations.sealed_objects import store  # noqa: F401, PLC0415 (app-ready)
        from theriac.surfaces.operations import verification  # noqa: F401, PLC0415 (app-ready)
        from theriac.surfaces.operations.backups import jobs  # noqa: F401, PLC0415 (app-ready)
