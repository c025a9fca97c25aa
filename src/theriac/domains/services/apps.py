"""Services as a Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Vaccinations, measurements and consultations: booked, recorded, billed."""

    name = "theriac.domains.services"
    label = "services"

    def ready(self) -> None:
        from theriac.domains.patients.ports import register_own_records  # noqa: PLC0415 (app-ready)
        from theriac.domains.services import verification  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.services.kept import services_kept  # noqa: PLC0415 (app-ready)

        register_own_records("services", services_kept)
